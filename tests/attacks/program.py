"""One run of coldquill on a payload, and what must hold for all of them."""
import json
import os
import pathlib
import shutil
import tempfile
import time

import neighbours
import keys
import laws
import process

BUILD = neighbours.TOP / os.environ.get("BUILD_DIR", "build/release")
# Of what a run may cost; 0 where sanitizers make the figures meaningless.
FACTOR = int(os.environ.get("LIMITS_FACTOR", "1"))


class Desk:
    """A folder with the payloads of an entry, an empty home, and the words of its wallet."""

    def __init__(self, entry):
        self.entry = entry
        self.top = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.top.name, "work")
        self.home = pathlib.Path(self.top.name, "home")
        shutil.copytree(entry.folder, self.folder)
        self.home.mkdir()
        self.words = keys.WORDS[entry.context["wallet"]]
        self.secrets = [self.words, *entry.context.get("secrets", [])]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.top.cleanup()

    def options(self, row):
        network = self.entry.context["network"]
        return ([] if network is None else ["--network", network]) + \
            self.entry.context["options"] + row.get("options", [])

    def run(self, *arguments, words=True, ended_after=None):
        """The finished run; the laws of tests/cli hold for it. ended_after: seconds by the clock, for a run that is ended
        from outside; else the law of means holds."""
        arguments = [str(argument) for argument in arguments]
        given = ["--words-fd", "3"] if words else []
        tops = [self.top.name]
        before = laws.state_of(tops)
        start = time.monotonic()
        run = process.Run([str(BUILD / "coldquill"), *arguments, *given],
                          str(self.folder), {"HOME": str(self.home), "PATH": "/usr/bin:/bin"},
                          {3: self.words.encode()} if words else {}).finish()
        laws.check_streams(run, self.secrets, False, False)
        laws.check_files(before, laws.state_of(tops), self.secrets, run.status, False)
        laws.check_means(run, FACTOR, ended_after is not None)
        if ended_after is not None and FACTOR:
            assert time.monotonic() - start < ended_after * FACTOR, "it was not ended"
        laws.check_json(run, arguments)
        return run

    def json(self, *arguments):
        """What a run says that must go well."""
        run = self.run(*arguments, "--json")
        assert run.status == 0, (arguments, run.status, run.stdout)
        return json.loads(run.stdout)

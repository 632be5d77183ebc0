"""One run of coldquill in a situation: with a person at a terminal, below strace, in a namespace, as another user."""
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

import neighbours
import keys
import laws
import process
from program import BUILD

PASSWORD = "a password that nobody guesses"
WORDS = keys.WORDS["owner"]
# The first of the two words that mean yes.
QUESTION = r"first of these two words: (\w+) \w+\s"
STRACE = shutil.which("strace")
NAMESPACE = ["unshare", "--map-root-user", "--mount", "--net"]


def has_namespaces():
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


class Scene:
    """A folder with these files, and an empty home."""

    def __init__(self, files=()):
        self.top = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.top.name, "work")
        self.home = pathlib.Path(self.top.name, "home")
        self.folder.mkdir()
        self.home.mkdir()
        for name, content in dict(files).items():
            self.put(name, content)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.top.cleanup()

    def path(self, name):
        return self.folder / name

    def put(self, name, content):
        self.path(name).write_bytes(content)

    def state(self):
        return laws.state_of([self.top.name])

    def wallet(self):
        """A wallet file that is as cheap to open as may be; it holds the key "savings"."""
        shutil.copy(neighbours.HERE / "wallet/cheap.cq", self.path("wallet.cq"))
        return self.path("wallet.cq").read_bytes()

    def start(self, *arguments, prefix=(), terminal=None, words=True, password=False, environment=None, output=None):
        """words: True for those of the owner, or others."""
        given = ({3: (WORDS if words is True else words).encode()} if words else {}) | ({5: PASSWORD.encode()} if password else {})
        options = [*(["--words-fd", "3"] if words else []), *(["--password-fd", "5"] if password else [])]
        around = {"HOME": str(self.home), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "NO_COLOR": "1", "TERM": "xterm"}
        command = [*prefix, str(BUILD / "coldquill"), *map(str, arguments), *options]
        command[0] = shutil.which(command[0])
        return process.Run(command, str(self.folder), around | (environment or {}), given, terminal, output)

    def run(self, *arguments, **how):
        """Finished; what holds for every run holds here too."""
        run = self.start(*arguments, **how).finish()
        laws.check_streams(run, [WORDS, PASSWORD], False, False)
        return run

    @contextlib.contextmanager
    def asked(self, *arguments, **how):
        """A run that waits for the answer of a person; the one who uses it ends it with yes() or finish()."""
        terminal = process.Terminal(120, 500)  # nothing to page through
        terminal.apart = True
        run = self.start(*arguments, terminal=terminal, **how)
        try:
            run.word = terminal.wait_for(QUESTION)[1]
            yield run
        finally:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                if not hasattr(run, "status"):
                    os.kill(run.pid, signal.SIGKILL)
                    run.finish()
            terminal.close()


def yes(run):
    run.terminal.type(run.word + "\n")
    return run.finish()

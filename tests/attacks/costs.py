"""What a payload costs beyond a harmless one: processor time, and memory."""
import functools
import os
import pathlib
import resource
import subprocess
import tempfile

import pictures
from program import BUILD

MIB = 1 << 20
# Nothing at all, and a picture that ends behind its header: what the program and its scanner need in any case.
HARMLESS = {"text": b"", "picture": pictures.header(1, 1)}


def review(folder, name, mebibytes=None):
    """A review without keys, with so much memory for data: (status, last line on standard error, seconds)."""
    def limit():
        if mebibytes is not None:
            resource.setrlimit(resource.RLIMIT_DATA, (mebibytes * MIB, mebibytes * MIB))
    run = subprocess.Popen([str(BUILD / "coldquill"), "review", name], cwd=folder, preexec_fn=limit, stdin=subprocess.DEVNULL,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    with run:
        said = run.stderr.read().decode()
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    return run.returncode, said, usage.ru_utime + usage.ru_stime


def milliseconds(folder, name):
    """The quickest of seven: what else the machine does is none of the payload's cost."""
    return min(review(folder, name)[2] for _ in range(7)) * 1000


@functools.cache
def harmless(kind):
    """(milliseconds, the least mebibytes with which it still ends as it should)."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "x").write_bytes(HARMLESS[kind])
        wanted = review(folder, "x")[:2]
        least = next(size for size in range(1, 256) if review(folder, "x", size)[:2] == wanted)
        return milliseconds(folder, "x"), least


def check(folder, name, row):
    """Within `over_milliseconds` and `over_mebibytes` of a harmless one, and refused as it is with all the memory there is."""
    with open(pathlib.Path(folder, name), "rb") as file:
        kind = "picture" if file.read(4) == b"\x89PNG" else "text"
    time, memory = harmless(kind)
    assert review(folder, name, memory + row["over_mebibytes"])[:2] == review(folder, name)[:2], f"{name}: more memory"
    took = milliseconds(folder, name) - time
    assert took < row["over_milliseconds"], f"{name}: {took:.1f} ms more than a harmless one"

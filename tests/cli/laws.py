"""What holds for every run of coldquill, whatever a script asks for besides.

1. Nothing that can steer a terminal comes out: no octet below 0x20 but line ends, no 0x7f, no C1
   control, no bidirectional mark. (Binary results on standard output are announced by the script.)
2. No secret that was fed to it comes out, on any stream or in any file.
3. After a refusal there is no new file and no changed one.
4. Two seconds of processor time and 256 MiB are enough; opening a wallet file is announced.
5. With --json there is one JSON object on standard output, of the shape that docs/cli.md fixes.
6. A terminal is left as it was found.
"""

import hashlib
import json
import os
import re

import shapes

SECONDS = 2
MEBIBYTES = 256
# The marks that coldquill itself may send to a terminal: colours, the alternate screen, the cursor, the bell at the end of a
# scan, and what takes back a letter that was typed.
OWN_MARKS = re.compile(r"\x1b\[(?:[0-9;]*m|\?1049h|\?1049l\x07?|\?25[hl]|[0-9]*J|H|K)|\x08 \x08")
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f\x80-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\u061c\ufeff\u3164]")


def steering(data, terminal=False):
    text = data.decode("utf-8", "surrogateescape")
    if terminal:
        text = OWN_MARKS.sub("", text).replace("\r\n", "\n").replace("\r", "")
    return STEERING.search(text) or re.search("[\udc80-\udcff]", text)


def needles(secret):
    """The secret, and every three words of it in a row."""
    words = secret.split()
    out = {secret.strip()}
    out |= {" ".join(words[i:i + 3]) for i in range(len(words) - 2)}
    return {needle.encode("utf-8", "surrogateescape") for needle in out if len(needle) >= 8}


def state_of(folders):
    """Every file below these folders, with a hash of what it holds."""
    out = {}
    for top in folders:
        for folder, names, files in os.walk(top):
            for name in names:
                out[os.path.join(folder, name)] = "folder"
            for name in files:
                path = os.path.join(folder, name)
                out[path] = content_hash(path)
    return out


def content_hash(path):
    if os.path.islink(path) or not os.path.isfile(path):
        return "no file"
    if os.path.getsize(path) > 64 << 20:
        return "large"
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def check_streams(run, secrets, binary, shows_words):
    assert not steering(run.stderr), f"standard error steers the terminal: {run.stderr!r}"
    if not binary:
        assert not steering(run.stdout), f"standard output steers the terminal: {run.stdout!r}"
    shown = run.terminal.shown if run.terminal else b""
    assert not steering(shown, terminal=True), f"the terminal is steered: {shown!r}"
    streams = run.stdout + run.stderr + (b"" if shows_words else shown)
    for secret in secrets:
        for needle in needles(secret):
            assert needle not in streams, f"a secret came out: {needle!r}"


def check_files(before, after, secrets, status, partly):
    changed = sorted(path for path, content in after.items() if before.get(path) != content)
    if status != 0 and not partly:
        assert not changed, f"status {status}, and yet these files are new or changed: {changed}"
        assert not set(before) - set(after), f"files are gone: {set(before) - set(after)}"
    for path in changed:
        if not os.path.isfile(path) or os.path.islink(path):
            continue
        with open(path, "rb") as file:
            content = file.read()
        for secret in secrets:
            for needle in needles(secret):
                assert needle not in content, f"a secret is in {path}"


def check_means(run, factor, costly):
    if costly or factor == 0:
        return
    assert run.seconds < SECONDS * factor, f"it took {run.seconds:.2f} s"
    assert run.mebibytes < MEBIBYTES, f"it took {run.mebibytes:.0f} MiB"


def check_json(run, arguments):
    if "--json" not in arguments or "--" in arguments or (run.terminal and not run.terminal.apart):
        return
    found = json.loads(run.stdout)  # one object and nothing behind it
    shapes.check(found, arguments, run.status)


def check_terminal(run):
    if run.terminal:
        assert run.terminal.is_as_before(), "the terminal is left without echo or line by line input"

"""Files of a script: those packed behind it, those it makes, and what it finds out about them."""

import base64
import glob
import json
import os
import re
import shutil

import pictures
import psbt
import recordings
import ur

HERE = os.path.dirname(os.path.abspath(__file__))


def encoded(text):
    return text.encode("utf-8", "surrogateescape")


def unpack(text, folder):
    """Writes the files that follow lines like "-- name --"; gives the lines before the first."""
    head, *packed = re.split(r"^-- (.+) --\n", text, flags=re.MULTILINE)
    for name, content in zip(packed[::2], packed[1::2]):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(content)
    return head.splitlines()


def read(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def write(folder, name, content):
    with open(os.path.join(encoded(folder), encoded(name)), "wb") as file:
        file.write(content)


def do_text(folder, name, text):
    write(folder, name, encoded(text))


def do_make(folder, name, expression):
    """The octets that this Python expression gives; read("x") is another file, psbt is psbt.py."""
    names = {"read": lambda other: read(folder, other), "psbt": psbt,
             "pictures": pictures, "recordings": recordings, "ur": ur}
    write(folder, name, eval(expression, names))


def do_request(folder, name, to):
    """A request of tests/cli/requests, binary unless the new name ends in .txt."""
    text = read(HERE, f"requests/{name}.base64")
    write(folder, to, text if to.endswith(".txt") else base64.b64decode(text))


def do_vector(folder, name, number, field, to):
    """The octets in one case of a published vector (vectors/), which has them in base64."""
    cases = json.loads(read(HERE, f"../../vectors/{name}.json"))["cases"]
    write(folder, to, base64.b64decode(cases[int(number)][field]))


def do_mkdir(folder, *names):
    for name in names:
        os.makedirs(os.path.join(folder, name))


def do_copy(folder, *names):
    *sources, to = names
    for source in sources:
        source = os.path.join(encoded(folder), encoded(source))
        to_path = os.path.join(encoded(folder), encoded(to))
        (shutil.copytree if os.path.isdir(source) else shutil.copy)(source, to_path)


def do_move(folder, source, to):
    os.rename(os.path.join(folder, source), os.path.join(folder, to))


def do_remove(folder, *names):
    for name in names:
        for path in glob.glob(os.path.join(folder, name)):
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)


def do_link(folder, target, name):
    os.symlink(target, os.path.join(folder, name))


def do_fifo(folder, name):
    os.mkfifo(os.path.join(folder, name))


def do_sparse(folder, name, gibibytes):
    with open(os.path.join(folder, name), "wb") as file:
        file.truncate(int(gibibytes) << 30)


def do_chmod(folder, mode, name):
    os.chmod(os.path.join(folder, name), int(mode, 8))


def do_exists(folder, *names):
    for name in names:
        assert glob.glob(os.path.join(folder, name)), f"there is no {name}"


def do_mode(folder, name, wanted):
    mode = os.stat(os.path.join(folder, name)).st_mode & 0o7777
    assert mode == int(wanted, 8), f"it is {mode:04o}"


def do_same(folder, one, other):
    assert read(folder, one) == read(folder, other), "they differ"


def do_holds(folder, name, text):
    assert encoded(text) in read(folder, name), "it does not"


def do_hex(folder, source, to):
    write(folder, to, read(folder, source).hex().encode() + b"\n")


def not_exists(folder, *names):
    for name in names:
        assert not glob.glob(os.path.join(folder, name)), f"there is {name}"


def not_same(folder, one, other):
    assert read(folder, one) != read(folder, other), "they are the same"


def not_holds(folder, name, text):
    assert encoded(text) not in read(folder, name), "it does"

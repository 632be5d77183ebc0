"""Things that a repository cannot hold: links, pipes, devices, sockets, huge files."""
import os
import socket

TEBIBYTE = 1 << 40


def make(kind, path, target):
    """target: an honest request, for a link to it."""
    if kind == "link":
        path.symlink_to(target)
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
    else:
        assert kind == "sparse"
        with open(path, "wb") as file:
            file.truncate(TEBIBYTE)

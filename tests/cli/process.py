"""One run of a program: its descriptors, its terminal if it has one, its time and memory."""

import fcntl
import os
import re
import select
import signal
import struct
import tempfile
import termios
import time

import screen

PATIENCE = 30  # seconds of wall time, only there to end a hang


class Terminal:
    """The far end of a pseudo terminal: what a person sees and types."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.ours, self.theirs = os.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.shown = b""
        self.seen_up_to = 0

    def text(self):
        return self.shown.decode("utf-8", "replace")

    def read_some(self, seconds):
        """False when the program has closed its end."""
        ready, _, _ = select.select([self.ours], [], [], seconds)
        if not ready:
            return True
        try:
            more = os.read(self.ours, 65536)
        except OSError:
            return False
        self.shown += more
        return bool(more)

    def wait_for(self, pattern):
        """Waits until the pattern is shown behind what was waited for before."""
        end = time.monotonic() + PATIENCE
        while True:
            match = re.search(pattern, self.text()[self.seen_up_to:])
            if match:
                self.seen_up_to += match.end()
                return match
            if time.monotonic() > end or not self.read_some(0.2):
                raise AssertionError(f"the terminal never showed {pattern!r}; it shows:\n{self.text()}")

    def wait_until_visible(self, text):
        """Waits until this stands on the screen at one time, on one row or wrapped over several."""
        end = time.monotonic() + PATIENCE
        while True:
            rows = screen.rows_of(self.text(), self.columns, self.rows)
            if text in "\n".join(rows):
                return
            if time.monotonic() > end or not self.read_some(0.2):
                raise AssertionError(f"never on the screen at once: {text!r}; it shows:\n" + "\n".join(rows))

    def is_visible(self, text):
        return text in "\n".join(screen.rows_of(self.text(), self.columns, self.rows))

    def type(self, text):
        os.write(self.ours, text.encode("utf-8", "surrogateescape"))

    def is_as_before(self):
        """True when the terminal echoes and takes whole lines, as a shell expects it."""
        local = termios.tcgetattr(self.theirs)[3]
        return bool(local & termios.ECHO) and bool(local & termios.ICANON)

    def close(self):
        os.close(self.ours)
        os.close(self.theirs)


def pipe_with(content):
    """The reading end of a pipe that holds this content."""
    read, write = os.pipe()
    fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, max(65536, len(content)))
    os.write(write, content)
    os.close(write)
    return read


def in_child(arguments, folder, environment, files, terminal):
    os.setsid()  # no terminal is in reach unless we give one
    if terminal:
        fcntl.ioctl(terminal.theirs, termios.TIOCSCTTY, 0)
    # First out of the way of each other, then to their numbers.
    moved = {number: fcntl.fcntl(file, fcntl.F_DUPFD, 200) for number, file in files.items()}
    for number, file in moved.items():
        os.dup2(file, number, inheritable=True)
    highest = max(files)
    for number in range(3, highest):
        if number not in files:
            try:
                os.close(number)
            except OSError:
                pass
    os.closerange(highest + 1, 300)
    os.chdir(folder)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.execve(arguments[0], arguments, environment)


class Run:
    """Starts at once. files: {descriptor: content as bytes, or an open descriptor}."""

    def __init__(self, arguments, folder, environment, files=None, terminal=None, output=None):
        self.terminal = terminal
        self._out = tempfile.TemporaryFile()
        self._err = tempfile.TemporaryFile()
        opened = []
        given = {}
        for number, content in (files or {}).items():
            if isinstance(content, bytes):
                content = pipe_with(content)
            opened.append(content)
            given[number] = content
        if 0 not in given:
            given[0] = os.open("/dev/null", os.O_RDONLY)
            opened.append(given[0])
        given[1] = os.open(output, os.O_WRONLY) if output else self._out.fileno()
        given[2] = self._err.fileno()
        if terminal and not terminal.apart:
            for number in (0, 1, 2):
                if number == 0 and files and 0 in files:
                    continue
                given[number] = terminal.theirs
        self.pid = os.fork()
        if self.pid == 0:
            try:
                in_child(arguments, folder, environment, given, terminal)
            finally:
                os._exit(126)
        for descriptor in opened:
            os.close(descriptor)

    def finish(self):
        end = time.monotonic() + PATIENCE
        while True:
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
                os.wait4(self.pid, 0)
                raise AssertionError("it never ends")
            if self.terminal:
                self.terminal.read_some(0.02)
            else:
                time.sleep(0.005)
        while self.terminal and select.select([self.terminal.ours], [], [], 0)[0]:
            if not self.terminal.read_some(0):
                break
        self.status = os.waitstatus_to_exitcode(status)
        self.seconds = usage.ru_utime + usage.ru_stime
        self.mebibytes = usage.ru_maxrss / 1024
        self.stdout = self._read(self._out)
        self.stderr = self._read(self._err)
        return self

    @staticmethod
    def _read(file):
        file.seek(0)
        content = file.read()
        file.close()
        return content

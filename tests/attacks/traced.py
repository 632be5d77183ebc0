"""System calls of a run, and a fault in any one of them (strace)."""
import collections
import re

import scene

CALL = re.compile(r"^(\d+) +(\w+)\((.*)")


class Call:
    """One of a run: its name, which one of that name it is (from 1), its arguments."""

    def __init__(self, name, number, arguments):
        self.name, self.number, self.arguments = name, number, arguments

    def fault(self, what):
        """For strace: "error=EIO", or "signal=KILL" before it is done."""
        return [scene.STRACE, "-f", "-qq", "-o", "trace", "-e", f"trace={self.name}", "-e",
                f"inject={self.name}:{what}:when={self.number}"]

    def __repr__(self):
        return f"{self.name} {self.number}: {self.arguments[:60]}"


def watch(*calls):
    """What to put before a command; the calls are then read with calls_of."""
    return [scene.STRACE, "-f", "-qq", "-o", "trace", *(["-e", "trace=" + ",".join(calls)] if calls else [])]


def calls_of(desk):
    """Those of the program itself, not of its scanner."""
    out, numbers, first = [], collections.Counter(), None
    for line in desk.path("trace").read_text(errors="replace").splitlines():
        found = CALL.match(line)
        if not found:
            continue
        first = first or found[1]
        if found[1] != first:
            continue
        numbers[found[2]] += 1
        out.append(Call(found[2], numbers[found[2]], found[3]))
    return out


def was_hit(desk):
    """The call at which the fault was due did happen."""
    trace = desk.path("trace").read_text(errors="replace")
    return "INJECTED" in trace or "killed by SIGKILL" in trace


def from_the_first(calls, name, argument):
    """The calls from the one that says so on."""
    at = next(i for i, call in enumerate(calls) if call.name == name and argument in call.arguments)
    return calls[at:]


def on_files(calls):
    """Memory is given or not; what matters lies in files."""
    return [call for call in calls if call.name not in ("brk", "mmap", "munmap", "mprotect", "exit_group", "futex", "madvise")]

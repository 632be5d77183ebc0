"""How many attacks were refused, needed an acknowledgement, or were shown; how many twins were signed. Told at the very end."""
import atexit
import collections
import sys

COUNTS = collections.Counter()


def refused():
    COUNTS["refused"] += 1


def warned():
    COUNTS["warned"] += 1


def shown():
    COUNTS["shown"] += 1


def signed():
    """A twin: signed, and its signature found to be good by other means."""
    COUNTS["signed"] += 1


def line():
    return (f"attacks: {COUNTS['refused']} refused, {COUNTS['warned']} warned, {COUNTS['shown']} shown; "
            f"twins: {COUNTS['signed']} signed and verified")


@atexit.register
def tell():
    if COUNTS:
        print(line(), file=sys.stderr)

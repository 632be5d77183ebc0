"""Pictures that made readers of QR codes hang or crash, drawn anew: noise, finder patterns without a code, codes of nonsense."""
import random
import zlib

import pictures

BLACK, WHITE = b"\0", b"\xff"
# One line through the middle of a finder pattern: 1:1:3:1:1, with its white edge.
FINDER_LINE = "1011101" + "0"
FINDER = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]


def drawn(rows, scale=1):
    """rows: of texts, 1 is black."""
    wide = [b"".join((BLACK if dot == "1" else WHITE) * scale for dot in row) for row in rows]
    return pictures.write([row for row in wide for _ in range(scale)])


def noise(width, height, seed, black=0.5):
    dots = random.Random(seed)
    return ["".join("1" if dots.random() < black else "0" for _ in range(width)) for _ in range(height)]


def finders(count):
    row = [" ".join([line] * count).replace(" ", "0") for line in FINDER]
    return (row + ["0" * len(row[0])]) * count


def lines_of_finders(size):
    line = (FINDER_LINE * (size // len(FINDER_LINE) + 1))[:size]
    return ["".join("1" if a == b == "1" else "0" for b in line) for a in line]


def rings(size):
    return ["".join("1" if max(abs(x - size // 2), abs(y - size // 2)) % 2 == 0 else "0" for x in range(size)) for y in range(size)]


def stamped(rows, pattern, x, y):
    for i, line in enumerate(pattern):
        row = rows[y + i]
        rows[y + i] = row[:x] + line + row[x + len(line):]


def nonsense_code(size, seed):
    """Three finder patterns and timing lines in the right places, and noise for everything else."""
    rows = noise(size, size, seed)
    edge = ["0" * 8] * 8
    for x, y in ((0, 0), (size - 8, 0), (0, size - 8)):
        stamped(rows, edge, x, y)
    for x, y in ((0, 0), (size - 7, 0), (0, size - 7)):
        stamped(rows, FINDER, x, y)
    for at in range(8, size - 8):
        dot = "1" if at % 2 == 0 else "0"
        stamped(rows, [dot], at, 6)
        stamped(rows, [dot], 6, at)
    blank = "0" * (size + 8)
    return [blank] * 4 + ["0000" + row + "0000" for row in rows] + [blank] * 4


def more_than_announced(width, height, megabytes):
    """A small picture whose data goes on and on."""
    data = zlib.compress(bytes(megabytes << 20), 9)
    return (b"\x89PNG\r\n\x1a\n" + pictures.header_chunk(width, height) + pictures.chunk(b"IDAT", data) + pictures.chunk(b"IEND", b""))


def hanging():
    """Those over which the reader that is in use would sit for minutes; name: picture."""
    return {"finders": drawn(finders(60)), "lines": drawn(lines_of_finders(600))}


def quick():
    """Name: picture."""
    return {"noise-246": drawn(noise(246, 246, 1)), "noise-dark": drawn(noise(246, 246, 2, 0.9)),
            "noise-coarse": drawn(noise(120, 120, 3), 4), "finders-few": drawn(finders(8), 3),
            "stripes": drawn([(FINDER_LINE * 100)] * 600), "rings": drawn(rings(500)),
            "chessboard": drawn(["01" * 300, "10" * 300] * 300), "nonsense-177": drawn(nonsense_code(177, 4), 3),
            "nonsense-21": drawn(nonsense_code(21, 5), 4), "nonsense-97": drawn(nonsense_code(97, 6), 2),
            "one-line": drawn([FINDER_LINE * 2000]), "one-column": drawn(["1", "0"] * 8_000),
            "endless": more_than_announced(100, 100, 20)}


def beside_noise(picture):
    """A code that can be read all the same."""
    rows = pictures.read(picture)
    dots = noise(60, len(rows), 7)
    return pictures.write([row + b"".join(BLACK if dot == "1" else WHITE for dot in line) for row, line in zip(rows, dots)])

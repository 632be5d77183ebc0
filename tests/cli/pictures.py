"""PNG pictures of grey pixels, written and read with the standard library alone; rows by qrencode; films by ffmpeg."""

import functools
import pathlib
import struct
import subprocess
import tempfile
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header_chunk(width, height, depth=8):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))


def write(rows):
    """rows: of octets, one for each pixel."""
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return (b"\x89PNG\r\n\x1a\n" + header_chunk(len(rows[0]), len(rows)) + chunk(b"IDAT", data) +
            chunk(b"IEND", b""))


def read(png):
    """The rows of a picture of one channel, as coldquill writes them: no filter."""
    at, data = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at:at + 8])
        body = png[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, height, depth = struct.unpack(">IIB", body[:9])
        elif kind == b"IDAT":
            data += body
        at += 12 + size
    pixels = zlib.decompress(data)
    stride = 1 + (width * depth + 7) // 8
    return [unpacked(pixels[y * stride + 1:(y + 1) * stride], width, depth) for y in range(height)]


def unpacked(row, width, depth):
    if depth == 8:
        return row
    assert depth == 1, "not read here"
    return bytes(255 * (row[x // 8] >> (7 - x % 8) & 1) for x in range(width))


def beside(one, other):
    rows = [read(one), read(other)]
    height = max(map(len, rows))
    padded = [r + [b"\xff" * len(r[0])] * (height - len(r)) for r in rows]
    return write([a + b for a, b in zip(*padded)])


def inverted(png):
    return write([bytes(255 - pixel for pixel in row) for row in read(png)])


def grey(width, height):
    return write([b"\x80" * width] * height)


def spot(number, side=100):
    """One of many pictures that differ: a dark spot that moves."""
    at = 7 * number % (side - 10)
    dark = b"\xc0" * at + b"\x30" * 10 + b"\xc0" * (side - at - 10)
    return write([dark if at <= y < at + 10 else b"\xc0" * side for y in range(side)])


def finders(width, height, module=4, pitch=12):
    """A sheet of nothing but finder patterns, of which a reader tries every three."""
    def dark(x, y):
        x, y = x // module % pitch, y // module % pitch
        return x < 7 and y < 7 and max(abs(x - 3), abs(y - 3)) != 2
    kinds = [bytes(0 if dark(x, y * module) else 255 for x in range(width)) for y in range(pitch)]
    return write([kinds[y // module % pitch] for y in range(height)])


def header(width, height):
    """A large picture in few octets."""
    return (b"\x89PNG\r\n\x1a\n" + header_chunk(width, height) + chunk(b"IDAT", zlib.compress(b"")) +
            chunk(b"IEND", b""))


@functools.cache
def row(text, version):
    """The codes of a row (structured append), as qrencode makes them."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["qrencode", "-S", "-8", "-v", str(version), "-o", f"{folder}/row.png"],
                       input=text, check=True)
        return [path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())]


CODERS = {
    "mp4": ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
    "mov": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p"],
    "webm": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"],
    "gif": ["-c:v", "gif"],
}


@functools.cache
def film(kind, *frames):
    """A film as a phone makes it: each picture three times, two in seven of them blurred."""
    with tempfile.TemporaryDirectory() as folder:
        for number, frame in enumerate(frames):
            pathlib.Path(folder, f"{number:04}.png").write_bytes(frame)
        look = "scale=480:480:flags=neighbor,pad=640:480:80:0:gray,fps=15,boxblur=9:enable='lt(mod(n,7),2)'"
        subprocess.run(["ffmpeg", "-v", "error", "-framerate", "5", "-i", f"{folder}/%04d.png", "-vf", look,
                        *CODERS[kind], f"{folder}/film.{kind}"], check=True)
        return pathlib.Path(folder, f"film.{kind}").read_bytes()


def still(png, seconds):
    """A recording of a screen on which nothing happens."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "one.png").write_bytes(png)
        subprocess.run(["ffmpeg", "-v", "error", "-loop", "1", "-framerate", "30", "-t", str(seconds),
                        "-i", f"{folder}/one.png", "-vf", "scale=240:240:flags=neighbor", *CODERS["mp4"],
                        f"{folder}/film.mp4"], check=True)
        return pathlib.Path(folder, "film.mp4").read_bytes()

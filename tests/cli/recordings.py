"""Recordings of a camera (src/scanner/recording.h): YUV4MPEG2 streams of pictures, in its formats."""

import pictures


def sheet(rows, width, height):
    """The picture on a larger white one, a little off the middle."""
    left, top = (width - len(rows[0])) // 3, (height - len(rows)) // 3
    assert left >= 0 and top >= 0, "the picture is larger than the frame"
    blank = b"\xff" * width
    inner = [b"\xff" * left + row + b"\xff" * (width - left - len(row)) for row in rows]
    return [blank] * top + inner + [blank] * (height - top - len(rows))


def octets(rows, pixels):
    """What a camera gives for these grey rows."""
    grey = b"".join(rows)
    if pixels == "YUYV":
        out = bytearray(b"\x80" * (2 * len(grey)))
        out[0::2] = grey
        return bytes(out)
    return grey + (b"" if pixels == "GREY" else b"\x80" * (len(grey) // 2))


def frame(png, pixels="GREY", width=640, height=480):
    """png: None for a white frame."""
    rows = pictures.read(png) if png else [b"\xff"]
    return b"FRAME\n" + octets(sheet(rows, width, height), pixels)


def film(pngs, pixels="GREY", width=640, height=480, rate="200:1"):
    head = f"YUV4MPEG2 W{width} H{height} F{rate} XCAMERA={pixels}\n".encode()
    return head + b"".join(frame(png, pixels, width, height) for png in pngs)

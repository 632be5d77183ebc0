"""Just enough of BCR-2020-005 to write URs, also bad ones. The words are read from coldquill's own
source: what is tested here is what it does with parts that lie."""

import os
import re
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))


def words():
    source = os.path.join(HERE, "..", "..", "src", "codec", "bytewords.cpp")
    with open(source, encoding="utf-8") as file:
        text = "".join(re.findall(r'"([a-z]{50,})"', file.read()))
    assert len(text) == 1024, "the table is written in another way"
    return [text[i:i + 4] for i in range(0, 1024, 4)]


def minimal(data):
    table = words()
    whole = data + zlib.crc32(data).to_bytes(4, "big")
    return "".join(table[octet][0] + table[octet][3] for octet in whole)


def head(major, number):
    for marker, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 24:
            return bytes([major << 5 | number])
        if number < 1 << 8 * size:
            return bytes([major << 5 | marker]) + number.to_bytes(size, "big")
    raise ValueError(number)


def single(kind, cbor):
    return f"ur:{kind}/{minimal(cbor)}".encode()


def part(kind, number, count, length, checksum, data):
    cbor = (b"\x85" + head(0, number) + head(0, count) + head(0, length) + head(0, checksum) +
            head(2, len(data)) + data)
    return f"ur:{kind}/{number}-{count}/{minimal(cbor)}".encode()

#!/usr/bin/env python3
"""check-evm-signature.py UNSIGNED SIGNED ADDRESS: verifies a signed EVM transaction with nothing of
coldquill's.

UNSIGNED is the transaction that was asked for, SIGNED the one that came back, both in hexadecimal
(EIP-155, EIP-2930 or EIP-1559). They must say the same, and the signature must be by ADDRESS. RLP,
Keccak-256 and key recovery are written out here; the curve is that of check-signatures.py.
"""
import importlib.util
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
spec = importlib.util.spec_from_file_location("curve", here / "check-signatures.py")
curve = importlib.util.module_from_spec(spec)
spec.loader.exec_module(curve)


# ---- Keccak-256: the sponge of FIPS 202 with the first submission's padding

def rotate(x, n):
    return (x << n | x >> (64 - n)) & (2**64 - 1)


def round_constants():
    bits, state = [], 1
    for _ in range(255):
        bits.append(state & 1)
        state = state << 1 ^ (0x171 if state & 0x80 else 0)
    return [sum(bits[(j + 7 * i) % 255] << (2**j - 1) for j in range(7)) for i in range(24)]


def permute(lane):
    for constant in round_constants():
        parity = [lane[x] ^ lane[x + 5] ^ lane[x + 10] ^ lane[x + 15] ^ lane[x + 20] for x in range(5)]
        lane = [lane[i] ^ parity[(i - 1) % 5] ^ rotate(parity[(i + 1) % 5], 1) for i in range(25)]
        moved, x, y, turned = [lane[0]] + [0] * 24, 1, 0, lane[1]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            kept = lane[x + 5 * y]
            moved[x + 5 * y] = rotate(turned, (t + 1) * (t + 2) // 2 % 64)
            turned = kept
        lane = [moved[i] ^ (~moved[i // 5 * 5 + (i + 1) % 5] & moved[i // 5 * 5 + (i + 2) % 5])
                for i in range(25)]
        lane[0] ^= constant
    return lane


def keccak(data):
    rate = 136
    data = bytearray(data + b"\1" + bytes(-(len(data) + 1) % rate))
    data[-1] |= 0x80
    lane = [0] * 25
    for at in range(0, len(data), rate):
        for i in range(rate // 8):
            lane[i] ^= int.from_bytes(data[at + 8 * i:at + 8 * i + 8], "little")
        lane = permute(lane)
    return b"".join(x.to_bytes(8, "little") for x in lane[:4])


# ---- RLP and transactions

def read_item(data):
    """The first item, and what follows it."""
    first = data[0]
    if first < 0x80:
        return data[:1], data[1:]
    base = 0x80 if first < 0xC0 else 0xC0
    wide = max(0, first - base - 55)
    size = int.from_bytes(data[1:1 + wide], "big") if wide else first - base
    body, rest = data[1 + wide:1 + wide + size], data[1 + wide + size:]
    if base == 0x80:
        return body, rest
    items = []
    while body:
        item, body = read_item(body)
        items.append(item)
    return items, rest


def write_item(item):
    body, base = (b"".join(map(write_item, item)), 0xC0) if isinstance(item, list) else (item, 0x80)
    if base == 0x80 and len(body) == 1 and body[0] < 0x80:
        return body
    if len(body) < 56:
        return bytes([base + len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([base + 55 + len(size)]) + size + body


def number(octets):
    return int.from_bytes(octets, "big")


def unsigned_and_signature(signed):
    """What was signed, and r, s and the parity."""
    if signed[0] >= 0xC0:
        fields, rest = read_item(signed)
        v = number(fields[6]) - 35
        chain = (v // 2).to_bytes((v // 2).bit_length() // 8 + 1, "big").lstrip(b"\0")
        unsigned, parity = write_item(fields[:6] + [chain, b"", b""]), v % 2
    else:
        fields, rest = read_item(signed[1:])
        unsigned, parity = signed[:1] + write_item(fields[:-3]), number(fields[-3])
    assert not rest, "bytes after the end"
    return unsigned, number(fields[-2]), number(fields[-1]), parity


def signer(digest, r, s, parity):
    z, w = number(digest), pow(r, -1, curve.N)
    point = curve.add(curve.times(s * w % curve.N, curve.point_of(r, parity)),
                      curve.times(-z * w % curve.N, curve.G))
    return keccak(point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big"))[12:].hex()


def main(unsigned, signed, address):
    wanted, got = (bytes.fromhex(pathlib.Path(f).read_text().strip().removeprefix("0x"))
                   for f in (unsigned, signed))
    content, r, s, parity = unsigned_and_signature(got)
    assert content == wanted, "another transaction was signed than was asked for"
    assert s <= curve.N // 2, "s must be low (EIP-2)"
    assert signer(keccak(content), r, s, parity) == address[2:].lower(), "signed by another key"
    print(f"good: what was asked for, signed by {address}")


if __name__ == "__main__":
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""seeds.py OUT: what fuzz targets start from, a folder for each. Everything that the repository
has: published vectors, example requests and attacks, sorted by what they look like."""

import hashlib
import json
import os
import random
import re
import struct
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, "..", "..")
sys.path.insert(0, os.path.join(TOP, "tests", "cli"))
import ur  # noqa: E402

LARGEST = 8192  # octets of a seed: small ones teach a fuzzer more
MOST = 200  # of files and as many of vectors, so that reading them takes little of ten seconds
FILES = (".psbt", ".txn", ".ur", ".json", ".txt", ".base64", ".png")

POINT = bytes.fromhex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")
GENERATOR = POINT[1:] + bytes.fromhex("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")


class Seeds:
    def __init__(self):
        self.of = {}

    def add(self, targets, data):
        for target in targets.split():
            if 0 < len(data) <= LARGEST:
                self.of.setdefault(target, {})[hashlib.sha256(data).hexdigest()] = data

    def write(self, out):
        for target, seeds in self.of.items():
            folder = os.path.join(out, target)
            os.makedirs(folder, exist_ok=True)
            names = sorted(seeds)
            for name in random.Random(1).sample(names, min(MOST, len(names))):
                with open(os.path.join(folder, name[:16]), "wb") as file:
                    file.write(seeds[name])


def is_list_alone(data):
    """One RLP list and nothing behind it."""
    if not data or data[0] < 0xC0:
        return False
    if data[0] <= 0xF7:
        return len(data) == data[0] - 0xBF
    width = data[0] - 0xF7
    return len(data) == 1 + width + int.from_bytes(data[1:1 + width], "big")


def add_bytes(seeds, data):
    seeds.add("envelope", data)
    if data.startswith(b"psbt\xff") or data[1:4] == b"\0\0\0":
        seeds.add("bitcoin", data)
        # What the second copy is to lack, and where it differs: nothing, some fields, a value.
        for mask in b"\0\0", b"\x55\0", b"\xff\3":
            seeds.add("bitcoin_combine", mask + data)
    if is_list_alone(data) or data[:1] in b"\1\2\3\4" and is_list_alone(data[1:]):
        seeds.add("rlp evm", data)
    if data.startswith(b"signmessage ") or data.count(b"\nm/") == 1:
        seeds.add("bitcoin_message", data)
    if data.startswith(b"CQSD"):
        seeds.add("sealed_draft", data)
    if data.startswith(b"\x89PNG"):
        seeds.add("picture", data)
    if data[:1] and data[0] >> 5 in (4, 5, 6):
        seeds.add("cbor evm bitcoin_message", data)
    if data.lstrip()[:1] == b"{":
        seeds.add("json evm", data)
        if b"primaryType" in data:
            seeds.add("typed_data", data)


def of_minimal(text):
    """The octets of minimal bytewords, whatever their checksum."""
    table = {word[0] + word[3]: i for i, word in enumerate(ur.words())}
    pairs = [text[i:i + 2] for i in range(0, len(text), 2)]
    return bytes(table.get(pair, 0) for pair in pairs)[:-4]


def add_text(seeds, text):
    data = text.encode()
    bare = text.strip()
    if len(bare) <= 300 and "\n" not in bare:
        seeds.add("texts", bare.encode())
    if re.match(r"(?i)ur:", bare):
        seeds.add("frames envelope", data)
        parts = bare.lower().split("\n")[0].split("/")
        if len(parts) == 2:
            add_bytes(seeds, of_minimal(parts[1]))
            seeds.add("cbor", of_minimal(parts[1]))
    if bare[:1] in ("{", "["):
        add_bytes(seeds, data)
    digits = bare.removeprefix("0x")
    if len(digits) % 2 == 0 and re.fullmatch("[0-9a-fA-F]+", digits):
        add_bytes(seeds, bytes.fromhex(digits))


def add_json(seeds, value):
    if isinstance(value, str):
        add_text(seeds, value)
    elif isinstance(value, list):
        for item in value:
            add_json(seeds, item)
    elif isinstance(value, dict):
        if "primaryType" in value:
            add_text(seeds, json.dumps(value, ensure_ascii=False))
        if "types" in value and isinstance(value.get("arguments"), list):
            call = f"f({','.join(value['types'])})"
            seeds.add("abi", "\n".join([call, *map(str, value["arguments"])]).encode())
        for item in value.values():
            add_json(seeds, item)


def add_file(seeds, path):
    with open(path, "rb") as file:
        data = file.read(1 << 20)
    seeds.add("envelope", data)
    add_bytes(seeds, data)
    try:
        add_text(seeds, data.decode())
    except UnicodeDecodeError:
        pass


def walk(folder):
    for place, _, names in sorted(os.walk(os.path.join(TOP, folder))):
        for name in sorted(names):
            yield os.path.join(place, name)


def account(depth):
    return bytes([depth]) + struct.pack(f">{depth}I", *range(depth)) + b"abcd" + b"c" * 32 + POINT


def wallet_seeds(seeds):
    """Wallet files by their layout (wallet_image.h, wallet_body.h); nothing in them is secret."""
    entries = bytes([2])
    for name, accounts in (b"one", 1), (b"two", 2):
        entries += bytes([len(name)]) + name + bytes(8) + b"abcd" + bytes([accounts])
        entries += b"".join(account(3) for _ in range(accounts))
    first = bytes([16]) + b"e" * 16 + b"\0"
    second = bytes([32]) + b"e" * 32 + b"\1" + struct.pack(">H", 4) + b"pass"
    body = bytes(8) + struct.pack(">I", len(entries)) + entries + first + second
    seeds.add("wallet_file", entries)
    seeds.add("wallet_file", body)
    seeds.add("wallet_file", body.ljust(4096, b"\0"))
    for flags, public in (0, b""), (1, entries):
        header = b"COLDQUILL\1" + bytes([flags, 1]) + struct.pack(">IIB", 256 << 10, 3, 1)
        header += b"s" * 16 + b"i" * 16 + bytes(8) + b"c" * 32 + b"n" * 48
        header += struct.pack(">II", 4096 + 16, len(public))
        seeds.add("wallet_file", header + b"w" * 48 + b"b" * (4096 + 16) + public)


def draft_seeds(seeds):
    """Sealed drafts by their layout (sealed_draft.h)."""
    key = b"abcd" + bytes([2]) + struct.pack(">II", 1 << 31, 5) + GENERATOR
    jobs = [b"\1\0", b"\2\0", b"\3\1" + b"q" * 32, b"\3\2" + b"q" * 32 + b"m" * 32]
    rows = b"".join(job + key + b"d" * 32 for job in jobs)
    for acknowledgements in [], [b"E_FEE_HIGH", b"E_AMOUNT_UNPROVEN"]:
        out = b"CQSD\3" + b"f" * 32 + struct.pack(">I", 6) + b"review"
        out += struct.pack(">I", len(acknowledgements))
        out += b"".join(bytes([len(a)]) + a + b"t" * 16 for a in acknowledgements)
        seeds.add("sealed_draft", out + struct.pack(">I", len(jobs)) + rows)


def gap_seeds(seeds):
    """Dialects of QR codes besides UR."""
    def cases(name):
        with open(os.path.join(TOP, "vectors", "gap", name + ".json"), encoding="utf-8") as file:
            return json.load(file)["cases"]
    for case in cases("bbqr"):
        seeds.add("frames envelope", "\n".join(case["parts"]).encode())
    for case in cases("base43"):
        seeds.add("texts envelope", case["text"].encode())
    for case in cases("bc32"):
        seeds.add("texts", case["text"].encode())
    for case in cases("keystone"):
        cbor = bytes.fromhex(case["cbor"])
        packed = cbor[cbor.index(b"\x1f\x8b"):]
        message = zlib.decompressobj(31).decompress(packed)
        for octets in (cbor, packed, message):
            seeds.add("keystone", octets)
    seeds.add("frames envelope", b"p2of2 Zm9v\np1of2 cHNidP9m")
    seeds.add("frames envelope", b"ur:bytes/typq2cq6zt9pe")


def film_seeds(seeds):
    """Each kind of pixels: some black, some white, rows that are padded or upside down."""
    for number in range(256):
        seeds.add("film", bytes([number, 8, 5, number % 8]) + bytes([0, 255, 128, 255]) * 90)


def camera_seeds(seeds):
    """Recordings of a few pixels (src/scanner/recording.h), and frames of the scanner."""
    for pixels, size in ("GREY", 96), ("YUYV", 192), ("NV12", 144), ("YU12", 144):
        head = f"YUV4MPEG2 W12 H8 F10:1 XCAMERA={pixels}\n".encode()
        seeds.add("camera", head + (b"FRAME\n" + bytes(range(size))) * 3)
    seeds.add("camera", b"YUV4MPEG2 W12 H8 Cmono\nFRAME Ip\n" + b"x" * 96)
    seeds.add("camera", b"YUV4MPEG2 W12 H8 XCAMERA=MJPG\nFRAME XSIZE=4\n\xff\xd8\xff\xd9")
    seeds.add("camera", struct.pack(">HHBB", 640, 480, 4, 2) + b"previews" +
              (b"\2" + struct.pack(">H", 5) + b"hello") * 2)


def small_seeds(seeds):
    for kind in range(1, 7):
        seeds.add("picture", bytes([kind]) + struct.pack(">I", 5) + b"hello")
    for text in ("m/84'/0'/0'/0/5", "0.015", "0x1f", "1.5", "bitcoin:x?amount=0.1&label=Rent",
                 "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@1?value=2.014e18&gas=1",
                 "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@1/transfer"
                 "?address=0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359&uint256=1"):
        seeds.add("texts", text.encode())
    for call in ("transfer(address to, uint256 amount)\n0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\n5",
                 "f((string,bytes)[2][],bool)\n[[(\"a\",0x00),(\"\",0x)]]\ntrue",
                 '[{"type":"function","name":"transfer","inputs":[{"name":"a","type":"tuple[]",'
                 '"components":[{"name":"b","type":"uint8"}]}]}]'):
        seeds.add("abi", call.encode())


def of_vectors():
    seeds = Seeds()
    for path in walk("vectors"):
        if path.endswith(".json"):
            with open(path, encoding="utf-8") as file:
                add_json(seeds, json.load(file))
    return seeds


def of_files():
    seeds = Seeds()
    for folder in "vectors/requests", "tests/attacks":
        for path in walk(folder):
            name = os.path.basename(path)
            # Pictures that take seconds have their own test.
            wanted = path.endswith(FILES) and name not in ("expect.json", "context.json")
            if wanted and "slow" not in name:
                add_file(seeds, path)
    wallet_seeds(seeds)
    draft_seeds(seeds)
    gap_seeds(seeds)
    camera_seeds(seeds)
    film_seeds(seeds)
    small_seeds(seeds)
    return seeds


of_vectors().write(sys.argv[1])
of_files().write(sys.argv[1])

#!/usr/bin/env python3
"""Makes vectors/gap, the dialects of QR codes besides UR, from published test data.

usage: gap.py PUBLISHED OUT      (PUBLISHED has the folders bbqr and electrum)

Facts only: bytes, texts. Each output has "origin", "licence" and "cases", and the same input always
gives the same bytes. What the parts of a real animation hold is found here with Python's own base64
and zlib, so that the test compares two implementations.
"""
import base64
import hashlib
import pathlib
import sys
import zlib

from common import load, save


def splits(source, out):
    cases = []
    for c in load(source, "bbqr/splits"):
        payload = (source / "bbqr" / c["file"]).read_bytes()
        cases.append({"payload": payload.hex(), "type": c["parts"][0][3], "asked": c["asked"],
                      "used": c["encoding"], "least_parts": c["minSplit"],
                      "largest_version": c["maxVersion"], "parts": c["parts"]})
    save(out, "gap/bbqr", "payloads of coinkite/BBQr test_data, parts by bbqr 1.2.0 (npm)",
         "Unlicense", cases)


def scan(source, out):
    texts = (source / "bbqr/real-scan.txt").read_text().split()
    data = {int(t[6:8], 36): t[8:] for t in texts}
    raw = b"".join(base64.b32decode(data[i] + "=" * (-len(data[i]) % 8)) for i in sorted(data))
    held = zlib.decompress(raw, -10)
    save(out, "gap/bbqr-scan", "coinkite/BBQr test_data/real-scan.txt", "Unlicense",
         [{"texts": texts, "size": len(held), "sha256": hashlib.sha256(held).hexdigest()}])


def base43(source, out):
    data = load(source, "electrum/base43")
    save(out, "gap/base43", "spesmilo/electrum tests", "MIT",
         [{"hex": c["hex"], "text": c["base43"]} for c in data["cases"]])


def bc32(out):
    save(out, "gap/bc32", "BlockchainCommons/Research BCR-2020-004 and BCR-0005",
         "BSD-2-Clause-Patent", [
             {"hex": "48656c6c6f20776f726c64", "text": "fpjkcmr0ypmk7unvvsh4ra4j"},
             {"hex": "d934063e82001eec0585ee41ab5d8e4b703a4be1f73aec21e143912c56",
              "text": "my6qv05zqq0wcpv9aeq6khvwfdcr5jlp7uawcg0pgwgjc4shjm6xu"},
             {"hex": "48656c6c6f2c20776f726c64", "text": "fpjkcmr09ss8wmmjd3jq6ax7w9"},
             {"hex": "94d9d7cbb398c9b4d83cf7ca2784bf69220243c0bb7a0b1725a66da391d181a3",
              "text": "jnva0jannrymfkpu7l9z0p9ldy3qys7qhdaqk9e95ek68yw3sx3s2akpkn"}])


def main():
    source, out = map(pathlib.Path, sys.argv[1:3])
    splits(source, out)
    scan(source, out)
    base43(source, out)
    bc32(out)


if __name__ == "__main__":
    main()

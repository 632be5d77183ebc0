#!/usr/bin/env python3
"""Test vectors about the encodings of Ethereum, in the project's own shape.

    scripts/vectors/ethereum.py PUBLISHED vectors

PUBLISHED has the folders ethereum, ethers and hashes. Only facts are taken over: values, octets,
digests. The output depends on the input alone.
"""
import json
import pathlib
import sys

from common import load, save

MIT = "MIT"


def plain_hex(text):
    return text.lower().removeprefix("0x")


def minimal(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big").hex()


def item(value):
    """A tree of lists and octets; numbers, also as "#123", are big endian and as short as can be."""
    if isinstance(value, list):
        return [item(one) for one in value]
    if isinstance(value, int):
        return minimal(value)
    return minimal(int(value[1:])) if value.startswith("#") else value.encode().hex()


def number(value):
    """The decimal text of a number that was published as one."""
    if isinstance(value, int):
        return {"number": str(value)}
    return {"number": value[1:]} if isinstance(value, str) and value.startswith("#") else {}


def octets(value):
    return [octets(one) for one in value] if isinstance(value, list) else plain_hex(value)


def rlp(source, out):
    cases = [
        {"name": name, "item": item(row["in"]), **number(row["in"]), "rlp": plain_hex(row["out"])}
        for name, row in load(source, "ethereum/rlptest").items()
    ]
    cases += [
        {"name": row["name"], "item": octets(row["decoded"]), "rlp": plain_hex(row["encoded"])}
        for row in load(source, "ethers/rlp")
    ]
    save(out, "ethereum/rlp", "ethereum/tests: RLPTests/rlptest.json; "
         "ethers-io/ethers.js: testcases/rlp.json.gz", MIT, cases)
    cases = [
        {"name": name, "rlp": plain_hex(row["out"])}
        for name, row in load(source, "ethereum/invalidRLPTest").items()
    ]
    save(out, "ethereum/rlp_invalid", "ethereum/tests: RLPTests/invalidRLPTest.json", MIT, cases)


def eip55(source, out):
    """checksummed: false for the one address that the page also gives in plain lower case."""
    published = load(source, "ethereum/eip55-addresses")
    mixed = {text.lower() for text in published if text != text.lower()}
    cases = [
        {"hex": plain_hex(text), "address": text, "checksummed": text not in mixed}
        for text in published
    ]
    save(out, "ethereum/eip55", "ethereum/ERCs: ERCS/erc-55.md", "CC0-1.0", cases)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def argument(value, outermost=False):
    """A value of the published tree as the text that a person would write."""
    kind, content = value["type"], value["value"]
    if kind in ("array", "object"):
        opening, closing = "[]" if kind == "array" else "()"
        return opening + ",".join(argument(one) for one in content) + closing
    if kind == "boolean":
        return "true" if content else "false"
    return quoted(content) if kind == "string" and not outermost else content


def wiki_argument(kind, value):
    if isinstance(value, list):
        return "[" + ",".join(str(one) for one in value) + "]"
    return "0x" + value.encode().hex() if kind.startswith("bytes") else str(value)


def abi(source, out):
    cases = [
        {"types": row["types"], "encoded": row["result"],
         "arguments": [wiki_argument(*pair) for pair in zip(row["types"], row["args"])]}
        for row in load(source, "ethereum/abi-basic-tests").values()
    ]
    cases += [
        {"types": [row["type"]], "encoded": plain_hex(row["encoded"]),
         "arguments": [argument(row["verbose"], outermost=True)]}
        for row in load(source, "ethers/abi")
    ]
    save(out, "ethereum/abi", "ethereum/tests: ABITests/basic_abi_tests.json; ethers-io/ethers.js: "
         "testcases/abi.json.gz, 400 of its 1024 cases", MIT, cases)


def keccak(source, out):
    cases = [
        {"data": row["in"], "digest": row["out"]}
        for row in load(source, "hashes/keccak")["keccak256"]
    ]
    cases += [
        {"data": plain_hex(row["data"]), "digest": plain_hex(row["keccak256"])}
        for row in load(source, "ethers/hashes")
    ]
    save(out, "ethereum/keccak",
         "cosmos/cosmjs: packages/crypto/src/testdata/keccak.json (Apache-2.0); "
         "ethers-io/ethers.js: testcases/hashes.json.gz (MIT)", "Apache-2.0, MIT", cases)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    for make in (rlp, eip55, abi, keccak):
        make(source, out)


if __name__ == "__main__":
    main()

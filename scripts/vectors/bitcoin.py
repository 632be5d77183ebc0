#!/usr/bin/env python3
"""Makes vectors/bitcoin from published test data.

usage: bitcoin.py PUBLISHED OUT   (PUBLISHED has the folders segwit, psbt, bitcoin-core, descriptors)

Facts only: bytes, hashes, addresses, and why something is valid or not. Each output has "origin",
"licence" and "cases"; the same input always gives the same bytes.
"""
import base64
import binascii
import io
import pathlib
import re
import sys

from common import load, save


def compact_size(stream):
    first = stream.read(1)[0]
    return first if first < 253 else int.from_bytes(stream.read(1 << (first - 252)), "little")


# ---- BIP-143 ----

def outpoints(tx):
    """The outpoints of a transaction without witnesses, in order."""
    stream = io.BytesIO(bytes.fromhex(tx))
    stream.read(4)
    found = []
    for _ in range(compact_size(stream)):
        found.append(stream.read(36))
        stream.read(compact_size(stream))
        stream.read(4)
    return found


def digest_case(example, tx, preimage, digest):
    """The parts of a BIP-143 preimage that are not in the transaction."""
    stream = io.BytesIO(bytes.fromhex(preimage))
    stream.read(4 + 32 + 32)
    outpoint = stream.read(36)
    script_code = stream.read(compact_size(stream))
    amount = int.from_bytes(stream.read(8), "little")
    stream.read(4 + 32 + 4)
    return {"example": example, "unsigned_tx": tx, "input": outpoints(tx).index(outpoint),
            "script_code": script_code.hex(), "amount": amount,
            "type": int.from_bytes(stream.read(4), "little"), "preimage": preimage,
            "digest": digest}


def bip143_digests(example):
    """Every preimage of an example with the transaction and the digest that belong to it."""
    tx = preimage = None
    for line in example["lines"]:
        for text in re.findall(r"(?<![0-9a-f])0[12]000000[0-9a-f]{100,}", line):
            if "preimage" in line:
                preimage = text
            elif text[8:12] != "0001" and "signed transaction is" not in line.replace(
                    "unsigned", ""):
                tx = text
            elif "version of the" in line:
                tx = without_witness(text)
        found = re.match(r"\s*sig[Hh]ash: +([0-9a-f]{64})", line)
        if found:
            yield digest_case(example["name"], tx, preimage, found.group(1))


def without_witness(tx):
    """A signed transaction with one input and without scriptSigs as it was before signing."""
    stream = io.BytesIO(bytes.fromhex(tx))
    version = stream.read(4)
    stream.read(2)
    start = stream.tell()
    for _ in range(compact_size(stream)):
        stream.read(36)
        assert compact_size(stream) == 0
        stream.read(4)
    for _ in range(compact_size(stream)):
        stream.read(8)
        stream.read(compact_size(stream))
    raw = bytes.fromhex(tx)
    return (version + raw[start:stream.tell()] + raw[-4:]).hex()


def value_of(line):
    number = re.search(r"value: ([0-9.]+)", line).group(1)
    whole, _, part = number.partition(".")
    return int(whole) * 10**8 + int(part.ljust(8, "0"))


def bip143_signed(example):
    """The input that one key spends: its key, what it spends, its witness."""
    lines = example["lines"]
    tx = example["unsigned_tx"]
    spent = [{"script": re.search(r": ([0-9a-f]+)", line).group(1), "amount": value_of(line)}
             for line in lines if line.startswith("scriptPubKey")]
    keys = [re.search(r": ([0-9a-f]+)", line).group(1)
            for line in lines if line.startswith("private key")]
    return {"example": example["name"], "unsigned_tx": tx, "spent": spent, "keys": keys,
            "signed_tx": example["signed_tx"][-1]}


def bip143(source, out):
    examples = load(source, "segwit/bip143")
    digests = [case for example in examples for case in bip143_digests(example)]
    signed = [bip143_signed(e) for e in examples if e["name"] in ("Native P2WPKH", "P2SH-P2WPKH")]
    assert len(digests) == 14 and len(signed) == 2, len(digests)
    origin = "bitcoin/bips: bip-0143.mediawiki"
    save(out, "bitcoin/bip143", origin, "PD", digests)
    save(out, "bitcoin/bip143-signed", origin, "PD", signed)


# ---- PSBTs ----

def psbt_case(kind, why, text):
    try:
        return {"kind": kind, "why": why, "psbt": base64.b64decode(text, validate=True).hex()}
    except binascii.Error:
        return {"kind": kind, "why": why, "text": text}


def why_of(case):
    return case["text"].removeprefix("Case: ")


def unsigned_tx(created):
    """The only field of a new PSBT with two inputs and two outputs: five end marks follow it."""
    psbt = bytes.fromhex(created)
    assert psbt[5:7] == b"\x01\x00" and psbt[7] == len(psbt) - 8 - 5
    return psbt[8:-5].hex()


def bip174(source, out):
    sections = load(source, "psbt/bip174")
    kinds = {"The following are invalid PSBTs:": "invalid",
             "The following are valid PSBTs:": "valid", "Fails Signer checks": "signer check"}
    cases = [psbt_case(kinds[s["section"]], why_of(c), c["base64"])
             for s in sections if s["section"] in kinds for c in s["cases"]]
    made = [c for s in sections if s["section"] not in kinds for c in s["cases"] if c.get("hex")]
    names = ["created", "updated", "with sighash", "signed by one", "signed by other", "combined",
             "finalized", "extracted", "unknown a", "unknown b", "unknown combined"]
    assert len(made) == len(names)
    at = {name: case["hex"] for name, case in zip(names, made)}
    steps = [("create", [unsigned_tx(at["created"])], "created"),
             ("update", [at["created"]], "updated"),
             ("update sighash", [at["updated"]], "with sighash"),
             ("sign", [at["with sighash"]], "signed by one"),
             ("sign", [at["with sighash"]], "signed by other"),
             ("combine", [at["signed by one"], at["signed by other"]], "combined"),
             ("finalize", [at["combined"]], "finalized"),
             ("extract", [at["finalized"]], "extracted"),
             ("combine", [at["unknown a"], at["unknown b"]], "unknown combined")]
    cases += [{"kind": "step", "step": step, "given": given, "made": at[made]}
              for step, given, made in steps]
    save(out, "bitcoin/bip174", "bitcoin/bips: bip-0174.mediawiki", "BSD-2-Clause", cases)


def bip37x(source, out, number):
    cases = []
    for section in load(source, f"psbt/bip{number}"):
        kind = "invalid" if "invalid" in section["section"] else "valid"
        cases += [psbt_case(kind, why_of(c), c["base64"]) for c in section["cases"]
                  if "base64" in c]
    save(out, f"bitcoin/bip{number}", f"bitcoin/bips: bip-0{number}.mediawiki", "BSD-2-Clause",
         cases)


def raw(text):
    return base64.b64decode(text).hex()


def core_psbt(source, out):
    data = load(source, "bitcoin-core/rpc_psbt")
    cases = [psbt_case("invalid", "", text) for text in data["invalid"]]
    cases += [psbt_case("invalid", why, text) for text, why in data["invalid_with_msg"]]
    cases += [psbt_case("valid", "", text) for text in data["valid"]]
    cases += [{"kind": "step", "step": "sign", "given": [raw(c["psbt"])], "made": raw(c["result"])}
              for c in data["signer"]]
    cases += [{"kind": "step", "step": "combine", "given": [raw(p) for p in c["combine"]],
               "made": raw(c["result"])} for c in data["combiner"]]
    cases += [{"kind": "step", "step": "finalize", "given": [raw(c["finalize"])],
               "made": raw(c["result"])} for c in data["finalizer"]]
    cases += [{"kind": "step", "step": "extract", "given": [raw(c["extract"])],
               "made": c["result"]} for c in data["extractor"]]
    save(out, "bitcoin/core-psbt", "bitcoin/bitcoin: test/functional/data/rpc_psbt.json", "MIT",
         cases)


# ---- transactions, addresses, descriptors ----

def sighashes(source, out):
    rows = [row for row in load(source, "bitcoin-core/sighash") if len(row) == 5]
    assert len(rows) == 500
    save(out, "bitcoin/core-sighash", "bitcoin/bitcoin: src/test/data/sighash.json", "MIT",
         [{"tx": tx, "script": script, "input": index, "type": kind & 0xFFFFFFFF,
           "digest_reversed": digest} for tx, script, index, kind, digest in rows])


def transactions(source, out):
    rows = [row for row in load(source, "bitcoin-core/tx_valid") if len(row) == 3]
    save(out, "bitcoin/core-transactions", "bitcoin/bitcoin: src/test/data/tx_valid.json", "MIT",
         [{"tx": row[1]} for row in rows])


def addresses(source, out):
    rows = load(source, "bitcoin-core/key_io_valid")
    cases = [{"valid": True, "address": text, "network": facts["chain"], "script": script,
              "any_case": facts.get("tryCaseFlip", False)}
             for text, script, facts in rows if not facts["isPrivkey"]]
    # A private key is no address either.
    cases += [{"valid": False, "address": text} for text, _, facts in rows if facts["isPrivkey"]]
    cases += [{"valid": False, "address": row[0]} for row in
              load(source, "bitcoin-core/key_io_invalid")]
    save(out, "bitcoin/core-addresses",
         "bitcoin/bitcoin: src/test/data/key_io_valid.json, key_io_invalid.json", "MIT", cases)


def checksums(source, out):
    groups = load(source, "descriptors/bip380-390")
    cases = [{"why": c["what"], "descriptor": c["value"], "valid": c["valid"]}
             for g in groups for c in g.get("checksum", [])]
    save(out, "bitcoin/bip380-checksums", "bitcoin/bips: bip-0380.mediawiki", "BSD-2-Clause", cases)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, out = map(pathlib.Path, sys.argv[1:3])
    for make in (bip143, bip174, core_psbt, sighashes, transactions, addresses, checksums):
        make(source, out)
    for number in (370, 371):
        bip37x(source, out, number)


if __name__ == "__main__":
    main()

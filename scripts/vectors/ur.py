#!/usr/bin/env python3
"""Makes vectors/ur and vectors/encoding from published test data.

usage: ur.py PUBLISHED OUT      (PUBLISHED has the folders ur, encoding, bitcoin-core)

Facts only: keys, bytes, texts. Each output has "origin", "licence" and "cases", and the same input
always gives the same bytes.
"""
import pathlib
import sys

from common import load, save


def base58(source, out):
    pairs = load(source, "bitcoin-core/base58_encode_decode")
    save(out, "encoding/base58", "bitcoin/bitcoin src/test/data/base58_encode_decode.json", "MIT",
         [{"hex": data, "text": text} for data, text in pairs])


def bech32(source, out, name, title, licence):
    data = load(source, f"encoding/{name}")
    cases = [{"kind": "text", "valid": True, "hex": t.encode().hex()} for t in data["valid"]]
    cases += [{"kind": "text", "valid": False, "hex": t["bytes_hex"], "why": t["reason"]}
              for t in data["invalid"]]
    cases += [{"kind": "address", "valid": True, "hex": a["address"].encode().hex(),
               "script": a["script"]} for a in data["address_valid"]]
    cases += [{"kind": "address", "valid": False, "hex": a["bytes_hex"], "why": a["reason"]}
              for a in data["address_invalid"]]
    save(out, f"encoding/{title}", f"bitcoin/bips {title}", licence, cases)


def numbers(line):
    """'seqNum:1, seqLen:9, ..., data:00' as a dictionary."""
    fields = dict(field.split(":") for field in line.split(", "))
    return {"seq_num": int(fields["seqNum"]), "seq_len": int(fields["seqLen"]),
            "message_len": int(fields["messageLen"]), "checksum": int(fields["checksum"]),
            "data": fields["data"]}


def core(source, out):
    data = load(source, "ur/bc-ur-core")
    parts = [{**numbers(line), "cbor": cbor}
             for line, cbor in zip(data["fountain_parts"]["parts"], data["fountain_parts_cbor"])]
    cases = {
        "crc32": data["crc32"],
        "bytewords": data["bytewords"],
        "bytewords_invalid": data["bytewords_invalid"],
        "xoshiro_of_text": data["xoshiro_string_Wolf_next_mod100"],
        "xoshiro_of_crc32": data["xoshiro_crc32_Wolf_next_mod100"],
        "xoshiro_1_to_10": data["xoshiro_string_Wolf_next_int_1_10"],
        "fragment_size": data["nominal_fragment_length"],
        "sampler": data["random_sampler"],
        "shuffle": data["shuffle"]["results"],
        "partition": data["partition"]["fragments"],
        "degrees": data["choose_degree"]["degrees"],
        "fragments": data["choose_fragments"]["indexes"],
        "parts": parts,
        "single": data["single_part_ur"]["ur"],
        "multi": data["multi_part_ur"]["parts"],
    }
    save(out, "ur/core", "BlockchainCommons/bc-ur test/test.cpp", "BSD-2-Clause-Patent", cases)


def psbt(source, out):
    cases = [{"type": c["type"], "largest": c["maxFragment"], "parts": c["parts"],
              "seq_len": c["seqLen"], "skip": c["decodesWithoutFirst"]}
             for c in load(source, "ur/psbt-multipart")]
    save(out, "ur/psbt-multipart", "payloads of coinkite/BBQr, parts by @ngraveio/bc-ur 1.1.13",
         "public domain", cases)


def registry(source, out, name, origin, licence):
    cases = []
    for c in load(source, f"ur/{name}"):
        case = {"from": c.get("paper") or c["file"].rsplit("/", 1)[-1], "cbor": c["cbor"]}
        case.update({key: c[key] for key in ("type", "ur") if c.get(key)})
        cases.append(case)
    save(out, f"ur/{name}", origin, licence, cases)


def main():
    source, out = map(pathlib.Path, sys.argv[1:3])
    base58(source, out)
    bech32(source, out, "bech32-bip173", "bip-0173", "BSD-2-Clause")
    bech32(source, out, "bech32m-bip350", "bip-0350", "BSD-2-Clause")
    core(source, out)
    psbt(source, out)
    registry(source, out, "bcr-papers-urs", "BlockchainCommons/Research papers",
             "BSD-2-Clause-Patent")
    registry(source, out, "hummingbird-registry", "sparrowwallet/hummingbird src/test",
             "Apache-2.0")
    registry(source, out, "keystone-js-registry", "KeystoneHQ/keystone-sdk-base packages",
             "ISC/MIT")
    registry(source, out, "keystone-rust-registry", "KeystoneHQ/keystone-sdk-rust libs/ur-registry",
             "MIT")


if __name__ == "__main__":
    main()

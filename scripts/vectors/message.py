#!/usr/bin/env python3
"""Makes vectors/message from published test data.

usage: message.py PUBLISHED OUT   (PUBLISHED has the folders message and ur)

Facts only: words, paths, texts, addresses, signatures, and requests as others write them. Each output
has "origin", "licence" and "cases"; the same input always gives the same bytes.

Octets are lower-case hex. A signature is as it was published: its header is 31 to 34, or 35 to 42 where
its maker follows BIP-0137 for segwit.
"""
import base64
import io
import pathlib
import sys

from common import load, save

NETWORKS = {"Bitcoin": "mainnet", "Testnet": "testnet"}


def signatures(source, out):
    """Of other coins there are none here. Trezor signs a decomposed text as its composed form, which
    is another text; and its oldest path is none of an address."""
    published = load(source / "message", "bitcoin-signmessage")
    left_out = {"other coin": 0, "NFKD message": 0, "t1 firmware path": 0}
    cases = []
    for case in published["cases"]:
        why = case["id"] if case["coin"] in NETWORKS else "other coin"
        if why in left_out:
            left_out[why] += 1
            continue
        kind = "as Core" if case["no_script_type"] else "as BIP-0137"
        cases.append({"name": f"{case['id']}, {case['coin']}, {kind}", "words": published["mnemonic"],
                      "network": NETWORKS[case["coin"]], "path": case["path"],
                      "message": case["message"].encode().hex(), "address": case["address"],
                      "signature": case["signature"]})
    save(out, "message/trezor", "trezor/trezor-firmware: tests/device_tests/bitcoin/test_signmessage.py",
         "LGPL-3.0 (data)", cases, left_out=left_out)


def steps(pairs):
    return "m" + "".join(f"/{index}{hardened * chr(39)}" for index, hardened in zip(pairs[::2], pairs[1::2]))


def octets(text):
    """Of diagnostic notation: h'00ff'."""
    return text[2:-1]


def of_sdk(case):
    asked, account = case["props"], case["props"]["accounts"][0]
    return {"name": "@keystonehq/keystone-sdk 0.11.5", "cbor": case["cbor"],
            "id": asked["requestId"].replace("-", ""), "message": asked["signData"],
            "path": account["path"], "fingerprint": account["xfp"], "address": account["address"]}


def of_registry(case):
    fields = case["decoded"]
    path = fields["4"][0]["value"]
    return {"name": case["file"], "cbor": case["cbor"], "id": octets(fields["1"]["value"]),
            "message": octets(fields["2"]), "path": steps(path["1"]), "fingerprint": f"{path['2']:08x}",
            "address": fields["5"][0], "asked_by": fields["6"]}


def requests(source, out):
    """btc-sign-request, as Keystone's libraries write it."""
    def first(name):
        return next(case for case in load(source / "ur", name) if case.get("type") == "btc-sign-request")

    cases = [of_sdk(first("keystone-sdk-requests")), of_registry(first("keystone-js-registry"))]
    save(out, "message/keystone", "KeystoneHQ/keystone-sdk-base: packages/ur-registry-btc", "ISC, MIT", cases)


def hexadecimal(text):
    return text.encode().hex()


def size(stream):
    first = stream.read(1)[0]
    width = {0xFD: 2, 0xFE: 4, 0xFF: 8}.get(first)
    return int.from_bytes(stream.read(width), "little") if width else first


def octets_of(stream):
    return stream.read(size(stream))


def stack(stream):
    return [octets_of(stream) for _ in range(size(stream))]


def of_simple(signature):
    return stack(io.BytesIO(signature))


def of_full(signature):
    """The transaction: of P2PKH what is pushed before the output, else the witness behind it (BIP-0144)."""
    stream = io.BytesIO(signature[4:])
    legacy = signature[4] != 0
    stream.seek(37 if legacy else 39)  # one input, its outpoint
    script = octets_of(stream)
    if legacy:
        pushed = io.BytesIO(script)
        return [octets_of(pushed), octets_of(pushed)]
    stream.read(4 + 1 + 8)
    octets_of(stream)
    return stack(stream)


SINGLE_KEY = {"p2pkh", "p2sh-p2wpkh", "p2wpkh", "p2tr"}


def of_single_key(case, signature):
    prefixes = {"smp": of_simple, "ful": of_full}
    read = prefixes.get(signature[:3])
    signature_and_key = (read or of_simple)(base64.b64decode(signature[3:] if read else signature))
    row = {"name": f"{case['type']}, {case['message'] or 'no message'}", "form": case["type"],
           "message": hexadecimal(case["message"]), "address": case["address"],
           "signature": signature_and_key[0].hex()}
    if case["type"] != "p2tr":
        row["key"] = signature_and_key[1].hex()
    if "tx_version" in case:
        row |= {"version": case["tx_version"], "lock_time": case["lock_time"], "sequence": case["sequence"]}
    return row


def bip322(source, out):
    """Of scripts with several keys or times there are none here; what is no good is for those who verify."""
    place = "bitcoin/bips: bip-0322/"
    basic, generated = (load(source / "message", f"bip322-{name}-test-vectors") for name in ("basic", "generated"))
    ids = [{"name": case["message"] or "no message", "form": "p2wpkh", "message": hexadecimal(case["message"]),
            "address": case["address"], "to_spend": case["to_spend_tx_hash"], "to_sign": case["to_sign_tx_hash"]}
           for case in basic["tx_hashes"]]
    save(out, "message/bip322-ids", place + "basic-test-vectors.json", "BSD-2-Clause", ids)
    published = basic["simple"] + generated["simple"] + generated["full"]
    rows = [of_single_key(case, signature) for case in published if case["type"] in SINGLE_KEY
            for signature in case["bip322_signatures"]]
    left_out = {"several keys or times": sum(case["type"] not in SINGLE_KEY for case in published),
                "proof of funds": len(generated["proof_of_funds"]),
                "no good": len(basic["error"]) + len(generated["error"])}
    save(out, "message/bip322-signatures", place + "basic-test-vectors.json, generated-test-vectors.json", "BSD-2-Clause", rows,
         left_out=left_out)


def main(published, out):
    signatures(published, out)
    requests(published, out)
    bip322(published, out)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))

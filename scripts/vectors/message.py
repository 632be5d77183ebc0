#!/usr/bin/env python3
"""Makes vectors/message from published test data.

usage: message.py PUBLISHED OUT   (PUBLISHED has the folders message and ur)

Facts only: words, paths, texts, addresses, signatures, and requests as others write them. Each output
has "origin", "licence" and "cases"; the same input always gives the same bytes.

Octets are lower-case hex. A signature is as it was published: its header is 31 to 34, or 35 to 42 where
its maker follows BIP-0137 for segwit.
"""
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


def main(published, out):
    signatures(published, out)
    requests(published, out)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))

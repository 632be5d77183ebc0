#!/usr/bin/env python3
"""Test vectors about keys and signatures, in the project's own shape.

    scripts/vectors/keys.py PUBLISHED vectors

PUBLISHED holds the files as they were published (see "origin" in what is written). Only facts are
taken over: keys, octets, results. The output depends on the input alone.
"""
import base64
import csv
import json
import pathlib
import re
import sys

from common import load, save

MIT = "MIT"

# The words of the published pictures that the table of digits leaves out.
SEEDQR_WORDS = {
    "7": "dignity utility vacant shiver thought canoe feel multiply item youth actor coyote",
    "8": "corn voice scrap arrow original diamond trial property benefit choose junk lock",
    "9": "vocal tray giggle tool duck letter category pattern train magnet excite swamp",
}


def bip39(source, out):
    rows = load(source, "bip39/trezor-vectors")["english"]
    cases = [
        {"entropy": entropy, "words": words, "passphrase": "TREZOR", "seed": seed, "xprv": xprv}
        for entropy, words, seed, xprv in rows
    ]
    save(out, "bip39/english", "trezor/python-mnemonic: vectors.json", MIT, cases)
    rows = load(source, "seedqr/seedqr")
    cases = [
        {"words": row["mnemonic"], "digits": row["seedqr_digits"], "entropy": row["compact_hex"]}
        for row in rows
    ]
    save(out, "bip39/seedqr", "SeedSigner/seedsigner: docs/seed_qr/README.md", MIT, cases)
    words = {str(row["n"]): row["mnemonic"] for row in rows} | SEEDQR_WORDS
    cases = []
    for path in sorted((source / "seedqr/img").glob("*.png")):
        number, form, _ = path.stem.removeprefix("vector").split("_")
        png = base64.b64encode(path.read_bytes()).decode()
        cases.append({"words": words[number], "form": form, "png": png})
    save(out, "bip39/seedqr-pictures", "SeedSigner/seedsigner: docs/seed_qr/img", MIT, cases)


def first_word(text):
    return text.split(" ")[0].removeprefix("0x")


def bip32(source, out):
    published = load(source, "bip32/bip32")
    origin, licence = "bitcoin/bips: bip-0032.mediawiki", "BSD-2-Clause"
    cases = [
        {"seed": seed["seed"], **{k: chain[k] for k in ("path", "xpub", "xprv")}}
        for seed in published["valid"]
        for chain in seed["chains"]
    ]
    save(out, "bip32/valid", origin, licence, cases)
    cases = [{"text": row["key"], "why": row["reason"]} for row in published["invalid"]]
    save(out, "bip32/invalid", origin, licence, cases)
    accounts(source, out)


def path_in(title):
    return "m" if title == "master" else re.search(r"m/[0-9'/]+", title).group()


def accounts(source, out):
    """Keys at the paths of BIP-0049, 84 and 86; empty texts are left out."""
    names = {
        "private": ("masterseed", "account0Xpriv", "rootpriv", "xpriv", "xprv"),
        "public": ("account0Xpub", "rootpub", "xpub"),
        "public_key": ("account0recvPublicKeyHex", "pubkey"),
        "private_key": ("account0recvPrivateKeyHex",),
        "internal_key": ("internal_key",),
        "output_key": ("output_key",),
        "address": ("address",),
    }
    licences = {"49": "PD", "84": "CC0-1.0", "86": "CC0-1.0"}
    for number, licence in licences.items():
        rows = json.loads((source / f"bip32/bip{number}.json").read_text("utf-8"))
        words = rows[0].get("mnemonic") or rows[0]["masterseedWords"]
        cases = []
        for row in rows:
            if not (row["title"] == "master" or "m/" in row["title"]):
                continue
            case = {"words": words, "path": path_in(row["title"])}
            for name, keys in names.items():
                case |= {name: first_word(row[key]) for key in keys if key in row}
            cases.append(case)
        origin = f"bitcoin/bips: bip-00{number}.mediawiki"
        save(out, f"bip32/bip{number}", origin, licence, cases)


def rfc6979(source, out):
    published = load(source, "rfc6979/bitcoinjs-ecdsa")
    origin = "bitcoinjs/bitcoinjs-lib: test/fixtures/ecdsa.json"
    cases = [
        {"key": row["d"].zfill(64), "message": row["message"], "nonces": {"0": row["k"]},
         "r": row["signature"]["r"].zfill(64), "s": row["signature"]["s"].zfill(64)}
        for row in published["valid"]["ecdsa"]
    ]
    cases += [
        {"key": row["d"].zfill(64), "message": row["message"],
         "nonces": {"0": row["k0"], "1": row["k1"], "15": row["k15"]}}
        for row in published["valid"]["rfc6979"]
    ]
    save(out, "rfc6979/bitcoinjs", origin, MIT, cases)
    cases = [
        {"key": row["d"].zfill(64), "message": row["message"], "r": row["signature"]["r"],
         "s": row["signature"]["s"], "why": row["description"]}
        for row in published["invalid"]["verify"]
    ]
    save(out, "rfc6979/bitcoinjs-invalid", origin, MIT, cases)
    rows = load(source, "rfc6979/trezor-crypto")
    cases = [
        {"key": row["privateKey"].zfill(64), "message": row["message"], "digest": row["digest"],
         "nonces": {"0": row["k"]}}
        for row in rows
    ]
    save(out, "rfc6979/trezor", "trezor/trezor-firmware: crypto/tests/test_check.c", MIT,
         cases)


def taproot(source, out):
    with open(source / "taproot/bip340-test-vectors.csv", encoding="utf-8", newline="") as file:
        cases = [
            {"index": int(row["index"]), "key": row["secret key"].lower(),
             "public_key": row["public key"].lower(), "auxiliary": row["aux_rand"].lower(),
             "message": row["message"].lower(), "signature": row["signature"].lower(),
             "valid": row["verification result"] == "TRUE", "why": row["comment"]}
            for row in csv.DictReader(file)
        ]
    save(out, "taproot/bip340", "bitcoin/bips: bip-0340/test-vectors.csv", "BSD-2-Clause",
         cases)
    published = load(source, "taproot/bip341-wallet-test-vectors")
    spending = [
        {"unsigned_transaction": spend["given"]["rawUnsignedTx"],
         "spent": [{"script": one["scriptPubKey"], "amount": one["amountSats"]}
                   for one in spend["given"]["utxosSpent"]],
         "midstates": spend["intermediary"],
         "signed_transaction": spend["auxiliary"]["fullySignedTx"],
         "inputs": [key_path_input(one) for one in spend["inputSpending"]]}
        for spend in published["keyPathSpending"]
    ]
    outputs = [
        {"internal_key": row["given"]["internalPubkey"], "script_tree": row["given"]["scriptTree"],
         "merkle_root": row["intermediary"]["merkleRoot"], "tweak": row["intermediary"]["tweak"],
         "output_key": row["intermediary"]["tweakedPubkey"],
         "script": row["expected"]["scriptPubKey"], "address": row["expected"]["bip350Address"]}
        for row in published["scriptPubKey"]
    ]
    save(out, "taproot/bip341", "bitcoin/bips: bip-0341/wallet-test-vectors.json",
         "BSD-3-Clause", spending, outputs=outputs)


def key_path_input(one):
    given, between = one["given"], one["intermediary"]
    return {
        "index": given["txinIndex"], "key": given["internalPrivkey"],
        "merkle_root": given["merkleRoot"], "hash_type": given["hashType"],
        "internal_key": between["internalPubkey"], "tweak": between["tweak"],
        "output_private_key": between["tweakedPrivkey"], "message": between["sigMsg"],
        "digest": between["sigHash"], "witness": one["expected"]["witness"],
    }


def wycheproof(source, out):
    for name in ("bitcoin", "p1363", ""):
        middle = f"_{name}" if name else ""
        file = f"ecdsa_secp256k1_sha256{middle}_test.json"
        published = json.loads((source / "wycheproof" / file).read_text("utf-8"))
        cases = [
            {"id": test["tcId"], "public_key": group["publicKey"]["uncompressed"],
             "message": test["msg"], "signature": test["sig"], "result": test["result"],
             "why": test["comment"], "flags": test["flags"]}
            for group in published["testGroups"]
            for test in group["tests"]
        ]
        assert len(cases) == published["numberOfTests"]
        save(out, f"wycheproof/ecdsa-{name or 'der'}",
             f"C2SP/wycheproof: testvectors_v1/{file}", "Apache-2.0", cases)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    for make in (bip39, bip32, rfc6979, taproot, wycheproof):
        make(source, out)


if __name__ == "__main__":
    main()

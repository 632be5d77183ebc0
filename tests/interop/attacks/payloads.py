"""Prints the payloads of tests/attacks that a wallet's library could be asked to sign, a line of JSON each.

"inputs" is how many inputs of a PSBT name a key of the wallet, so many signatures are asked for; "taproot" how many of
them are of that kind.
"""
import json
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "attacks"))

import corpus  # noqa: E402
import keys  # noqa: E402
import psbt  # noqa: E402

# Texts and pictures are a scanner's; of the texts, these are requests.
TEXTS = {"F07"}
# The fields of an input that say where a key comes from.
PLAIN, TAPROOT = 0x06, 0x16


def form_of(entry, name, data):
    """What a library would be told that this is; None when it is nothing to sign."""
    ending = name.rsplit(".", 1)[-1]
    if "build" in entry.context:
        return "address" if any("{payload}=" in word for word in entry.context["build"]) else None
    if ending == "txt":
        return "text" if entry.id in TEXTS else None
    if ending == "ur":  # what the entries of films attack is not in any library
        return "ur" if not entry.id.startswith("Q") and data.startswith(b"ur:eth-sign-request/") else None
    if ending == "json":
        return "typed" if b'"primaryType"' in data else "json" if b'"nonce"' in data else None
    return {"psbt": "psbt", "txn": "transaction"}.get(ending)


def pieces(entry, name, row):
    """The payload, or all that is made of it (README.md of the corpus)."""
    if "every_prefix_of" in row:
        whole = (entry.folder / row["every_prefix_of"]).read_bytes()
        return [whole[:size] for size in range(len(whole))]
    path = entry.folder / name
    return [path.read_bytes() + bytes(row.get("zeros_behind", 0))] if path.is_file() else []


def origins(data, wallet):
    """What the inputs of a PSBT say of our keys: (kind of field, path) each; none when it cannot be read."""
    try:
        maps = psbt.read_maps(data)
        count = psbt.unsigned(maps)[4]
    except (AssertionError, KeyError, IndexError):
        return []
    found = [(key[0], value[key[0] == TAPROOT:]) for fields in maps[1:1 + count] for key, value in fields
             if key[0] in (PLAIN, TAPROOT)]
    return [(kind, origin[4:]) for kind, origin in found if origin.startswith(keys.fingerprint(wallet))]


def network(entry, row, ours):
    """What the person says, else where the coins are."""
    options = entry.context["options"] + row.get("options", [])
    if "--network" in options:
        return options[options.index("--network") + 1]
    coins = {path[4:8] for _, path in ours}
    return entry.context["network"] or ("testnet" if coins == {b"\1\0\0\x80"} else "mainnet")


def of_entry(entry):
    for side, rows in (("attacks", entry.attacks()), ("twins", entry.twins())):
        for name, row in rows:
            data = pieces(entry, name, row)
            form = form_of(entry, row.get("every_prefix_of", name), data[0]) if data else None
            if form:
                wallet = entry.context["wallet"]
                ours = origins(data[0], wallet) if form == "psbt" else []
                yield {"id": entry.id, "side": side, "name": name, "form": form, "network": network(entry, row, ours),
                       "words": keys.WORDS[wallet], "pieces": [piece.hex() for piece in data], "inputs": len(ours),
                       "taproot": sum(kind == TAPROOT for kind, _ in ours)} | {
                           key: row[key] for key in ("digest", "unsigned") if key in row}


if __name__ == "__main__":
    for stored in corpus.all_stored():
        for payload in of_entry(stored):
            print(json.dumps(payload))

"""What other libraries do with the corpus, for docs/attack-corpus.md: from peers.json, which tests/interop/attacks writes."""
import json

import neighbours

HOW = {
    "bitcoinjs-lib": "`Psbt.fromBuffer`, `signInputHD`; for taproot `signInput` with the tweaked key",
    "@scure/btc-signer": "`Transaction.fromPSBT`, `sign` with an `HDKey`",
    "electrum": "Debian's package, what its command `signtransaction` does, with a wallet of each kind of address; it "
                "knows no taproot",
    "ethers": "`Transaction.from`, `Wallet.signTransaction`, `signTypedData`, `signMessage`",
    "viem": "`parseTransaction`, then the account's `signTransaction`, `signTypedData`, `signMessage`",
}

HEAD = """
## What other libraries do with the same payloads

Libraries that wallets are built on, each asked with the same words and in its ordinary way, with its defaults:

"""

MEANING = """
Under each name stands how many of the attacks it signs. *In part*: of several inputs that are ours some were signed
and others refused. –: it has no such form (what an entry is about may be a film, a picture or a file).

A library shows nothing, and cannot be asked which network is meant, what is change, whether a fee is too high or a
text deceives: a signature here is no verdict on it, nor on the wallets above it. It tells which checks a wallet must
not expect from below. Where we show or warn, signing is right for those who know what they sign; where we refuse, the
difference counts. Electrum's windows warn of some of what its command signs.

"""

# Why an honest twin is not signed, where the library's own words do not tell.
ALL_WRITTEN_OUT = "a taproot input whose type ALL is written out is signed only when that is allowed"
NO_POINT = "an address of version 1 that is no point of the curve"
WHY_NOT = {(peer, id_): ALL_WRITTEN_OUT for peer in ("bitcoinjs-lib", "@scure/btc-signer") for id_ in ("B20", "B21", "B23")} | {
    ("bitcoinjs-lib", "B42"): NO_POINT, ("@scure/btc-signer", "B42"): NO_POINT,
    ("ethers", "E05"): "no type that refers to itself", ("viem", "E30"): "no address in capitals"}


def count(side):
    """signs, in part, asked: of those that the library has a form for."""
    asked = sum(number for does, number in side.items() if does != "n/a")
    return side.get("signs", 0) + side.get("another", 0), side.get("in part", 0), asked


def cell(side):
    signs, part, asked = count(side)
    return "–" if not asked else f"{signs} of {asked}" + (f", {part} in part" if part else "")


def total(entries):
    sums = [sum(numbers) for numbers in zip(*(count(entry["attacks"]) for entry in entries))]
    return cell({"signs": sums[0], "in part": sums[1], "refuses": sums[2] - sums[0] - sums[1]})


def table(peers, all_):
    out = "| id | we | " + " | ".join(peers) + " |\n" + "|---" * (2 + len(peers)) + "|\n"
    for expect in all_:
        rows = [peer["entries"].get(expect["id"]) for peer in peers.values()]
        if any(row and count(row["attacks"])[2] for row in rows):
            does = ", ".join(sorted({attack["does"] for attack in expect["attacks"].values()}))
            out += f"| {expect['id']} | {does} | " + " | ".join(cell(row["attacks"]) if row else "–" for row in rows) + " |\n"
    return out + "| all | | " + " | ".join(total(peer["entries"].values()) for peer in peers.values()) + " |\n"


def twins(name, entries):
    """What is said of the twins of one library."""
    missed = {}
    for id_, entry in entries.items():
        for payload, why in entry["why"].items():
            if payload.startswith("twin"):
                missed.setdefault(WHY_NOT.get((name, id_), f"`{why}`"), []).append(id_)
    signs, part, asked = map(sum, zip(*(count(entry["twins"]) for entry in entries.values())))
    notes = "; ".join(f"{why} ({', '.join(ids)})" for why, ids in missed.items())
    return f"- {name}: {signs} of {asked}" + (f", {part} in part" if part else "") + (f". Not: {notes}.\n" if notes else ".\n")


def section(all_):
    peers = json.loads((neighbours.HERE / "peers.json").read_text())
    how = "".join(f"- {name} {peer['version']}: {HOW[name]}\n" for name, peer in peers.items())
    signed = "".join(twins(name, peer["entries"]) for name, peer in peers.items())
    return HEAD + how + MEANING + table(peers, all_) + "\nThe honest twins that they sign:\n\n" + signed

"""docs/attack-corpus.md, from what expect.json says."""

HEAD = """# The attack corpus

How offline signers and wallets have been broken, each as a folder of `tests/attacks`: the payload (`attack*`), the
smallest change that makes it honest (`twin*`), the wallet and options (`context.json`) and what must come of it
(`expect.json`). `tests/attacks/README.md` says how to read and extend it; `tests/attacks/make.py` writes the payloads
and this page.

What we do: **refuse** (a status, a reason, nothing signed), **warn** (signed only with `--ack` of that very reason),
**show** (the review says it in so many words). Every twin is signed, and its signature verified by the scripts in
`scripts/` that share nothing with coldquill.

| id | what | source | payloads | we | reasons |
|---|---|---|---|---|---|
"""

TAIL = """
## Where we differ from what is asked

The collection behind this corpus says for each entry what a signer should do. Where we do something else, this is why.

"""


def row(expect):
    attacks = expect["attacks"].values()
    does = sorted({attack["does"] for attack in attacks})
    reasons = sorted({reason for attack in attacks for reason in attack["reasons"] + attack.get("tells", [])})
    count = f"{len(attacks)} + {len(expect['twins'])}"
    return (f"| {expect['id']} | {expect['title']} | {expect['source']} | {count} | {', '.join(does)} | "
            f"{', '.join(f'`{reason}`' for reason in reasons)} |\n")


def page(all_):
    table = "".join(map(row, all_))
    attacks = sum(len(e["attacks"]) for e in all_)
    twins = sum(len(e["twins"]) for e in all_)
    argued = "".join(f"- **{e['id']}**, {e['title']} (asked: {e['asked']}): {e['argued']}\n" for e in all_ if e["argued"])
    return HEAD + table + f"\nIn all {len(all_)} entries, {attacks} attacks, {twins} twins.\n" + TAIL + argued

"""docs/attack-corpus.md, from what expect.json says."""
import elsewhere
import peers_page

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

ELSEWHERE = """
## Attacks that are no payload

What happens to files, keys, signatures and the machine, and the tests that hold it; `tests/attacks/elsewhere_test.py` looks
for each of them.

| id | what | source | we | held by |
|---|---|---|---|---|
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


def elsewhere_row(row):
    tests = {}
    for path, name in row.tests:
        tests.setdefault(path, []).append(f"`{name}`")
    held = "; ".join(f"{path}: {', '.join(names)}" for path, names in tests.items())
    return f"| {row.id} | {row.title} | {row.source} | {row.does} | {held} |\n"


def argument(id_, title, asked, why):
    return f"- **{id_}**, {title} (asked: {asked}): {why}\n"


def arguments(all_):
    rows = [(e["id"], e["title"], e["asked"], e["argued"]) for e in all_] + [
        (row.id, row.title, row.asked, row.argued) for row in elsewhere.ROWS]
    return "".join(argument(*row) for row in sorted(rows) if row[3])


def page(all_):
    table = "".join(map(row, all_))
    attacks = sum(len(e["attacks"]) for e in all_)
    twins = sum(len(e["twins"]) for e in all_)
    more = ELSEWHERE + "".join(map(elsewhere_row, sorted(elsewhere.ROWS, key=lambda row: row.id)))
    counts = f"\nIn all {len(all_)} entries, {attacks} attacks, {twins} twins.\n"
    return HEAD + table + counts + more + peers_page.section(all_) + TAIL + arguments(all_)

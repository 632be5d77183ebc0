"""Every attack of the corpus is refused, warned of or shown as expect.json says; every twin is signed."""
import json
import re
import unicodedata
import unittest

import neighbours
import corpus
import costs
import make
import special
import tally
import verify
from program import Desk

NO_CONSENT = "0" * 64


def flat(text):
    """Columns are of no interest here."""
    return re.sub(" +", " ", text)


def columns(text):
    """The most that a terminal may need."""
    return sum(1 if char < "\x80" else 2 for char in text)


def runs_one_way(text):
    """Whether no terminal puts a part of it into another place."""
    ways = {unicodedata.bidirectional(char) for char in text}
    return not ways & {"R", "AL", "AN"} or not ways & {"L", "EN"}


class Attacks(unittest.TestCase):
    def check_rows(self, text):
        """At 80 columns no row of the screen begins with what the request chose, but for octets, numbers and addresses."""
        for line in text.splitlines():
            words = line.split(" ")
            self.assertTrue(columns(line) <= 80 or re.fullmatch("[0-9A-Za-z:]{20,}", words[-1]), line)
            framed = re.fullmatch("[^|]*\\|(.*)\\|", line)
            self.assertTrue(runs_one_way(framed[1] if framed else line), line)

    def check_text(self, row, text):
        unwrapped = flat(text).replace("|\n |", "")  # a long text from outside goes on in the next line
        unwrapped += flat(re.sub("\n {3,}(?!signed  |proven  |claimed |local   |digest  |bulk    | )", " ", text))  # and a long sentence
        for line in row.get("says", []):
            self.assertIn(line, flat(text) + unwrapped)
        for line in row.get("says_not", []):
            self.assertNotIn(line, flat(text))

    def each(self, rows, check):
        """The payloads of all entries, each on a desk of its own."""
        for entry in corpus.all_stored():
            for name, row in rows(entry):
                with self.subTest(entry=entry.folder.name, payload=name), Desk(entry) as desk:
                    check(desk, name, row)

    # ---- attacks

    def test_attacks(self):
        self.each(corpus.Stored.attacks, self.attack)

    def attack(self, desk, name, row):
        if row["does"] == corpus.REFUSE:
            self.refused(desk, name, row)
            tally.refused()
            return
        self.shown(desk, name, row)
        tally.warned() if row["does"] == corpus.WARN else tally.shown()

    def variants(self, desk, name, row):
        """The payload, or what is made of it: all its beginnings, itself with something behind it, no file at all."""
        if "every_prefix_of" in row:
            whole = (desk.folder / row["every_prefix_of"]).read_bytes()
            pieces = [whole[:size] for size in range(len(whole))]
        elif "zeros_behind" in row:
            pieces = [(desk.folder / name).read_bytes() + bytes(row["zeros_behind"])]
        else:
            if "special" in row:
                special.make(row["special"], desk.folder / name, desk.folder / "twin.psbt")
            yield name
            return
        for piece in pieces:
            (desk.folder / "piece").write_bytes(piece)
            yield "piece"

    def refused(self, desk, name, row):
        for payload in self.variants(desk, name, row):
            if "build" in desk.entry.context:
                runs = [desk.run(*self.build(desk, payload))]
            else:
                end = row.get("ended_after")
                runs = [desk.run("review", payload, *desk.options(row), ended_after=end),
                        desk.run("sign", payload, *desk.options(row), "--json", "--approve", NO_CONSENT,
                                 "-o", "answer/", "--qr-png", "code.png", ended_after=end)]
            self.check_refusal(runs, row)
            self.check_limits(desk, payload, row)

    def check_refusal(self, runs, row):
        for run in runs:
            said = run.stdout.decode() + run.stderr.decode()
            self.assertEqual(run.status, row["status"], said)
        self.assertEqual(runs[0].stdout, b"")
        said = runs[0].stderr.decode()
        reasons = re.findall(r"^(E_\w+): ", said, re.M)
        self.assertIn(reasons[-1:], [[reason] for reason in row["reasons"]], said)
        self.check_text(row, said)
        for run in runs[1:]:
            found = json.loads(run.stdout)
            self.assertEqual(list(found), ["error"])
            self.assertIn(found["error"]["reason"], row["reasons"])

    def check_limits(self, desk, payload, row):
        """Stricter ones than those of every run: of processor time without keys, and of memory."""
        if "over_milliseconds" in row:
            costs.check(desk.folder, payload, row)
        if "milliseconds" not in row:
            return
        run = desk.run("review", payload, *desk.options(row), words=False)
        self.assertEqual(run.status, row["status"])
        self.assertLess(run.seconds * 1000, row["milliseconds"])
        self.assertLess(run.mebibytes, row["mebibytes"])

    def review(self, desk, name, row):
        """The review for people and the one for programs; what must be acknowledged is exactly what is expected."""
        run = desk.run("review", name, *desk.options(row))
        self.assertEqual(run.status, 0, run.stderr)
        found = desk.json("review", name, *desk.options(row))
        asked = {warning["reason"] for warning in found["warnings"] if warning["acknowledge"]}
        self.assertEqual(asked, set(row["reasons"]))
        told = {warning["reason"] for warning in found["warnings"]} - asked
        self.assertEqual(told, set(row.get("tells", [])))
        self.check_rows(found["text"])
        text = run.stdout.decode()
        for reason in asked:
            self.assertIn(f"! {reason} (to be acknowledged)", text)
        self.check_text(row, text)
        return found

    def sign(self, desk, name, row, found):
        options = [*desk.options(row), "--approve", found["consent_id"], "-o", "answer/"]
        acks = [word for warning in found["warnings"] if warning["acknowledge"] for word in ("--ack", warning["token"])]
        if acks:  # all but the last do not do
            run = desk.run("sign", name, *options, *acks[:-2], "--json")
            self.assertEqual(run.status, 21, run.stdout)
            error = json.loads(run.stdout)["error"]
            self.assertEqual(error["reason"], "E_UNACKNOWLEDGED")
            self.assertIn(acks[-1], error["text"])
        return desk.json("sign", name, *options, *acks)

    def shown(self, desk, name, row):
        self.assertEqual(row["does"] == corpus.WARN, bool(row["reasons"]))
        found = self.review(desk, name, row)
        if found["consent_id"] is None:
            run = desk.run("sign", name, *desk.options(row), "--json", "--approve", NO_CONSENT)
            self.assertEqual(run.status, 31)
            return
        result = self.sign(desk, name, row, found)
        payload = (desk.folder / name).read_bytes()
        if not row.get("worthless"):
            verify.check(payload, row, result)
            return
        # What is signed is no good for the coins that are really there.
        truth = (desk.folder / row["worthless"]).read_bytes()
        with self.assertRaisesRegex(AssertionError, "signature"):
            verify.check(truth, row, result)

    # ---- twins

    def build(self, desk, name):
        content = (desk.folder / name).read_text().rstrip("\n")
        return [word.replace("{payload}", content) for word in desk.entry.context["build"]]

    def test_twins(self):
        self.each(corpus.Stored.twins, self.twin)

    def twin(self, desk, name, row):
        if "build" in desk.entry.context:
            run = desk.run(*self.build(desk, name), "-o", "built.psbt")
            self.assertEqual(run.status, 0, run.stderr)
            name = "built.psbt"
        found = self.review(desk, name, row)
        result = self.sign(desk, name, row, found)
        path = desk.folder / name
        verify.check(path.read_bytes() if path.is_file() else b"", row, result)
        tally.signed()

    # ---- the corpus itself

    def test_it_is_made_by_its_script(self):
        made = make.files()
        for name, content in made.items():
            with self.subTest(file=name):
                self.assertEqual((neighbours.TOP / name).read_bytes(), content, "run tests/attacks/make.py")
        stored = {str(file.relative_to(neighbours.TOP)) for entry in corpus.all_stored()
                  for file in entry.folder.rglob("*") if file.is_file()}
        self.assertEqual(stored, {name for name in made if name.startswith("tests/")})

    def test_its_size(self):
        """So that no entry is lost unseen."""
        entries = corpus.all_stored()
        self.assertEqual(len(entries), len(make.entries()))
        self.assertGreaterEqual(len(entries), 85)


if __name__ == "__main__":
    unittest.main()

"""What changes between two moments: while a person reads, and between a review and the signature (F03, B38)."""
import json
import os
import unittest

import bitcoin as b
import of_bitcoin_signing as signing
import tally
import verify
from bitcoin import COIN, SPEND, Coin, Pay, back
from of_bitcoin_signing import FOREIGN
from scene import Scene, yes

REVIEWED = b.request([Coin(COIN)], SPEND)
OTHER = b.request([Coin(COIN)], [Pay(99_990_000)])


def rewritten(path):
    path.write_bytes(OTHER)


def renamed_over(path):
    path.with_name("new").write_bytes(OTHER)
    os.rename(path.with_name("new"), path)


def truncated(path):
    os.truncate(path, 60)


def grown(path):
    with open(path, "ab") as file:
        file.write(bytes(1000))


def removed(path):
    path.unlink()


def made_a_link(path):
    path.with_name("other").write_bytes(OTHER)
    path.unlink()
    path.symlink_to("other")


def untouched(_):
    pass


CHANGES = [rewritten, renamed_over, truncated, grown, removed, made_a_link]


def consent_to(scene, name):
    return json.loads(scene.run("review", name, "--json").stdout)["consent_id"]


class WhileAPersonReads(unittest.TestCase):
    """F03"""

    def signed_when(self, change):
        with Scene({"x.psbt": REVIEWED}) as scene, scene.asked("sign", "x.psbt", "-o", "got.psbt", "--json") as run:
            change(scene.path("x.psbt"))
            done = yes(run)
            self.assertEqual(done.status, 0, done.stderr)
            result = json.loads(done.stdout)
            verify.check(REVIEWED, {}, result)
            return scene.path("got.psbt").read_bytes()

    def test_what_was_reviewed_is_signed(self):
        wanted = self.signed_when(untouched)
        tally.signed()
        for change in CHANGES:
            with self.subTest(change=change.__name__):
                self.assertEqual(self.signed_when(change), wanted)
                tally.shown()


class BetweenReviewAndSignature(unittest.TestCase):
    """F03"""

    def test_another_request_has_another_consent(self):
        for change in CHANGES:
            with self.subTest(change=change.__name__), Scene({"x.psbt": REVIEWED}) as scene:
                consent = consent_to(scene, "x.psbt")
                change(scene.path("x.psbt"))
                before = scene.state()
                run = scene.run("sign", "x.psbt", "--approve", consent, "-o", "got.psbt", "--json")
                self.assertNotEqual(run.status, 0)
                self.assertEqual(list(json.loads(run.stdout)), ["error"])
                self.assertEqual(scene.state(), before)
                tally.refused()

    def test_the_same_request_under_another_name(self):
        with Scene({"x.psbt": REVIEWED}) as scene:
            consent = consent_to(scene, "x.psbt")
            os.rename(scene.path("x.psbt"), scene.path("y.psbt"))
            run = scene.run("sign", "y.psbt", "--approve", consent, "--json")
            self.assertEqual(run.status, 0, run.stdout)
            verify.check(REVIEWED, {}, json.loads(run.stdout))
            tally.signed()


BOTH = [Pay(140_000_000), back(59_990_000)]


def theirs(amount=COIN, **how):
    """A signature of the stranger over the second input of a joint transaction."""
    coins = [Coin(COIN), Coin(COIN, FOREIGN, "stranger", tag="two")]
    return signing.signature(amount, FOREIGN, "stranger", coins, BOTH, 1, **how)


class Combining(unittest.TestCase):
    """B38: a bad signature by somebody else never makes a transaction complete."""

    def combine(self, signature):
        field = (b"\2" + b.keys.key(FOREIGN, "stranger"), signature)
        coins = [[Coin(COIN), Coin(COIN, FOREIGN, "stranger", tag="two", fields=fields)] for fields in ([], [field])]
        with Scene({"ours.psbt": b.request(coins[0], BOTH), "theirs.psbt": b.request(coins[1], BOTH)}) as scene:
            run = scene.run("sign", "ours.psbt", "--approve", consent_to(scene, "ours.psbt"), "--ack", "E_FOREIGN_INPUTS",
                            "-o", "signed.psbt", "--json")
            self.assertEqual(run.status, 0, run.stdout)
            runs = [scene.run("combine", "signed.psbt", "theirs.psbt", *more, "--json", words=False)
                    for more in (["-o", "all.psbt"], ["--final", "-o", "all.txn"])]
            return [(run.status, json.loads(run.stdout)) for run in runs]

    def test_a_bad_signature_is_never_complete(self):
        bad = [bytes.fromhex("3006020101020101") + b"\1", theirs(high=True), theirs(signer="owner"), theirs(COIN + 1)]
        for signature in bad:
            with self.subTest(signature=signature.hex()):
                (status, result), (final_status, final) = self.combine(signature)
                self.assertEqual((status, result["complete"], result["raw"]), (4, False, None))
                self.assertEqual((final_status, final["error"]["reason"]), (4, "E_FINAL_INCOMPLETE"))
                tally.refused()
        (status, result), (final_status, _) = self.combine(theirs())
        self.assertEqual((status, result["complete"], final_status), (0, True, 0))
        tally.signed()


if __name__ == "__main__":
    unittest.main()

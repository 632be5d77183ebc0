"""A disk that fails, and a power cut, at each system call in turn: of an answer (F04) and of the wallet file (K16)."""
import json
import unittest

import bitcoin as b
import scene
import tally
import traced
import verify
from bitcoin import COIN, SPEND, Coin
from scene import Scene

REQUEST = b.request([Coin(COIN)], SPEND)


@unittest.skipUnless(scene.STRACE, "strace is not here")
class Answer(unittest.TestCase):
    """F04: an answer is whole or not there, and what is told is true."""

    @classmethod
    def setUpClass(cls):
        with Scene({"x.psbt": REQUEST}) as desk:
            cls.consent = json.loads(desk.run("review", "x.psbt", "--json").stdout)["consent_id"]
            cls.sign(desk, traced.watch())
            cls.wanted = desk.path("out.psbt").read_bytes()
            calls = traced.on_files(traced.calls_of(desk))
            cls.calls = traced.from_the_first(calls, "openat", '"x.psbt"')

    @classmethod
    def sign(cls, desk, prefix):
        return desk.run("sign", "x.psbt", "--approve", cls.consent, "-o", "out.psbt", "--json", prefix=prefix)

    def in_turn(self, fault, check, calls=None):
        for call in self.calls if calls is None else calls:
            with self.subTest(fault=fault, call=call), Scene({"x.psbt": REQUEST}) as desk:
                run = self.sign(desk, call.fault(fault))
                self.assertTrue(traced.was_hit(desk))
                there = {path.name: path.read_bytes() for path in desk.folder.iterdir() if path.name not in ("x.psbt", "trace")}
                check(run, call, there)
                tally.refused()

    def test_the_calls_that_matter_are_there(self):
        names = [call.name for call in self.calls]
        for name in ("openat", "read", "write", "fsync", "renameat2", "close"):
            self.assertIn(name, names)
        self.assertGreaterEqual(len(names), 15)

    def after_an_error(self, run, call, there):
        told = run.stdout + run.stderr
        self.assertGreaterEqual(run.status, 0, told)
        if run.status == 0:
            verify.check(REQUEST, {}, json.loads(run.stdout))
        if run.status == 0 or "out.psbt" in there:
            self.assertEqual(there, {"out.psbt": self.wanted}, call)
        else:
            self.assertEqual(there, {}, call)

    def test_a_disk_that_fails(self):
        self.in_turn("error=EIO", self.after_an_error)

    def test_a_disk_that_is_full(self):
        writing = [call for call in self.calls if call.name in ("write", "fsync")]
        self.assertGreaterEqual(len(writing), 4)
        self.in_turn("error=ENOSPC", self.after_an_error, writing)

    def test_a_power_cut(self):
        def check(run, call, there):
            self.assertEqual(run.status, -9)
            self.assertIn(there.get("out.psbt"), (None, self.wanted), call)
        self.in_turn("signal=KILL", check)


@unittest.skipUnless(scene.STRACE, "strace is not here")
class WalletFile(unittest.TestCase):
    """K16: the wallet opens as it was, or as it should be."""

    @classmethod
    def setUpClass(cls):
        with Scene() as desk:
            desk.wallet()
            cls.rename(desk, traced.watch())
            calls = traced.on_files(traced.calls_of(desk))
            cls.calls = traced.from_the_first(calls, "flock", "LOCK_EX")

    @staticmethod
    def rename(desk, prefix=(), to="spending"):
        return desk.run("wallet", "rename", "savings", to, "--wallet", "wallet.cq", prefix=prefix, words=False, password=True)

    @staticmethod
    def name_in(desk, file="wallet.cq"):
        run = desk.run("wallet", "list", "--wallet", file, "--json", words=False, password=True)
        return json.loads(run.stdout)["keys"][0]["name"]

    def in_turn(self, fault, check):
        for call in self.calls:
            with self.subTest(fault=fault, call=call), Scene() as desk:
                before = desk.wallet()
                run = self.rename(desk, call.fault(fault))
                self.assertTrue(traced.was_hit(desk))
                if desk.path("wallet.cq").read_bytes() != before:
                    self.assertEqual(self.name_in(desk), "spending")
                if desk.path("wallet.cq.bak").exists():
                    self.assertEqual(desk.path("wallet.cq.bak").read_bytes(), before)
                check(run, desk)
                tally.refused()

    def test_the_calls_that_matter_are_there(self):
        names = [call.name for call in self.calls]
        self.assertEqual(names.count("rename"), 2)
        self.assertEqual(names.count("fsync"), 4)
        self.assertGreaterEqual(len(names), 24)

    def test_a_power_cut(self):
        left = []

        def check(run, desk):
            self.assertEqual(run.status, -9)
            left.append(self.name_in(desk))
        self.in_turn("signal=KILL", check)
        self.assertEqual(left, ["savings"] * left.count("savings") + ["spending"] * left.count("spending"))
        self.assertEqual(len(set(left)), 2)

    def test_a_disk_that_fails(self):
        def check(run, desk):
            self.assertGreaterEqual(run.status, 0)
            if run.status == 0:
                self.assertEqual(self.name_in(desk), "spending")
        self.in_turn("error=EIO", check)

    def test_twin(self):
        """What a power cut leaves behind does not stop the next one."""
        with Scene() as desk:
            desk.wallet()
            last_rename = [call for call in self.calls if call.name == "rename"][-1]
            self.assertEqual(self.rename(desk, last_rename.fault("signal=KILL")).status, -9)
            self.assertEqual(self.rename(desk).status, 0)
            self.assertEqual(self.name_in(desk), "spending")
            self.assertEqual(self.name_in(desk, "wallet.cq.bak"), "savings")


if __name__ == "__main__":
    unittest.main()

"""Where an answer is to go, and cannot: something lies there already, the disk is full, the folder is not for us (F04)."""
import json
import os
import unittest

import bitcoin as b
import scene
import tally
import verify
from bitcoin import COIN, SPEND, Coin
from scene import Scene

REQUEST = b.request([Coin(COIN)], SPEND)
THEIRS = b"what somebody else has written\n"


class Signing(Scene):
    def __init__(self):
        super().__init__({"x.psbt": REQUEST})
        self.consent = json.loads(self.run("review", "x.psbt", "--json").stdout)["consent_id"]

    def sign(self, *out, **how):
        return self.run("sign", "x.psbt", "--approve", self.consent, *out, "--json", **how)


class Taken(unittest.TestCase):
    """Nothing that lies there is written over, or through."""

    def refused(self, desk, *out, reason="E_OUTPUT_EXISTS"):
        before = desk.state()
        run = desk.sign(*out)
        self.assertEqual((run.status, json.loads(run.stdout)["error"]["reason"]), (40, reason))
        self.assertEqual(desk.state(), before)
        tally.refused()

    def test_a_file(self):
        for out in ([], ["-o", "x-signed.psbt"], ["-o", "./x-signed.psbt"], ["-o", "."]):
            with self.subTest(out=out), Signing() as desk:
                desk.put("x-signed.psbt", THEIRS)
                self.refused(desk, *out)

    def test_a_hard_link(self):
        with Signing() as desk:
            desk.put("theirs", THEIRS)
            os.link(desk.path("theirs"), desk.path("out.psbt"))
            self.refused(desk, "-o", "out.psbt")
            self.assertEqual(desk.path("theirs").read_bytes(), THEIRS)

    def test_a_link(self):
        for target in ("theirs", "nowhere", "out.psbt", "/dev/null"):
            with self.subTest(target=target), Signing() as desk:
                desk.put("theirs", THEIRS)
                desk.path("out.psbt").symlink_to(target)
                self.refused(desk, "-o", "out.psbt")
                self.assertFalse(desk.path("nowhere").exists())

    def test_a_pipe_and_a_folder(self):
        with Signing() as desk:
            os.mkfifo(desk.path("out.psbt"))
            self.refused(desk, "-o", "out.psbt")
            self.assertTrue(desk.path("out.psbt").is_fifo())
        with Signing() as desk:
            desk.path("x-signed.psbt").mkdir()
            self.refused(desk)

    def test_a_link_in_the_place_of_a_folder_that_we_would_make(self):
        with Signing() as desk:
            desk.path("elsewhere").mkdir()
            desk.path("signed").symlink_to("elsewhere")
            self.refused(desk, "-o", "signed/", reason="E_CANNOT_WRITE")

    def test_twin(self):
        for out in ([], ["-o", "out.psbt"], ["-o", "folder/"]):
            with self.subTest(out=out), Signing() as desk:
                run = desk.sign(*out)
                self.assertEqual(run.status, 0, run.stdout)
                verify.check(REQUEST, {}, json.loads(run.stdout))
                tally.signed()


# Run in a namespace of its own; what is left in the folder "out" is listed behind the answer.
FULL_DISK = ('mkdir out; mount -t tmpfs -o size=8k tmpfs out; head -c %d /dev/zero >out/theirs; "$@"; status=$?; '
             'ls -A out >left; exit $status')
READ_ONLY = ('mkdir out; mount -t tmpfs -o size=64k tmpfs out; echo >out/theirs; mount -o remount,ro out; "$@"; status=$?; '
             'ls -A out >left; exit $status')


class NoRoom(unittest.TestCase):
    def within(self, script):
        if not scene.has_namespaces():
            self.skipTest("this machine has no namespaces for us")
        desk = Signing()
        self.addCleanup(desk.top.cleanup)
        run = desk.sign("-o", "out/", prefix=[*scene.NAMESPACE, "sh", "-c", script, "sh"])
        return run, desk.path("left").read_text().split()

    def test_a_full_disk(self):
        run, left = self.within(FULL_DISK % 8192)
        self.assertEqual((run.status, json.loads(run.stdout)["error"]["reason"]), (40, "E_CANNOT_WRITE"))
        self.assertEqual(left, ["theirs"])
        tally.refused()
        run, left = self.within(FULL_DISK % 1)
        self.assertEqual((run.status, left), (0, ["theirs", "x-signed.psbt"]))

    def test_a_read_only_stick(self):
        run, left = self.within(READ_ONLY)
        self.assertEqual((run.status, json.loads(run.stdout)["error"]["reason"]), (40, "E_CANNOT_WRITE"))
        self.assertEqual(left, ["theirs"])
        tally.refused()

    def test_a_limit_on_the_size_of_files(self):
        for limit in (0, 1, 100, 400):
            with self.subTest(limit=limit), Signing() as desk:
                before = desk.state()
                run = desk.sign("-o", "out.psbt", prefix=["env", "--default-signal=XFSZ", "prlimit", f"--fsize={limit}"], output="/dev/null")
                self.assertEqual(run.status, 40, run.stderr)
                self.assertEqual(desk.state(), before)
                tally.refused()


if __name__ == "__main__":
    unittest.main()

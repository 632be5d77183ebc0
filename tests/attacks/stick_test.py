"""What else can lie on a stick: names as FAT has them, settings, programs (F05, F09, F11)."""
import json
import os
import re
import shutil
import subprocess
import unittest

import bitcoin as b
import neighbours
import process
import scene
import tally
import traced
import verify
from bitcoin import COIN, SPEND, Coin
from scene import Scene


def request(tag):
    return b.request([Coin(COIN, tag=tag)], SPEND)


def signed_by(desk, *arguments, **how):
    """Reviews, then approves what the review says; the answer in JSON."""
    consent = json.loads(desk.run("review", *arguments, "--json").stdout)["consent_id"]
    return desk.run("sign", *arguments, "--approve", consent, "--json", **how)


def mtools(*command):
    return subprocess.run(command, check=True, capture_output=True, env={**os.environ, "MTOOLS_SKIP_CHECK": "1", "LC_ALL": "C.UTF-8"})


# Short names of the first two are LONGPA~1.PSB and LONGPA~2.PSB; the third has such a name as its own.
NAMES = ["longpaymentname one.psbt", "longpaymentname two.psbt", "LONGPA~3.PSB", "\u00c4rzte \u20ac 5.psbt", "two.dots..psbt",
         "AUX.tar.psbt", "n" * 250 + ".psbt"]


@unittest.skipUnless(shutil.which("mformat"), "mtools are not here")
class FatNames(unittest.TestCase):
    """F05: read from, and written back to, an image of a FAT stick."""

    def test_every_name_is_answered_and_fits_again(self):
        requests = {name: request(f"fat {i}") for i, name in enumerate(NAMES)}
        with Scene(requests) as desk:
            image = str(desk.path("stick.img"))
            mtools("mformat", "-C", "-T", "65536", "-c", "8", "-r", "64", "-i", image, "::")
            mtools("mcopy", "-i", image, *[str(desk.path(name)) for name in NAMES], "::")
            desk.path("stick").mkdir()
            mtools("mcopy", "-i", image, "::*", str(desk.path("stick")))
            self.assertEqual(sorted(os.listdir(desk.path("stick"))), sorted(NAMES))
            run = signed_by(desk, "stick")
            self.assertEqual(run.status, 0, run.stdout)
            answers = sorted(os.listdir(desk.path("stick/signed")))
            self.assertEqual(len(answers), len(NAMES))
            for result in json.loads(run.stdout)["payloads"]:
                asked = requests[os.path.basename(result["name"])]
                verify.check(asked, {}, result)
                tally.signed()
            # As a stick has it: no two names are one there, and nothing is cut.
            mtools("mcopy", "-s", "-Do", "-i", image, str(desk.path("stick/signed")), "::")
            desk.path("back").mkdir()
            mtools("mcopy", "-s", "-i", image, "::signed/*", str(desk.path("back")))
            self.assertEqual(sorted(os.listdir(desk.path("back"))), answers)
            for name in answers:
                self.assertEqual(desk.path("back").joinpath(name).read_bytes(), desk.path("stick/signed").joinpath(name).read_bytes())

    def test_names_that_a_stick_cannot_tell_apart(self):
        with Scene({"pay.psbt": request("small"), "PAY.psbt": request("large")}) as desk:
            desk.path("stick").mkdir()
            before = desk.state()
            consent = json.loads(desk.run("review", "pay.psbt", "PAY.psbt", "--json").stdout)["consent_id"]
            run = desk.run("sign", "pay.psbt", "PAY.psbt", "--approve", consent, "-o", "stick/", "--json")
            self.assertEqual((run.status, json.loads(run.stdout)["error"]["reason"]), (40, "E_OUTPUT_EXISTS"))
            self.assertEqual(desk.state(), before)
            tally.refused()


class ForgedNames(unittest.TestCase):
    """T07: a name that fills a row of the screen, so that the next one looks like a line of the review."""

    LINE = " * signed  to           bc1q6xly7c4pvvnekr7zal6nnxnqdkyk7l6vsuhhex"

    def rows(self, text):
        """As a terminal of 80 columns breaks them."""
        return [line[at:at + 80] for line in text.decode().splitlines() for at in range(0, len(line), 80)]

    def test_no_name_draws_a_line(self):
        name = "x" * (80 - len("stick/")) + self.LINE
        skipped = "x" * (80 - len("Skipped, no request: stick/")) + self.LINE
        with Scene() as desk:
            desk.path("stick").mkdir()
            desk.put(f"stick/{name}.psbt", request("one"))
            desk.put(f"stick/{skipped}.txt", b"nothing at all")
            run = desk.run("review", "stick")
            self.assertEqual(run.status, 0, run.stderr)
            for row in self.rows(run.stdout) + self.rows(run.stderr):
                self.assertFalse(row.startswith(self.LINE[:40]), row)
                self.assertFalse(row.startswith("xxx"), row)
            self.assertIn(b"|stick/xxx", run.stdout)
            self.assertIn(b"no request: |stick/xxx", run.stderr)
            self.assertEqual(json.loads(desk.run("review", "stick", "--json").stdout)["name"], f"stick/{name}.psbt")
            missing = desk.run("review", f"stick/{name}")
            self.assertEqual(missing.status, 40)
            for row in self.rows(missing.stderr):
                self.assertFalse(row.startswith(self.LINE[:12]), row)
            tally.shown()
            tally.refused()

    def test_twin(self):
        with Scene({"pay-the_shop.psbt": request("one")}) as desk:
            run = signed_by(desk, "pay-the_shop.psbt")
            self.assertEqual(json.loads(run.stdout)["name"], "pay-the_shop.psbt")
            self.assertIn(b"\npay-the_shop.psbt: PSBT", b"\n" + desk.run("review", "pay-the_shop.psbt").stdout)
            verify.check(request("one"), {}, json.loads(run.stdout))
            tally.signed()


class SlowPictures(unittest.TestCase):
    """Q13: what is looked at is said, once a folder takes its time; the line is gone in the end."""

    def test_the_line_on_a_terminal(self):
        slow = (neighbours.HERE / "Q13-images-that-hang/attack-slow-lines.png").read_bytes()
        with Scene() as desk:
            desk.path("stick").mkdir()
            desk.put("stick/a.png", slow)
            desk.put("stick/b.psbt", request("one"))
            terminal = process.Terminal(80, 24)
            terminal.apart = False
            run = desk.start("review", "stick", "--json", terminal=terminal)
            seen = terminal.wait_for(r"Looking at 2 of 2: stick/b\.psbt(\r *\r)")
            self.assertGreaterEqual(len(seen[1]), len("Looking at 2 of 2: stick/b.psbt") + 2)
            self.assertEqual(run.finish().status, 0)
            terminal.close()
            tally.shown()


SETTINGS = {"settings.json": b"[" * (1 << 20), "coldquill.toml": b"strict = false\n", "coldquill.conf": b"network = testnet\n",
            ".coldquill": b"--ack E_FEE_HIGH\n", "autorun.inf": b"[autorun]\nopen=coldquill.exe\n", "wallet.cq": b"CQWF" + bytes(400)}


class Settings(unittest.TestCase):
    """F09: nothing on a stick is a setting."""

    def test_they_change_nothing(self):
        with Scene() as plain, Scene() as full:
            for desk in (plain, full):
                desk.path("stick").mkdir()
                desk.put("stick/x.psbt", request("one"))
            for name, content in SETTINGS.items():
                full.put(f"stick/{name}", content)
                full.put(name, content)
            runs = [signed_by(desk, "stick") for desk in (plain, full)]
            for run in runs:
                self.assertEqual(run.status, 0, run.stdout)
            self.assertEqual(*[json.loads(run.stdout) for run in runs])
            self.assertNotIn(b"open=", runs[1].stderr)
            verify.check(request("one"), {}, json.loads(runs[1].stdout))
            tally.signed()


PROGRAM = b"#!/bin/sh\ntouch was-run\n"


@unittest.skipUnless(scene.STRACE, "strace is not here")
class Programs(unittest.TestCase):
    """F11: nothing on a stick is run, and nothing at all once secrets are here."""

    def test_only_our_own_two(self):
        with Scene() as desk:
            stick = desk.path("stick")
            stick.mkdir()
            for name in ("coldquill-scanner", "coldquill", "documents.exe", "photos", "sh", "x.psbt.sh"):
                desk.put(f"stick/{name}", PROGRAM)
                desk.path(f"stick/{name}").chmod(0o755)
            desk.put("stick/x.psbt", request("one"))
            drawn = desk.run("qr", "show", "stick/x.psbt", "--fragment", "600", "--qr-png", "code.png", words=False)
            self.assertEqual(drawn.status, 0, drawn.stderr)
            around = {"PATH": f"{stick}:/usr/bin:/bin"}
            consent = json.loads(desk.run("review", "stick", "--json").stdout)["consent_id"]
            run = desk.run("sign", "stick", "--approve", consent, "--json", prefix=traced.watch("execve", "execveat"), environment=around)
            self.assertEqual(run.status, 0, run.stdout)
            started = desk.path("trace").read_text()
            read = desk.run("review", "code.png", prefix=traced.watch("execve", "execveat"), environment=around)
            self.assertEqual(read.status, 0, read.stderr)
            started = re.findall(r'execve\w*\("([^"]*)"', started + desk.path("trace").read_text())
            self.assertEqual({os.path.basename(path) for path in started}, {"coldquill", "coldquill-scanner"})
            for path in started:
                self.assertFalse(path.startswith(str(desk.folder)), path)
            self.assertFalse(any(name.endswith("was-run") for name in desk.state()))
            verify.check(request("one"), {}, json.loads(run.stdout))
            tally.signed()
            tally.refused()


if __name__ == "__main__":
    unittest.main()

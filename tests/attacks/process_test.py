"""The shipped program as a process: what it leaves open to others, and what it does when the machine refuses (K, P)."""
import json
import os
import re
import signal
import subprocess
import unittest

import bitcoin as b
import laws
import process
import scene
import tally
import traced
from bitcoin import COIN, SPEND, Coin
from program import BUILD
from scene import Scene, yes

REQUEST = b.request([Coin(COIN)], SPEND)
SECRETS = [needle for secret in (scene.WORDS, scene.PASSWORD) for needle in laws.needles(secret)]
NETWORK = "%network,io_uring_setup,io_uring_enter"


def of_process(run, name):
    with open(f"/proc/{run.pid}/{name}", "rb") as file:
        return file.read()


class WhileUnlocked(unittest.TestCase):
    """At the question the keys are in memory."""

    def test_nothing_secret_in_arguments_or_environment(self):
        """K18"""
        with Scene({"x.psbt": REQUEST}) as desk, desk.asked("sign", "x.psbt") as run:
            seen = of_process(run, "cmdline") + of_process(run, "environ")
            self.assertIn(b"x.psbt", seen)
            for needle in SECRETS:
                self.assertNotIn(needle, seen)
            tally.refused()

    def test_the_process_is_closed(self):
        """P01, P02: what the kernel says of it."""
        with Scene({"x.psbt": REQUEST}) as desk, desk.asked("sign", "x.psbt") as run:
            status = of_process(run, "status").decode()
            self.assertRegex(status, r"NoNewPrivs:\s+1\n")
            self.assertRegex(status, r"Seccomp:\s+2\n")
            self.assertRegex(of_process(run, "limits").decode(), r"Max core file size\s+0\s+0 ")
            # Not dumpable: its entries belong to root, and no other process of the user may read its memory.
            self.assertEqual(os.stat(f"/proc/{run.pid}/mem").st_uid, 0)

    def test_no_core_is_left(self):
        """P01"""
        with Scene({"x.psbt": REQUEST}) as desk, desk.asked("sign", "x.psbt", prefix=["prlimit", "--core=unlimited"]) as run:
            before = desk.state()
            os.kill(run.pid, signal.SIGABRT)
            self.assertEqual(run.finish().status, -signal.SIGABRT)
            self.assertEqual(desk.state(), before)
            tally.refused()

    def test_twin(self):
        with Scene({"x.psbt": REQUEST}) as desk, desk.asked("sign", "x.psbt", "--json", "-o", "out.psbt") as run:
            self.assertEqual(yes(run).status, 0)
            self.assertTrue(desk.path("out.psbt").exists())
            tally.signed()


class KnownWords(unittest.TestCase):
    """K07: said each time they are given; docs/attack-corpus.md has why it is no refusal."""

    KNOWN = ["abandon " * 11 + "about", "test " * 11 + "junk", "zoo " * 11 + "wrong", "abandon " * 23 + "art", "all " * 12]

    def test_words_that_everybody_knows(self):
        for words in self.KNOWN:
            with self.subTest(words=words), Scene({"x.psbt": REQUEST}) as desk:
                run = desk.run("review", "x.psbt", words=words)
                self.assertIn(b"E_WELL_KNOWN_WORDS: everybody knows these words", run.stderr)
                tally.shown()
        with Scene() as desk:
            run = desk.run("wallet", "restore", "--wallet", "w.cq", words=self.KNOWN[0], password=True)
            self.assertIn(b"E_WELL_KNOWN_WORDS: everybody knows these words", run.stderr)
        with Scene({"x.psbt": REQUEST}) as desk:
            self.assertNotIn(b"E_WELL_KNOWN_WORDS", desk.run("review", "x.psbt").stderr)


@unittest.skipUnless(scene.STRACE, "strace is not here")
class WhatTheMachineRefuses(unittest.TestCase):
    def test_random_octets(self):
        """K03: without getrandom there are no words, no wallet, and no other source."""
        for error in ("EPERM", "ENOSYS", "EIO"):
            with self.subTest(error=error), Scene() as desk:
                prefix = [*traced.watch("getrandom", "openat"), "-e", f"inject=getrandom:error={error}"]
                before = desk.state()
                run = desk.run("wallet", "restore", "--wallet", "w.cq", password=True, prefix=prefix)
                self.assertNotEqual(run.status, 0)
                self.assertEqual({name for name in desk.state() if not name.endswith("trace")}, set(before))
                self.assertNotRegex(desk.path("trace").read_text(), r"/dev/u?random|/dev/hwrng|/proc/sys/kernel/random")
                tally.refused()

    def test_new_words_without_random_octets(self):
        """K03: nothing is shown that could be written down."""
        with Scene() as desk:
            prefix = [*traced.watch("getrandom"), "-e", "inject=getrandom:error=EPERM"]
            terminal = process.Terminal(100, 60)
            terminal.apart = False
            run = desk.start("wallet", "create", "--wallet", "w.cq", terminal=terminal, words=False, password=True, prefix=prefix)
            run.finish()
            self.assertNotEqual(run.status, 0)
            self.assertNotIn("Press Enter", terminal.text())
            self.assertNotRegex(terminal.text(), r"\b12  [a-z]+")
            self.assertFalse(desk.path("w.cq").exists())
            terminal.close()
            tally.refused()

    def test_memory_that_stays(self):
        """P03: said, and a refusal under --strict."""
        refuse = [*traced.watch("mlock", "memfd_secret"), "-e", "inject=memfd_secret:error=ENOSYS", "-e", "inject=mlock:error=ENOMEM"]
        with Scene({"x.psbt": REQUEST}) as desk:
            found = json.loads(desk.run("review", "x.psbt", "--json", prefix=refuse).stdout)["machine"]
            self.assertIn("E_MEMORY_NOT_LOCKED", [row["reason"] for row in found])
            tally.shown()
            run = desk.run("review", "x.psbt", "--json", "--strict", prefix=refuse)
            self.assertEqual(run.status, 40)
            error = json.loads(run.stdout)["error"]
            self.assertEqual(error["reason"], "E_MACHINE")
            self.assertIn("E_MEMORY_NOT_LOCKED", error["text"])
            tally.refused()
            found = json.loads(desk.run("review", "x.psbt", "--json").stdout)["machine"]
            self.assertNotIn("E_MEMORY_NOT_LOCKED", [row["reason"] for row in found])


# Interfaces in a network of their own; the program itself says what it finds. An address without a prefix has no route in the
# main table, and without an IPv6 address only other tables and the counters tell.
PAIR = "ip link add one type veth peer name other; "
BARE = PAIR + "ip link set one addrgenmode none; ip link set other addrgenmode none; "
UP = "ip link set one up; ip link set other up; "
LINKS = {"none": (PAIR, False),
         "loopback": ("ip link set lo up", False),
         "down": (PAIR + "ip addr add 192.0.2.1/24 dev one; ip link set one down", False),
         "up": (PAIR + "ip addr add 192.0.2.1/24 dev one; " + UP + "ip route add default via 192.0.2.2", True),
         "other table": (BARE + "ip addr add 192.0.2.1/32 dev one; " + UP + "ip route add default dev one table 100; "
                         "ip rule add from all lookup 100", True),
         "in use": (BARE + "ip addr add 192.0.2.1/32 dev one; " + UP + "ip route add 192.0.2.2 dev one table 100; "
                    "ip rule add from all lookup 100; ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:01 dev one; "
                    "python3 -c 'import socket as s; s.socket(s.AF_INET, s.SOCK_DGRAM).sendto(b\"x\", (\"192.0.2.2\", 9))'; "
                    "ip addr flush dev one", True)}


class Network(unittest.TestCase):
    """P05: said, and a refusal under --strict; P06: never used."""

    def within(self, script, *arguments):
        with Scene({"x.psbt": REQUEST}) as desk:
            prefix = [*scene.NAMESPACE, "sh", "-ec", script, "sh"]
            return desk.run(*arguments, prefix=prefix)

    def test_an_interface(self):
        if not scene.has_namespaces() or self.within("ip link add one type veth peer name other", "--version").status != 0:
            self.skipTest("this machine has no networks for us")
        for name, (script, is_up) in LINKS.items():
            with self.subTest(interface=name):
                run = self.within(script + "\nexec \"$@\"", "review", "x.psbt", "--json")
                self.assertEqual(run.status, 0, run.stderr)
                reasons = [row["reason"] for row in json.loads(run.stdout)["machine"]]
                self.assertEqual("E_NETWORK_UP" in reasons, is_up)
                strict = self.within(script + "\nexec \"$@\"", "review", "x.psbt", "--json", "--strict")
                self.assertEqual(strict.status, 40 if is_up else 0, strict.stdout)
                if is_up:
                    self.assertIn("E_NETWORK_UP", json.loads(strict.stdout)["error"]["text"])
                    tally.shown()
                    tally.refused()

    @unittest.skipUnless(scene.STRACE, "strace is not here")
    def test_no_call_that_reaches_one(self):
        """P06: a review, a signature, a picture read by the scanner, and a wallet."""
        with Scene({"x.psbt": REQUEST}) as desk:
            desk.wallet()
            consent = json.loads(desk.run("review", "x.psbt", "--json").stdout)["consent_id"]
            sign = ["sign", "x.psbt", "--approve", consent, "-o", "out.psbt", "--fragment", "600", "--qr-png", "code.png", "--json"]
            for arguments, how in [(["review", "x.psbt"], {}), (sign, {}), (["review", "code.png"], {}),
                                   (["wallet", "list", "--wallet", "wallet.cq"], {"words": False, "password": True})]:
                with self.subTest(arguments=arguments[:2]):
                    run = desk.run(*arguments, prefix=traced.watch(NETWORK), **how)
                    self.assertEqual(run.status, 0, run.stderr)
                    calls = re.findall(r"^\d+ +(?! |\+\+\+|---)(.*)", desk.path("trace").read_text(), re.M)
                    self.assertEqual(calls, [])
                    tally.signed()


class Randomness(unittest.TestCase):
    """K01: one source of random octets, that nobody can exchange unseen."""

    OTHERS = {"rand", "srand", "random", "srandom", "rand_r", "drand48", "lrand48", "arc4random", "arc4random_buf", "getentropy",
              "RAND_bytes", "gcry_randomize", "randombytes_set_implementation", "_ZNSt13random_device9_M_getvalEv"}

    def test_no_other_source_is_linked(self):
        for name in ("coldquill", "coldquill-scanner"):
            listed = subprocess.run(["nm", "-D", "--undefined-only", BUILD / name], text=True, capture_output=True, check=True).stdout
            imported = {line.split()[-1].split("@")[0] for line in listed.splitlines()}
            # libsodium is told by name to take getrandom.
            allowed = {"randombytes_set_implementation"} if name == "coldquill" else set()
            self.assertEqual(imported & self.OTHERS - allowed, set())
            self.assertIn("getrandom", imported)


if __name__ == "__main__":
    unittest.main()

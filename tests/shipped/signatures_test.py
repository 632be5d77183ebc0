"""Signatures are checked by scripts that share nothing with the program."""
import pathlib
import subprocess
import tempfile
import unittest

import program


def is_good(request, final):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "final.hex")
        file.write_text(final)
        if program.is_bitcoin(request):
            command = ["check-signatures.py", request / "request.psbt", file]
        else:
            command = ["check-evm-signature.py", request / "request.txn", file,
                       program.expected(request)["from"]]
        command[0] = program.TOP / "scripts" / command[0]
        return subprocess.run(command, capture_output=True).returncode == 0


def signed(request):
    words = program.expected(request)["words"]
    review = program.run_json("review", request / "frames", words=words)
    with tempfile.TemporaryDirectory() as folder:
        return program.run_json(
            "sign", request / "frames", "--approve", review["consent_id"],
            *program.acknowledgements(review), "-o", folder + "/", words=words)


class Signatures(unittest.TestCase):
    def test_every_transaction_is_signed_well(self):
        self.assertTrue(program.BITCOIN)
        self.assertTrue(program.EVM)
        for request in program.BITCOIN + program.EVM:
            with self.subTest(request=request.name):
                result = signed(request)
                final = result["raw"]
                self.assertTrue(is_good(request, final))
                # A digit in the middle of s, or of a Schnorr signature; then one of what is signed.
                s = result["signatures"][0]["hex"][70:120]
                for at in (final.index(s) + 30, 60):
                    spoilt = final[:at] + ("0" if final[at] != "0" else "1") + final[at + 1:]
                    self.assertFalse(is_good(request, spoilt))


if __name__ == "__main__":
    unittest.main()

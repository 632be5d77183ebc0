"""Signatures are checked by scripts/check-signatures.py, which shares nothing with the program."""
import pathlib
import subprocess
import tempfile
import unittest

import program

CHECK = program.TOP / "scripts/check-signatures.py"


def check(request, final):
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(final)
        file.flush()
        return subprocess.run([CHECK, request / "request.psbt", file.name], capture_output=True).returncode


class Signatures(unittest.TestCase):
    def test_every_request_is_signed_well(self):
        self.assertTrue(program.REQUESTS)
        for request in program.REQUESTS:
            with self.subTest(request=request.name), tempfile.TemporaryDirectory() as folder:
                words = program.expected(request)["words"]
                review = program.run_json("review", request / "frames", words=words)
                result = program.run_json(
                    "sign", request / "frames", "--approve", review["consent_id"],
                    *program.acknowledgements(review), "-o", folder + "/", words=words)
                final = result["raw"]
                self.assertEqual(check(request, final), 0)
                signature = result["signatures"][0]["hex"]
                at = final.index(signature[:120]) + 100
                spoilt = final[:at] + ("0" if final[at] != "0" else "1") + final[at + 1:]
                self.assertNotEqual(check(request, spoilt), 0)


if __name__ == "__main__":
    unittest.main()

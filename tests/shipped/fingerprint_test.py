"""A second implementation, made from docs/fingerprint.md, computes the same fingerprints."""
import importlib.util
import json
import unittest

import program

spec = importlib.util.spec_from_file_location("fingerprint", program.TOP / "scripts/fingerprint.py")
second = importlib.util.module_from_spec(spec)
spec.loader.exec_module(second)


class Fingerprints(unittest.TestCase):
    def test_of_every_review_that_is_stored(self):
        compared = 0
        for file in sorted(program.TOP.glob("vectors/*/reviews*.json")):
            for case in json.loads(file.read_text())["cases"]:
                if "fingerprint" not in case:
                    continue
                with self.subTest(file=file.name, case=case["name"]):
                    self.assertEqual(second.fingerprint(bytes.fromhex(case["payload"])), case["fingerprint"])
                    compared += 1
        self.assertGreaterEqual(compared, 58)

    def test_of_every_request(self):
        for request in program.REQUESTS:
            for name in ("request.psbt", "request.txn", "request.json"):
                if not (request / name).exists():
                    continue
                with self.subTest(request=request.name, file=name):
                    data = (request / name).read_bytes()
                    data = bytes.fromhex(data.decode()) if name.endswith(".txn") else data
                    self.assertEqual(second.fingerprint(data), program.expected(request)["fingerprint"])


if __name__ == "__main__":
    unittest.main()

"""What --json prints is what docs/review.schema.json says."""
import json
import pathlib
import shutil
import tempfile
import unittest

import jsonschema

import program

SCHEMA = json.loads((program.TOP / "docs/review.schema.json").read_text())


def check(kind, value):
    validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": SCHEMA["$defs"]})
    errors = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator.iter_errors(value)]
    assert not errors, errors
    jsonschema.Draft202012Validator(SCHEMA).validate(value)


class Json(unittest.TestCase):
    def setUp(self):
        self.assertTrue(program.REQUESTS)

    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_the_schema_can_refuse(self):
        good = program.run_json("review", program.file_of(program.REQUESTS[0]))
        for spoil in (lambda r: r.pop("fingerprint"), lambda r: r.update(more=1),
                      lambda r: r["facts"][0].update(source="believed"), lambda r: r.update(consent_id="")):
            bad = json.loads(json.dumps(good))
            spoil(bad)
            with self.assertRaises(AssertionError):
                check("review", bad)

    def test_reviews(self):
        for request in program.REQUESTS:
            with self.subTest(request=request.name):
                expect = program.expected(request)
                bare = program.run_json("review", program.file_of(request))
                check("review", bare)
                self.assertIsNone(bare["consent_id"])
                ours = program.run_json("review", request / "frames", words=expect["words"])
                check("review", ours)
                self.assertEqual(ours["fingerprint"], bare["fingerprint"])
                self.assertEqual(ours["fingerprint"], expect["fingerprint"])

    def test_comparison_words(self):
        for request in program.REQUESTS:
            compared = [program.run_json("review", name, "--compare", "482913")
                        for name in (program.file_of(request), request / "frames")]
            check("review", compared[1])
            self.assertEqual(compared[0]["compare"], compared[1]["compare"])

    def test_several_payloads(self):
        words = program.expected(program.REQUESTS[0])["words"]
        names = [program.file_of(request) for request in program.REQUESTS
                 if program.expected(request)["words"] == words]
        review = program.run_json("review", *names, words=words)
        check("reviews", review)
        with tempfile.TemporaryDirectory() as folder:
            copies = [pathlib.Path(shutil.copy(name, f"{folder}/{i}{name.suffix}")) for i, name in enumerate(names)]
            review = program.run_json("review", *copies, words=words)
            accepted = [word for one in review["payloads"] for word in program.acknowledgements(one)]
            results = program.run_json("sign", *copies, "--approve", review["consent_id"], *accepted, words=words)
            check("results", results)
            self.assertEqual(len(results["payloads"]), len(names))

    def test_results(self):
        for request in program.REQUESTS:
            with self.subTest(request=request.name), tempfile.TemporaryDirectory() as folder:
                words = program.expected(request)["words"]
                review = program.run_json("review", program.file_of(request), words=words)
                result = program.run_json(
                    "sign", program.file_of(request), "--approve", review["consent_id"],
                    *program.acknowledgements(review), "-o", folder + "/", words=words)
                check("result", result)
                self.assertTrue(result["complete"])
                if not program.is_bitcoin(request):
                    continue  # one key signs: there is nothing to merge
                merged = program.run_json("combine", result["file"], result["file"], "-o", folder + "/again.psbt")
                check("result", merged)
                self.assertEqual(merged["raw"], result["raw"])

    def test_errors(self):
        check("error", program.run_json("review", "/nowhere", status=40))
        check("error", program.run_json("review", program.TOP / "LICENSE", status=10))
        check("error", program.run_json("review", status=2))


if __name__ == "__main__":
    unittest.main()

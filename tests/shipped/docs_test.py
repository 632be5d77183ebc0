"""What the documents say can be found: files, tests, links, reasons, exit statuses."""
import re
import subprocess
import unittest

from program import TOP

PAGES = [TOP / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "vectors/README.md")]
PAGES += sorted((TOP / "docs").glob("*.md"))


class Docs(unittest.TestCase):
    def test_links_lead_somewhere(self):
        for page in PAGES:
            for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text()):
                if "://" not in target:
                    with self.subTest(page=page.name, target=target):
                        self.assertTrue((page.parent / target).exists())

    def test_named_folders_exist(self):
        named = re.compile(r"`((?:src|tests|chains|scripts|vectors|docs)/[\w/.-]+)`")
        for page in PAGES:
            for path in named.findall(page.read_text()):
                with self.subTest(page=page.name, path=path):
                    self.assertTrue((TOP / path).exists())

    def test_every_reason_is_listed(self):
        page = subprocess.run([TOP / "scripts/list-reasons", "-"], text=True, capture_output=True,
                              check=True).stdout
        self.assertEqual((TOP / "docs/reasons.md").read_text(), page, "run scripts/list-reasons")

    def test_every_exit_status_is_explained(self):
        statuses = set(re.findall(r"= (\d+),", (TOP / "src/base/error.h").read_text())) | {"0"}
        self.assertEqual(set(re.findall(r"^\| (\d+) \|", (TOP / "docs/cli.md").read_text(), re.M)), statuses)

    def test_the_readme_begins_with_the_two_commands(self):
        blocks = re.findall(r"^```\n(.*?)^```$", (TOP / "README.md").read_text(), re.M | re.S)
        self.assertEqual(blocks[:2], ["scripts/demo\n", "scripts/test\n"])

    def test_every_option_is_documented(self):
        text = (TOP / "docs/cli.md").read_text()
        sources = [*(TOP / "src/cli").glob("*.cpp"), TOP / "chains/bitcoin/build_order.cpp"]
        options = {option for source in sources
                   for option in re.findall(r'"(--[a-z-]+|-o)"', source.read_text())}
        self.assertGreater(len(options), 40)
        for option in options:
            with self.subTest(option=option):
                self.assertRegex(text, re.escape(option) + r"(?![\w-])")


if __name__ == "__main__":
    unittest.main()

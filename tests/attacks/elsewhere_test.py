"""Every test that docs/attack-corpus.md names is there, and every attack that is asked for is on that page."""
import re
import unittest

import corpus
import elsewhere
import neighbours

# "E03-E06" and the like; those that concern what exists.
ASKED = ("B01-B07 B01b B09-B11 B20 B21 B23-B25 B27 B28 B31 B33 B34 B36 B40 B42 B44 B45 E01 E03-E06 E11 E12 E17-E20 E23 T01-T04 T06-T08 T10 "
         "T11 Q01 Q02 Q04 Q06 Q11-Q13 Q15 F01-F04 F06 F10 K01-K03 K06-K08 K12-K14 K16 K18 S01-S05 S07 S12 P01-P03 P05 P06 L01-L03")


def asked():
    for word in ASKED.split():
        first, _, last = word.partition("-")
        if not last:
            yield first
            continue
        for number in range(int(first[1:]), int(last[1:]) + 1):
            yield f"{first[0]}{number:02d}"


def pattern_of(path, name):
    """How a test of that name begins in a file of that kind."""
    suite, _, test = name.partition(".")
    if path.endswith(".cpp"):
        return rf"^TEST(_F|_P)?\({suite}, {test}\) \{{$"
    if path.endswith(".py") and test:
        return rf"^class {suite}\((.|\n)*?^    def {test}\(self"
    if path.endswith(".py"):
        return rf"^def {name}\("
    if path.endswith(".mjs"):
        return rf"^test\('{re.escape(name)}', "
    if path.endswith(".txt"):
        return rf"^{re.escape(name)}$"
    return rf"^{name}\(\) \{{$(.|\n)*^.*\bcheck \w+ {name}$"


class Elsewhere(unittest.TestCase):
    def test_every_named_test_exists(self):
        for row in elsewhere.ROWS:
            self.assertTrue(row.tests, row.id)
            for path, name in row.tests:
                with self.subTest(id=row.id, path=path, name=name):
                    self.assertRegex((neighbours.TOP / path).read_text(), re.compile(pattern_of(path, name), re.M))

    def test_a_lost_test_would_be_seen(self):
        for path, name in {path: name for row in elsewhere.ROWS for path, name in row.tests}.items():
            with self.subTest(path=path):
                self.assertNotRegex((neighbours.TOP / path).read_text(), re.compile(pattern_of(path, name + "NoMore"), re.M))

    def test_everything_that_is_asked_for_is_somewhere(self):
        here = {entry.id for entry in corpus.all_stored()}
        there = [row.id for row in elsewhere.ROWS]
        self.assertEqual(len(set(there)), len(there))
        self.assertEqual(here & set(there), set())
        self.assertEqual(set(asked()) - here - set(there), set())


if __name__ == "__main__":
    unittest.main()

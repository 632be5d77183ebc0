#!/usr/bin/env python3
"""Runs scripts of command line tests; README.md beside it has the language.

    run.py --programs FOLDER [--slow] SCRIPT...
"""

import argparse
import os
import shutil
import sys
import tempfile

import script

SKIPPED = 77


def run_script(path, programs, factor):
    folder = tempfile.mkdtemp(prefix="coldquill-cli-")
    try:
        script.Script(path, folder, programs, factor).run()
        return 0
    except script.Skipped as why:
        print(why)
        return SKIPPED
    except script.Failure as failure:
        print(failure)
        return 1
    finally:
        for top, names, _ in os.walk(folder):
            for name in names:
                os.chmod(os.path.join(top, name), 0o700)
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True, help="the folder of coldquill")
    parser.add_argument("--slow", action="store_true", help="built with sanitisers: no law of means")
    parser.add_argument("scripts", nargs="+", metavar="SCRIPT")
    options = parser.parse_args()
    programs = os.path.abspath(options.programs)
    # A loaded machine and an unoptimised build cost something.
    factor = 0 if options.slow else 2
    statuses = [run_script(path, programs, factor) for path in options.scripts]
    return max(statuses, key=[0, SKIPPED, 1].index)


if __name__ == "__main__":
    sys.exit(main())

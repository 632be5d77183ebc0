#!/usr/bin/env python3
"""The air gap's table of docs/performance.md.

    bench/gap.py BUILD_FOLDER [--json FILE] [--reference PROGRAM] [WORK...]

WORK: frames (a quarter of an hour), reach, times; all of them unless told. PROGRAM: another reader of the same
films; like gap_reader.mjs it takes files of "FRAME TEXT" lines and prints
a number for each. Ends with status 1 when something is above what docs/performance.md promises.
"""
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MESSAGES, PARTS, LOSSES = (1_000, 10_000, 100_000), (100, 200, 400), (0, 10, 30, 50)
RATE = 10  # codes a second


class Gap:
    def __init__(self, build, reference):
        self.program, self.missed, self.rows = build / "bench-gap", 0, []
        self.readers = [["node", HERE / "gap_reader.mjs"]] + ([[reference]] if reference else [])

    def ask(self, *words):
        done = subprocess.run([self.program, *map(str, words)], check=True, capture_output=True, text=True)
        return json.loads(done.stdout)

    def others(self, folder, order, message, part, loss, runs):
        """The median of what each other reader needs."""
        files = []
        for run in range(runs):
            files.append(folder / f"{run}.txt")
            with open(files[-1], "wb") as out:
                subprocess.run([self.program, "stream", order, *map(str, (message, part, loss, run))],
                               check=True, stdout=out)
        found = []
        for reader in self.readers:
            done = subprocess.run([*reader, *files], check=True, capture_output=True, text=True)
            found.append(statistics.median_high(map(int, done.stdout.split())))
        return found

    def row(self, what, ours, most, unit="", floor=None):
        good = round(ours, 2) <= most
        self.missed += not good
        self.rows.append({"work": what, "ours": ours, "at_most": most, "floor": floor, "reached": good})
        print(f"{what:58} {'' if floor is None else f'{floor:.2f}{unit}':>12} {f'{ours:.2f}{unit}':>12} "
              f"{f'{most:.2f}{unit}':>12}  {'' if good else 'ABOVE'}", flush=True)


def heading(text, *columns):
    print(f"\n{text:58} " + " ".join(f"{column:>12}" for column in columns))


def frames(gap, folder):
    names = ["@ngraveio"] + ["reference"] * (len(gap.readers) - 1)
    print("frames shown, camera joins in the middle of the first round (median)")
    print(f"{'message':>8} {'part':>5} {'parts':>6} {'loss':>5} {'bound':>7} {'ours':>7} "
          + " ".join(f"{name:>10}" for name in names))
    for message in MESSAGES:
        for part in PARTS:
            for loss in LOSSES:
                runs = 1 if message // part > 300 else 9
                mine = gap.ask("frames", "usual", message, part, loss, runs)
                others = gap.others(folder, "usual", message, part, loss, runs)
                gap.missed += not mine["equal"]
                gap.rows.append({"message": message, "part": part, "loss": loss, **mine, "others": others})
                print(f"{message:8} {part:5} {mine['parts']:6} {loss:4}% {mine['bound']:7} {mine['ours']:7} "
                      + " ".join(f"{other:10}" for other in others)
                      + ("" if mine["equal"] else "  ABOVE"), flush=True)


def reach(gap, folder):
    heading("frames, as a multiple of the parts", "", "ours", "at most")
    for loss, most in ((0, 1.15), (30, 1.65)):
        mine = gap.ask("frames", "usual", 5_196, 100, loss, 101)
        gap.row(f"received: 52 parts, joining midway, {loss} % lost", mine["ours"] / mine["parts"], most)
    needed = [gap.others(folder, order, 5_196, 100, 30, 61)[0] / 52 for order in ("turns", "usual")]
    gap.row("sent: @ngraveio/bc-ur reads 52 parts, 30 % lost", needed[0], 1.95)
    print(f"{'      usual order, joining in the first round':58} {'':12} {f'{needed[1]:.2f}':>12}")
    heading("10 kB from screen to screen, version 27, 10 codes a second", "", "ours", "at most")
    for loss, most in ((0, 1.1), (30, 2.0)):
        found = gap.ask("screen", 10_000, 27, loss, 500)
        gap.row(f"{found['parts']} parts, {loss} % lost", found["frames"] / RATE, most, " s")


def times(gap, _):
    found = gap.ask("times")
    peer = json.loads(subprocess.run(["node", HERE / "gap_times.mjs", "100000", "200"], check=True,
                                     capture_output=True, text=True).stdout)
    heading("a UR part of 200 octets, message of 100 kB", "@ngraveio", "ours", "at most")
    for name, what, most in (("encoded", "mixed part written", 50), ("decoded", "mixed part read", 200)):
        gap.row(what, found[name]["ours"], most, " us", peer[name])
    heading("the same as a multiple of what it takes there", "", "ours", "at most")
    for name, what, most in (("encoded", "written", 0.40), ("decoded", "read", 0.29)):
        gap.row(what, found[name]["ours"] / peer[name], most)
    heading("as a multiple of a digest of the part's text", "", "ours", "at most")
    for name, what, most in (("encoded", "written", 25.0), ("decoded", "read", 60.0)):
        gap.row(what, found[name]["ratio"], most)
    heading("a part of 500 / of 125 in the message", "", "ours", "at most")
    for name, what in (("encoded", "written"), ("decoded", "read")):
        gap.row(what, found[name]["ratio"] / found[name + "_few"]["ratio"], 3.0)
    heading("a code of version 27 / by the bare library", "library", "ours", "at most")
    for name, what, most in (("code", "the mask given to it", 1.5), ("code_chosen", "the mask chosen by it", 0.127)):
        given = found[name]
        print(f"{'    ' + what + ', in us':58} {given['floor']:12.0f} {given['ours']:12.0f}")
        gap.row(what, given["ratio"], most)


WORKS = {"frames": frames, "reach": reach, "times": times}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--reference", type=Path)
    parser.add_argument("works", nargs="*", metavar="WORK")
    asked = parser.parse_intermixed_args()
    for unknown in set(asked.works) - set(WORKS):
        parser.error(f"{unknown} is none of: {', '.join(WORKS)}")
    gap = Gap(asked.build.resolve(), asked.reference)
    with tempfile.TemporaryDirectory() as folder:
        for work in asked.works or WORKS:
            WORKS[work](gap, Path(folder))
    if asked.json:
        asked.json.write_text(json.dumps(gap.rows, indent=1) + "\n")
    print(f"\n{gap.missed} above what is promised")
    return gap.missed > 0


if __name__ == "__main__":
    sys.exit(main())

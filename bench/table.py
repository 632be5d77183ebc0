#!/usr/bin/env python3
"""The table of docs/performance.md: every work as a ratio to its floor, both from this run.

    bench/table.py BUILD_FOLDER [--json FILE] [WORK...]

Ends with status 1 when a ratio is above what docs/performance.md promises.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = "abandon " * 11 + "about"
SECONDS = 3
LAUNCHES = 41

# name of the work, what it is, at most so many times the floor
RATIOS = [
    ("seed", "words to seed", 1.15),
    ("address", "address from an account key", 1.25),
    ("p2wpkh-1000", "PSBT, 1,000 P2WPKH inputs", 1.25),
    ("p2pkh-1000", "PSBT, 1,000 P2PKH inputs", 1.4),
    ("p2pkh-fat-100", "PSBT, 100 P2PKH inputs, previous ones of 31 kB", 1.6),
    ("p2tr-1000", "PSBT, 1,000 P2TR inputs", 1.3),
    ("eip1559", "EIP-1559 payments, of 10,000", 1.25),
    ("eip712", "EIP-712, a Permit2 permission as JSON", 2.0),
]
WORKS = ["keys"] + [name for name, _, _ in RATIOS if name not in ("seed", "address")]
MOST_REVIEW = 0.15
GROWTH = [("p2wpkh-growth", "an input of 1,000 / of 100, P2WPKH", 1.1),
          ("p2pkh-growth", "an input of 1,000 / of 100, P2PKH", 1.35)]
MOST_TWO_THREADS = 0.60
# The time of zbar on a frame of 1280x720 is 12 ms where 3.5 ms are asked for. The last one has no code, and is
# looked at twice.
FRAMES = [("version-10", "a camera frame, version 10 code", 1.15, 0.29),
          ("version-20", "a camera frame, version 20 code", 1.15, 0.29),
          ("version-27", "a camera frame, version 27 code", 1.15, 0.29),
          ("no-code", "a camera frame without a code", 8.0, 2.0)]
MOST_COLD, MOST_COLD_KIB = 2.0, 12 * 1024
MOST_FILE_RATIO, FILE_ALLOWANCE_KIB = 4, 12 * 1024


class Table:
    def __init__(self):
        self.rows, self.missed = [], 0

    def add(self, what, floor, ours, ratio, most):
        good = ratio <= most
        self.missed += not good
        self.rows.append({"work": what, "floor": floor, "ours": ours, "ratio": round(ratio, 3),
                          "most": most, "reached": good})
        print(f"{what:52} {floor:>14} {ours:>14} {ratio:7.2f} {most:7.2f}  "
              f"{'' if good else 'ABOVE'}", flush=True)


def heading(text):
    print(f"\n{text:52} {'floor':>14} {'ours':>14} {'ratio':>7} {'at most':>7}")


def on_processors(count):
    """The last ones that we may use: the first ones serve interrupts."""
    chosen = sorted(os.sched_getaffinity(0))[-count:]
    return lambda: os.sched_setaffinity(0, chosen)


def benchmarks(program, works, processors):
    """Name of the work -> what it was found to be; a process each, so that none sees another's heap."""
    found = {}
    for work in works:
        with tempfile.NamedTemporaryFile() as out:
            subprocess.run([program, f"--benchmark_min_time={SECONDS}",
                            f"--benchmark_out={out.name}", work],
                           check=True, preexec_fn=on_processors(processors),
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            runs = json.load(out)["benchmarks"]
        found.update({run["name"].split("/")[0]: run for run in runs})
    return found


def per_item(microseconds):
    return f"{microseconds:.1f} us"


def compare(table, run, what, most):
    table.add(what, per_item(run["floor"]), per_item(run["ours"] - run["part"]), run["ratio"], most)


def ratios(table, program, wanted):
    heading("signed and checked, one thread (an item)")
    works = [name for name in WORKS if not wanted or name in wanted]
    found = benchmarks(program, works, 1)
    for name, what, most in RATIOS:
        if name in found:
            compare(table, found[name], what, most)
    heading("the review, as a part of the above")
    for name, what, _ in RATIOS:
        run = found.get(name, {"part": 0})
        if run["part"]:
            table.add(what, per_item(run["ours"] - run["part"]), per_item(run["part"]),
                      run["share"], MOST_REVIEW)


def growth(table, program):
    heading("the cost of an input, with its review")
    found = benchmarks(program, [name for name, _, _ in GROWTH], 1)
    for name, what, most in GROWTH:
        compare(table, found[name], what, most)


def two_threads(table, program):
    heading("1,000 P2WPKH inputs with their review, two threads")
    run = benchmarks(program, ["threads"], 2)["threads"]
    compare(table, run, "on two processors / on one", MOST_TWO_THREADS)


def frames(table, build):
    """Ours against ZXing's bare call and zbar, medians of the ratios of single turns."""
    lines = subprocess.run([build / "bench-frames"], capture_output=True, text=True, check=True,
                           preexec_fn=on_processors(1)).stdout.splitlines()
    found = {line.split()[0]: list(map(float, line.split()[1:])) for line in lines}
    for number, library in enumerate(("ZXing", "zbar")):
        heading(f"one picture of 1280x720 decoded; floor: {library}")
        for name, what, *most in FRAMES:
            floors, ours, ratios = found[name][:2], found[name][2], found[name][3:]
            table.add(what, f"{floors[number] / 1000:.2f} ms", f"{ours / 1000:.2f} ms", ratios[number], most[number])


def launch(build, request, command):
    """Milliseconds and KiB of one run with the request as input and the words on descriptor 3."""
    with open(request, "rb") as payload:
        done = subprocess.run([build / "bench-once", WORDS, *command], stdin=payload,
                              capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: {done.stdout}{done.stderr}")
    microseconds, kib = map(int, done.stdout.split())
    return microseconds / 1000, kib


def signing(build, request):
    """The command that signs a request, with the consent that its review asks for."""
    reader, writer = os.pipe()
    os.write(writer, WORDS.encode())
    os.close(writer)
    review = json.loads(subprocess.run(
        [build / "coldquill", "review", request, "--words-fd", str(reader), "--json"],
        pass_fds=[reader], capture_output=True, check=True).stdout)
    os.close(reader)
    acks = [part for warning in review["warnings"] if warning["acknowledge"]
            for part in ("--ack", warning["reason"])]
    return [build / "coldquill", "sign", "-", "--words-fd", "3", "--approve",
            review["consent_id"], *acks]


def cold_start(table, build, request):
    heading("words to one signed transaction, a process each")
    command = signing(build, request)
    floors, ours = [], []
    for _ in range(LAUNCHES):
        floors.append(launch(build, request, [build / "bench-cold-floor"]))
        ours.append(launch(build, request, command))
    floor, mine = (statistics.median(t for t, _ in runs) for runs in (floors, ours))
    table.add("time", f"{floor:.1f} ms", f"{mine:.1f} ms", mine / floor, MOST_COLD)
    kib = max(k for _, k in ours)
    table.add("memory, of 12 MiB", f"{MOST_COLD_KIB} KiB", f"{kib} KiB", kib / MOST_COLD_KIB, 1.0)


def large_request(table, build, request):
    heading("memory for a PSBT of 3 MB")
    _, kib = launch(build, request, signing(build, request))
    most = MOST_FILE_RATIO * request.stat().st_size / 1024 + FILE_ALLOWANCE_KIB
    table.add("of 4 times its size and 12 MiB", f"{most:.0f} KiB", f"{kib} KiB", kib / most, 1.0)


def whole_processes(table, build, program):
    with tempfile.TemporaryDirectory() as folder:
        for work, measure in (("p2wpkh-1", cold_start), ("p2pkh-fat-100", large_request)):
            request = Path(folder) / f"{work}.psbt"
            subprocess.run([program, "write", work, request], check=True)
            measure(table, build, request)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("works", nargs="*")
    asked = parser.parse_args()
    build, table = asked.build.resolve(), Table()
    program = build / "coldquill-bench"
    ratios(table, program, asked.works)
    if not asked.works:
        growth(table, program)
        two_threads(table, program)
        frames(table, build)
        whole_processes(table, build, program)
    if asked.json:
        asked.json.write_text(json.dumps(table.rows, indent=1) + "\n")
    print(f"\n{len(table.rows) - table.missed} of {len(table.rows)} within reach")
    return table.missed > 0


if __name__ == "__main__":
    sys.exit(main())

"""Many rounds of faults: ``python -m tests.faults.many --rounds 200 [--seed 1]``. Exit code 1 if one went wrong."""

from __future__ import annotations

import argparse
import collections
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.rounds import KINDS, play
from tests.faults.small_class import STUDENTS, grades, make_class, records


def main() -> int:
    """Play the rounds; one line for each that went wrong, with its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="of the first round; each round has its own")
    options = parser.parse_args()
    wrong = starts = 0
    kills: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        small = make_class(folder)
        subprocess.run(small.command(folder / "plain"), check=True, stdout=subprocess.DEVNULL)
        expected = grades(folder / "plain")
        for seed in range(options.seed, options.seed + options.rounds):
            out = folder / str(seed)
            played = play(seed, small, out)
            kills.update(played.kills)
            starts += played.starts
            found = grades(out)
            odd = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
            count = len(records(out))
            complaints = {
                "differ": odd,
                "graded again": played.again,
                "still there": played.survivors,
                "said": played.problems,
                "records": [] if count == len(STUDENTS) else [count],
            }
            told = "; ".join(f"{what}: {entries}" for what, entries in complaints.items() if entries)
            if told:
                wrong += 1
                print(f"round {seed} ({', '.join(played.kills)}): {told}", flush=True)
    by_kind = ", ".join(f"{kind} {kills[kind]}" for kind in KINDS)
    print(f"{options.rounds} rounds, {starts} starts, {sum(kills.values())} killed ({by_kind}): {wrong} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Does a grade depend on luck? Every variant is run with many seeds of the hidden inputs: ``make luck``.

A right answer must keep full marks whatever is drawn, and a wrong one must lose just what its header says: else the
same mistake costs points in one run and none in the next. The gates (``test_variants_plain.py``) look at three seeds;
what shows in one of thirty is found here.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Iterator

from tests.assignments.limited import TooLongError, limited
from tests.assignments.plain import Variant, chosen, run, source, variants
from tests.assignments.submissions import elsewhere

__all__ = ["deviations", "main"]

SEEDS = range(3, 23)  # 0 to 2 are those of the gates


def deviations(name: str, variant: Variant, seeds: range) -> Iterator[str]:
    """For each seed with which a variant does not lose what its header says: the difference, in words."""
    skipped = elsewhere(name, variant.grade_id)
    for seed in seeds:
        try:
            with limited(name):
                result = run(source(name), {variant.grade_id: variant.text}, seed=seed, skip=skipped)
        except TooLongError:
            yield "does not end"
            continue
        kept, more = variant.loses - result.lost, result.lost - variant.loses
        said = [f"keeps {prop!r}" for prop in sorted(kept)] + [f"loses {prop!r}" for prop in sorted(more)]
        said += [f"{cell} raises" for cell in result.errors]
        if said:
            yield "; ".join(said)


def main(argv: list[str] | None = None) -> int:
    """Run, print what deviates and how often; 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="assignments; all if left out")
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help="how many")
    options = parser.parse_args(argv)
    warnings.simplefilter("ignore")
    seeds, bad = range(SEEDS.start, SEEDS.start + options.seeds), 0
    for name in chosen(options.names):
        found = variants(name)
        for variant in found:
            for said, times in Counter(deviations(name, variant, seeds)).items():
                bad += times
                print(f"  {variant.grade_id}/{variant.path.stem}: {times} of {len(seeds)} seeds: {said}", flush=True)
        print(f"{name}: {len(found)} variants with {len(seeds)} seeds each", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

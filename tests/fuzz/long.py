"""Dig with random cases for as long as is wanted: ``python -m tests.fuzz.long --minutes 10 [--only collect wire]``.

Every property takes its turn, some hundred cases at a time. What fails is printed with the smallest case that shows it
and is left out from then on; it becomes an ``@example`` beside its test.
"""

from __future__ import annotations

import argparse
import importlib
import random
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis

from tests.fuzz.profile import CASES, LONG_CASE, Mode

__all__ = ["main"]

HERE = Path(__file__).parent


def properties(only: list[str]) -> list[tuple[str, Callable[[], None]]]:
    """Every test of hypothesis in this folder, by name."""
    found = []
    for file in sorted(HERE.glob("test_*.py")):
        if only and file.stem.removeprefix("test_") not in only:
            continue
        module = importlib.import_module(f"tests.fuzz.{file.stem}")
        for name, test in vars(module).items():
            if name.startswith("test_") and hypothesis.is_hypothesis_test(test):
                found.append((f"{file.stem}::{name}", test))
            elif name.startswith("Test") and hasattr(test, "runTest"):
                found.append((f"{file.stem}::{name}", test("runTest").runTest))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Dig; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--only", nargs="*", default=[], metavar="FILE", help="collect, peer, reader, wire, ...")
    chosen = parser.parse_args(arguments)
    Mode.random, Mode.factor = True, 1
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", message=LONG_CASE)
    left = properties(chosen.only)
    end, found = time.monotonic() + 60 * chosen.minutes, 0
    while left and time.monotonic() < end:
        for name, test in random.sample(left, len(left)):
            if time.monotonic() > end:
                break
            if not _holds(name, test):
                found += 1
                left.remove((name, test))
    for name, count in sorted(CASES.items()):
        print(f"{count:>9,}  {name}")
    print(f"{sum(CASES.values()):,} cases, {found} findings")
    return int(found > 0)


def _holds(name: str, test: Any) -> bool:
    try:
        test()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # PeerLost is none of Exception's
        print(f"\n{name}:")
        traceback.print_exception(error, limit=-8)
        return False
    return True


if __name__ == "__main__":
    raise SystemExit(main())

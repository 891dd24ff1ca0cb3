"""Wall time and peak memory of each lecture, and what its models reach: ``make bench-lectures``.

Each lecture runs top to bottom in a fresh kernel, one after the other, with as many threads as torch takes, on the real
data where it is at hand (``$D2LCOURSE_DATA`` or the cache). What is reached stands beside the reference and the bound
that the lecture names in its metadata (:func:`tests.lectures.notebooks.reaches`).
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import nbformat

from tests.bench.cost import measured
from tests.lectures.notebooks import ROOT, chosen, reaches

__all__ = ["main"]


def main(argv: list[str] | None = None) -> None:
    """Run, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="lectures, such as 04; all if left out")
    wanted = chosen(parser.parse_args(argv).names)
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, python {platform.python_version()}, torch {version('torch')}"
    )
    print(f"data: {os.environ.get('D2LCOURSE_DATA') or 'cache, else stand-ins'}\n")
    print(f"{'':26}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}")
    failed = False
    with tempfile.TemporaryDirectory(prefix="bench-lectures-") as folder:
        for path in wanted:
            out = Path(folder) / path.name
            try:
                cost = measured([sys.executable, "-m", "tests.lectures.notebooks", str(path), str(out)], ROOT)
            except RuntimeError:
                failed = True
                print(f"{path.stem:26}  does not run, see: python -m tests.lectures.notebooks {path} {os.devnull}")
                continue
            print(f"{path.stem:26}{cost.wall_s:>8.1f}{cost.cpu_s:>8.1f}{cost.memory_mb:>9.0f}", flush=True)
            for item in reaches(nbformat.read(out, as_version=4)):
                bounds = [
                    f"{word.replace('_', ' ')} {item[word]:g}" for word in ("at_least", "at_most") if word in item
                ]
                bounds += [f"reference {item['reference']:g}"] if "reference" in item else []
                print(f"    {item['what']:40} {item['reached']:8.3f}   {', '.join(bounds)}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()

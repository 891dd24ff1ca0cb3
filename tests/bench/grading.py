"""How long grading takes, beside nbgrader, on the same machine in the same run: ``make bench``.

Grades copies of one right submission of a torch assignment by ``nbgrader autograde`` and by ours. Prints submissions
per minute, CPU seconds and peak memory of each, the ratios, and how our time grows with the number of submissions and
of jobs. The default assignment is a small one (:mod:`tests.bench.small`), so that the graders' own cost shows; with
``--assignment ps01_tensors`` it is one of the course.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

import nbformat

from autograde.doctor import sandbox_available, versions
from tests.assignments.nbgrader_run import command, nbgrader_course
from tests.assignments.plain import ROOT, solutions
from tests.bench.cost import Cost, measured
from tests.bench.small import NAME, write_small

__all__ = ["main"]


def main(argv: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assignment", default=NAME, help=f"a folder of solutions/, or {NAME}")
    parser.add_argument("--submissions", type=int, default=40, help="graded by each")
    parser.add_argument("--nbgrader", type=int, help="graded by nbgrader, where it takes too long for all")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(argv)
    name, many, few = options.assignment, options.submissions, options.nbgrader or options.submissions
    tier = sandbox_available()
    print(f"{platform.platform()}, {os.cpu_count()} cores, sandbox {tier or 'none'}")
    print(", ".join(f"{package} {version}" for package, version in versions().items()))
    print(f"assignment {name}, seed 1, reference solution as submission\n")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        source = write_small(Path(folder) / "solutions") if name == NAME else ROOT / "solutions" / name
        theirs_s = _nbgrader(Path(folder) / "course", source, few)
        ours = {
            count: _ours(Path(folder), source, count, options.jobs, tier) for count in (1, many // 2, many, 5 * many)
        }
        alone = _ours(Path(folder), source, many, 1, tier)
    most = max(ours)
    each = (ours[most].wall_s - ours[1].wall_s) / (most - 1)
    cpu = (ours[most].cpu_s - ours[1].cpu_s) / (most - 1)
    whole = ours[many].wall_s / many
    print(f"{'':26}{'s each':>10}{'per minute':>12}{'CPU s each':>12}{'peak MB':>10}")
    _row(f"nbgrader, {few}", theirs_s.wall_s / few, theirs_s.cpu_s / few, theirs_s.memory_mb)
    _row(f"autograde, {many}, jobs {options.jobs}", whole, ours[many].cpu_s / many, ours[many].memory_mb)
    _row(f"  {most} less 1: no start-up", each, cpu, ours[most].memory_mb)
    print(f"\nratio to nbgrader: throughput {theirs_s.wall_s / few / whole:.0f} with the start-up, "
          f"{theirs_s.wall_s / few / each:.0f} without; CPU {theirs_s.cpu_s * many / few / ours[many].cpu_s:.0f} with, "
          f"{theirs_s.cpu_s / few / cpu:.0f} without")  # fmt: skip
    print("growth: " + ", ".join(f"{count} in {cost.wall_s:.1f} s" for count, cost in ours.items())
          + f" with jobs {options.jobs}; {many} in {alone.wall_s:.1f} s with one")  # fmt: skip


def _row(label: str, seconds: float, cpu_s: float, memory_mb: float) -> None:
    print(f"{label:26}{seconds:>10.2f}{60 / seconds:>12.0f}{cpu_s:>12.2f}{memory_mb:>10.0f}")


def _nbgrader(course: Path, folder: Path, count: int) -> Cost:
    course.mkdir()
    answers = solutions(nbformat.read(folder / f"{folder.name}.ipynb", as_version=4))
    nbgrader_course(folder, {f"s{number:03}": answers for number in range(count)}, course)
    line, environment = command(course, "autograde", folder.name)
    return measured(line, course, environment)


def _ours(folder: Path, assignment: Path, count: int, jobs: int, tier: str | None) -> Cost:
    name, submitted = assignment.name, folder / f"class-{count}"
    source = assignment / f"{name}.ipynb"
    for number in range(count):
        target = submitted / f"s{number:03}" / name
        target.mkdir(parents=True, exist_ok=True)
        (target / source.name).write_bytes(source.read_bytes())
    command = [
        str(Path(sys.executable).parent / "autograde"), "grade", str(submitted), "--source", str(source.parent),
        "--out", str(folder / f"out-{count}-{jobs}"), "--seed", "1", "--jobs", str(jobs),
        "--sandbox", "auto" if tier else "none",
    ]  # fmt: skip
    return measured(command, folder)


if __name__ == "__main__":
    main()

"""The same answers graded three ways: tests isolated, tests in the student's kernel, and plain nbgrader.

All three have to give the same points for every question. They differ by design where nbgrader is wrong or unsafe:

- nbgrader takes a test cell that writes to stderr for failed (0 points); here a warning costs nothing;
- nbgrader gives full points to a cell whose last expression is no number; here that is never full marks;
- an answer that patches the checks or ends the process gets what it wants, or spoils the rest, in nbgrader and partly
  in the kernel; isolated it loses its own question.

None of them is at work in the variants, which are honest mistakes, so for them no difference is accepted::

    python -m tests.assignments.parity            # make parity: all variants of all assignments, some minutes
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.assignments.nbgrader_run import nbgrader_points
from tests.assignments.plain import ROOT, chosen, solutions, source
from tests.assignments.submissions import Pack, graded, packs

__all__ = ["Compared", "all_answers", "compare", "main", "sample"]

SEED = 7


@dataclass(frozen=True)
class Compared:
    """One submission's points by question, in each way of grading."""

    what: str
    isolated: Mapping[str, float]
    in_kernel: Mapping[str, float]
    nbgrader: Mapping[str, float]

    @property
    def differences(self) -> list[str]:
        """One line per question that is not worth the same everywhere."""
        found = []
        for question in sorted({*self.isolated, *self.in_kernel, *self.nbgrader}):
            ways = [way.get(question) for way in (self.isolated, self.in_kernel, self.nbgrader)]
            if any(points is None or abs(points - (ways[0] or 0)) > 1e-6 for points in ways):
                found.append(f"{self.what}: {question}: isolated {ways[0]}, in-kernel {ways[1]}, nbgrader {ways[2]}")
        return found


def all_answers(name: str) -> dict[str, Mapping[str, str]]:
    """The reference, the release as it is, and all variants, those of independent exercises together."""
    return {
        "the reference": solutions(source(name)),
        "the release": {},
        **{str(pack): pack.answers for pack in packs(name)},
    }


def sample(name: str) -> dict[str, Mapping[str, str]]:
    """The reference, the release, a pack of right and one of wrong variants: what every run of the tests compares."""
    made = packs(name)
    wrong = [pack for pack in made if not all(variant.right for variant in pack.variants)]
    right = [pack for pack in made if pack not in wrong]
    chosen: list[Pack] = [*right[-1:], *wrong[1:2]]
    everything = all_answers(name)
    return {what: everything[what] for what in ("the reference", "the release", *map(str, chosen))}


def compare(name: str, answers: Mapping[str, Mapping[str, str]], course: Path) -> list[Compared]:
    """Grade each entry of ``answers`` three ways; ``course`` is an empty folder for nbgrader."""
    students = {f"student{number:03}": what for number, what in enumerate(answers)}
    with ThreadPoolExecutor(1) as pool:  # nbgrader grades one at a time: the other core is free for ours
        theirs = pool.submit(
            nbgrader_points, ROOT / "solutions" / name, {who: answers[what] for who, what in students.items()}, course
        )
        ours = {
            what: [_points(name, texts, tests) for tests in ("isolated", "in-kernel")]
            for what, texts in answers.items()
        }
        points = theirs.result()
    return [Compared(what, *ours[what], points[who]) for who, what in students.items()]


def main(names: Iterable[str]) -> int:
    """Compares everything and prints the differences; the exit code."""
    differing = 0
    for name in chosen(names):
        answers = all_answers(name)
        print(f"{name}: {len(answers)} submissions, each graded isolated, in-kernel and by nbgrader", flush=True)
        with tempfile.TemporaryDirectory(prefix="parity-") as course:
            results = compare(name, answers, Path(course))
        lines = [line for result in results for line in result.differences]
        questions = sum(len(result.isolated) for result in results)
        print("\n".join([*(f"  {line}" for line in lines), f"  {questions - len(lines)} of {questions} points agree"]))
        differing += len(lines)
    return 1 if differing else 0


def _points(name: str, answers: Mapping[str, str], tests: str) -> dict[str, float]:
    result = graded(name, answers, seed=SEED, tests=tests)
    return {question.grade_id: question.points for question in result.questions}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

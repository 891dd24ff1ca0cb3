"""What a class's results say: distribution, difficulty, clusters of the same mistake, slow submissions.

Numbers only, no page. A submission that the grader itself failed on counts nowhere: its zeros say nothing.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from autograde.report.advice import Advice
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus

__all__ = ["Bin", "Cluster", "Difficulty", "Slow", "clusters", "difficulties", "distribution", "graded", "slow"]

_Place = tuple[str, str, Status, tuple[str, ...]]

SLOW_FACTOR = 3.0
SLOW_AT_LEAST_S = 2.0
"""A submission is slow if it takes this long and three times as long as half of the class."""


@dataclass(frozen=True)
class Bin:
    """Submissions with a score from ``low`` to ``high`` percent; the last bin holds 100."""

    low: int
    high: int
    count: int


@dataclass(frozen=True)
class Difficulty:
    """How a question or a property went."""

    name: str
    share: float
    """Percent of the points that were reached, over the class."""
    full: int
    none: int
    count: int
    max_points: float
    hidden: bool = False


@dataclass(frozen=True)
class Cluster:
    """Students who fail the same properties of a question, in the same state."""

    notebook: str
    grade_id: str
    status: Status
    failed: tuple[str, ...]
    students: tuple[int, ...]
    """Positions in the class's submissions."""
    says: str = ""
    everything: bool = False
    """Whether no property passed."""


@dataclass(frozen=True)
class Slow:
    """A submission whose tests took long."""

    student: int
    duration_s: float
    question: str
    question_s: float


def graded(result: ClassResult) -> list[SubmissionResult]:
    """The submissions whose score means something."""
    return [entry for entry in result.submissions if entry.status is not SubmissionStatus.GRADER_FAULT]


def percent(points: float, most: float) -> float:
    """``points`` of ``most`` in percent, 0 where there is nothing to be had."""
    return min(max(100 * points / most, 0.0), 100.0) if most > 0 else 0.0


def distribution(submissions: Sequence[SubmissionResult], bins: int = 10) -> list[Bin]:
    """Counts of scores in bins of equal width."""
    counts = [0] * bins
    for entry in submissions:
        counts[min(int(percent(entry.score, entry.max_score) * bins / 100 + 1e-9), bins - 1)] += 1
    width = 100 // bins
    return [Bin(index * width, (index + 1) * width, count) for index, count in enumerate(counts)]


def difficulties(
    submissions: Sequence[SubmissionResult],
) -> dict[tuple[str, str], tuple[Difficulty, list[Difficulty]]]:
    """For each question (notebook, grade_id), in order: how it went, and how each of its properties did.

    What waits for a person is left out, for nobody has points for it yet.
    """
    questions: dict[tuple[str, str], list[QuestionResult]] = {}
    for submission in submissions:
        for question in submission.questions:
            if question.status is not Status.MANUAL:
                questions.setdefault((question.notebook, question.grade_id), []).append(question)
    return {place: (_question(place[1], entries), _properties(entries)) for place, entries in questions.items()}


def _question(name: str, entries: list[QuestionResult]) -> Difficulty:
    return _difficulty(name, [(entry.points, entry.max_points) for entry in entries])


def _properties(entries: list[QuestionResult]) -> list[Difficulty]:
    found: dict[str, list[tuple[float, float]]] = {}
    hidden: dict[str, bool] = {}
    for entry in entries:
        for prop in entry.properties:
            found.setdefault(prop.name, []).append((prop.points, prop.max_points))
            hidden[prop.name] = hidden.get(prop.name, False) or prop.hidden
    return [_difficulty(name, points, hidden[name]) for name, points in found.items()]


def _difficulty(name: str, points: list[tuple[float, float]], hidden: bool = False) -> Difficulty:
    return Difficulty(
        name=name,
        share=percent(sum(reached for reached, _ in points), sum(most for _, most in points)),
        full=sum(reached >= most for reached, most in points),
        none=sum(reached <= 0 < most for reached, most in points),
        count=len(points),
        max_points=max(most for _, most in points),
        hidden=hidden,
    )


def clusters(result: ClassResult, advice: Advice) -> list[Cluster]:
    """Two or more students with the same state and failed properties in a question; the largest first.

    Answers that were not given are no mistake and are left out.
    """
    groups: dict[_Place, list[int]] = {}
    whole: set[_Place] = set()
    says: dict[_Place, list[str]] = {}
    for index, submission in enumerate(result.submissions):
        if submission.status is SubmissionStatus.GRADER_FAULT:
            continue
        for question in submission.questions:
            failed = tuple(entry.name for entry in question.properties if not entry.passed)
            if not failed or question.status in (Status.MISSING, Status.MANUAL):
                continue
            place = question.notebook, question.grade_id, question.status, failed
            groups.setdefault(place, []).append(index)
            says.setdefault(place, []).append(advice.of(question.grade_id).reason(question.properties))
            if len(failed) == len(question.properties):
                whole.add(place)
    found = [
        Cluster(*place, tuple(students), statistics.mode(says[place]), place in whole)
        for place, students in groups.items()
        if len(students) > 1
    ]
    return sorted(found, key=lambda cluster: -len(cluster.students))


def slow(result: ClassResult) -> list[Slow]:
    """Submissions whose tests took much longer than the others', the slowest first."""
    totals = [sum(question.duration_s for question in entry.questions) for entry in result.submissions]
    if not totals:
        return []
    limit = max(SLOW_AT_LEAST_S, SLOW_FACTOR * statistics.median(totals))
    found = []
    for index, entry in enumerate(result.submissions):
        if totals[index] >= limit and entry.questions:
            longest = max(entry.questions, key=lambda question: question.duration_s)
            found.append(Slow(index, totals[index], longest.grade_id, longest.duration_s))
    return sorted(found, key=lambda record: -record.duration_s)

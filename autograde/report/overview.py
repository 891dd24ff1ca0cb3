"""The instructor's page: how the class did, what was hard, who made the same mistake, what to look at.

It is not for students, yet it holds no hidden input either: names, points, states and findings only.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from autograde.findings import Kind, listing
from autograde.report.advice import Advice
from autograde.report.ansi import label
from autograde.report.catalogue import Catalogue
from autograde.report.feedback import question_state
from autograde.report.outline import Outline
from autograde.report.statistics import Bin, clusters, difficulties, distribution, graded, percent, slow
from autograde.report.templates import render
from autograde.result import ClassResult, Finding, SubmissionResult, SubmissionStatus

__all__ = ["overview_page"]

_SENTENCES = {kind.value: kind.sentence for kind in Kind}


@dataclass(frozen=True)
class _Student:
    name: str
    link: str
    submission: SubmissionResult
    share: float
    states: tuple[tuple[str, str], ...]
    """Title and state of each question."""


@dataclass(frozen=True)
class _Column:
    """One bar of the histogram, in the drawing's units."""

    bin: Bin
    x: float
    y: float
    height: float


def overview_page(result: ClassResult, plan: Outline, advice: Advice, links: Sequence[str], words: Catalogue) -> str:
    """The page as HTML text, a file of its own.

    Args:
        links: where each submission's page lies, seen from this one.
    """
    counted = graded(result)
    scores = [percent(entry.score, entry.max_score) for entry in counted]
    points = [entry.score for entry in counted]
    students = [
        _Student(
            name=label(entry.student) or "?",
            link=link,
            submission=entry,
            share=percent(entry.score, entry.max_score),
            states=tuple((_title(plan, q.notebook, q.grade_id), question_state(q)) for q in entry.questions),
        )
        for entry, link in zip(result.submissions, links, strict=True)
    ]
    return render(
        "overview.html.j2",
        words=words,
        plan=plan,
        result=result,
        students=students,
        most=max((entry.max_score for entry in counted), default=0.0),
        mean=statistics.fmean(points) if points else 0.0,
        median=statistics.median(points) if points else 0.0,
        median_share=statistics.median(scores) if scores else 0.0,
        faults=sum(entry.status is SubmissionStatus.GRADER_FAULT for entry in result.submissions),
        waiting=sum(entry.status is SubmissionStatus.NEEDS_MANUAL for entry in result.submissions),
        columns=_columns(distribution(counted)),
        difficulties=[
            (_title(plan, *place), question, sorted(properties, key=lambda entry: entry.share))
            for place, (question, properties) in difficulties(counted).items()
        ],
        clusters=[(_title(plan, entry.notebook, entry.grade_id), entry) for entry in clusters(result, advice)],
        findings=_findings(result),
        slow=slow(result),
    )


def _title(plan: Outline, notebook: str, grade_id: str) -> str:
    topic = plan.topics.get((notebook, grade_id))
    return topic.title if topic else label(grade_id)


def _columns(bins: list[Bin], height: float = 120.0, width: float = 44.0) -> list[_Column]:
    most = max([entry.count for entry in bins] + [1])
    return [
        _Column(entry, index * width, height * (1 - entry.count / most), height * entry.count / most)
        for index, entry in enumerate(bins)
    ]


def _findings(result: ClassResult) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """Each kind with its sentence and the students concerned, with the cells; the most frequent first."""
    found: dict[str, dict[int, list[Finding]]] = {}
    for index, submission in enumerate(result.submissions):
        for finding in submission.findings:
            found.setdefault(finding.kind, {}).setdefault(index, []).append(finding)
    rows = [
        (
            label(kind.replace("_", " ")),
            _SENTENCES.get(kind, ""),
            [(index, _cells(entries)) for index, entries in students.items()],
        )
        for kind, students in found.items()
    ]
    return sorted(rows, key=lambda row: -len(row[2]))


def _cells(findings: list[Finding]) -> str:
    names = list(dict.fromkeys(label(finding.grade_id) for finding in findings if finding.grade_id))
    return listing(names, 4)

"""A student's page: what was asked, what was seen, why perhaps, and what to do next.

What may stand here is the author's text (names of properties, hints, ``feedback.toml``), the student's own text, and
sentences of the catalogue; see :mod:`autograde.disclosure` for what is kept out. Messages of tests are not used at all:
they quote values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograde.findings import Kind
from autograde.report.advice import Advice, Hints, QuestionAdvice
from autograde.report.ansi import label
from autograde.report.catalogue import Catalogue
from autograde.report.cells import Cells, PageCell
from autograde.report.highlight import CodeLine, Listing, highlight
from autograde.report.outline import Outline, Topic
from autograde.report.templates import render
from autograde.result import CellRecord, PropertyResult, QuestionResult, Status, SubmissionResult, SubmissionStatus
from autograde.seen import Seen

__all__ = ["Trouble", "feedback_page", "question_state", "troubles", "unread_questions"]

_UNREAD = (Kind.INVALID_NOTEBOOK, Kind.MISSING_NOTEBOOK, Kind.WRONG_ASSIGNMENT)
"""Notebooks with these have no answers at all: their note says it once, and no exercise repeats it."""

_SHARED = (Seen.EXCEPTION, Seen.TIMEOUT, Seen.CRASHED, Seen.MISSING, Seen.NOT_REACHED)
"""What has one cause for several properties, and is then told once."""


@dataclass(frozen=True)
class Trouble:
    """One or more properties that failed in one way."""

    properties: tuple[PropertyResult, ...]
    seen: str
    raised: str = ""
    where: str = ""
    excerpt: tuple[CodeLine, ...] = ()
    advice: str = ""
    """What helps with an exception of this type, or with an ending of this kind."""
    look: str = ""
    concept: str = ""
    attempt: Listing | None = None
    next: str = ""
    rerun: str = ""


@dataclass(frozen=True)
class _Halted:
    """An answer's cell that ended early: whatever its tests say follows from that."""

    title: str
    note: str
    advice: str
    excerpt: tuple[CodeLine, ...]


@dataclass(frozen=True)
class _Question:
    anchor: str
    title: str
    result: QuestionResult
    state: str
    reason: str
    halted: tuple[_Halted, ...]
    troubles: tuple[Trouble, ...]
    works: tuple[PropertyResult, ...]
    concept: str
    attempt: Listing | None
    next: str
    cells: tuple[PageCell, ...]
    unread: bool
    """Its notebook could not be read."""


def feedback_page(submission: SubmissionResult, plan: Outline, advice: Advice, words: Catalogue) -> str:
    """The page as HTML text, a file of its own."""
    cells = Cells(submission, words)
    used: set[tuple[str, str]] = set()
    unread = unread_questions(submission)
    questions: list[_Question] = []
    for number, result in enumerate(submission.questions, 1):
        topic = plan.topics.get((result.notebook, result.grade_id)) or Topic(label(result.grade_id), ())
        own = advice.of(result.grade_id)
        failed = [entry.name for entry in result.properties if not entry.passed]
        found = [cells.students(result.notebook, key) for key in topic.answers]
        records = [record for record in found if record is not None]
        questions.append(
            _Question(
                anchor=f"exercise-{number}",
                title=topic.title,
                result=result,
                state=question_state(result),
                reason="" if result.status in (Status.MISSING, Status.MANUAL) else own.reason(result.properties),
                halted=tuple(_halted(record, cells, words) for record in records if record.status != "ok")
                if failed
                else (),
                troubles=troubles(result, own, cells, words),
                works=tuple(entry for entry in result.properties if entry.passed),
                concept=own.hints.concept if failed else "",
                attempt=highlight(own.hints.attempt) if failed and own.hints.attempt else None,
                next=_next(result, own.hints, words),
                cells=tuple(cells.page_cell(record) for record in records),
                unread=result in unread,
            )
        )
        used |= {(result.notebook, key) for key in topic.answers}
    return render(
        "feedback.html.j2",
        words=words,
        plan=plan,
        student=label(submission.student) or "?",
        submission=submission,
        share=_share(submission.score, submission.max_score),
        waits=submission.status is SubmissionStatus.NEEDS_MANUAL,
        fault=submission.status is SubmissionStatus.GRADER_FAULT,
        complete=sum(question.state == "passed" for question in questions),
        first=_first(question for question in questions if not question.unread),
        unread=0 < len(unread) == len(questions),
        questions=questions,
        others=[cells.page_cell(record, aside=True) for record in cells.others(used)],
        notes=_notes(submission, plan, words),
    )


def unread_questions(submission: SubmissionResult) -> list[QuestionResult]:
    """Those whose notebook could not be read, or is not there."""
    notebooks = {entry.notebook for entry in submission.findings if entry.kind in _UNREAD}
    return [
        question
        for question in submission.questions
        if question.notebook in notebooks and question.status is Status.MISSING
    ]


def _halted(record: CellRecord, cells: Cells, words: Catalogue) -> _Halted:
    return _Halted(words.halted.format(cell=label(record.key)), *cells.halted(record))


def question_state(result: QuestionResult) -> str:
    """A word of the catalogue's ``states``."""
    if result.status is Status.FAILED and result.points > 0:
        return "partial"
    return result.status.value


def troubles(result: QuestionResult, advice: QuestionAdvice, cells: Cells, words: Catalogue) -> tuple[Trouble, ...]:
    """What failed, in the order of the test; properties with one cause together."""
    groups: dict[tuple[object, ...], list[PropertyResult]] = {}
    for number, entry in enumerate(result.properties):
        if entry.passed or result.status is Status.MANUAL:
            continue
        if result.status is Status.MISSING:
            groups.setdefault(("missing",), []).append(entry)
        elif entry.seen in _SHARED:
            groups.setdefault((entry.seen, entry.raised, entry.cell, entry.line), []).append(entry)
        else:
            groups.setdefault((number,), []).append(entry)
    return tuple(_trouble(result, group, advice, cells, words) for group in groups.values())


def _trouble(
    result: QuestionResult, group: list[PropertyResult], advice: QuestionAdvice, cells: Cells, words: Catalogue
) -> Trouble:
    first = group[0]
    seen = Seen.MISSING if result.status is Status.MISSING else (Seen.of(first.seen) or Seen.VALUE)
    raised = where = extra = ""
    near: tuple[CodeLine, ...] = ()
    if seen is Seen.EXCEPTION:
        raised = words.raised.format(kind=first.raised) if first.raised else words.raised_unnamed
        extra = words.exceptions.get(first.raised, "")
        record = cells.students(result.notebook, first.cell)
        if record is not None:
            near = highlight(record.source, (first.line,)).around(first.line)
            where = (words.in_line if near else words.in_cell).format(line=first.line, cell=label(first.cell))
    elif seen in (Seen.TIMEOUT, Seen.CRASHED, Seen.NOT_REACHED, Seen.MISSING):
        extra = {
            Seen.TIMEOUT: words.timeouts,
            Seen.CRASHED: words.crashes,
            Seen.NOT_REACHED: words.not_reached,
            Seen.MISSING: words.missing.format(cell=label(result.grade_id)),
        }[seen]
    alone = len(group) == 1 and seen not in (Seen.MISSING, Seen.NOT_REACHED)
    hints = advice.properties.get(first.name, Hints()) if alone else Hints()
    return Trouble(
        properties=tuple(group),
        seen=words.seen.get(seen.value, seen.sentence),
        raised=raised,
        where=where,
        excerpt=near,
        advice=extra,
        look=first.hint if alone else "",
        concept=hints.concept,
        attempt=highlight(hints.attempt) if hints.attempt else None,
        next=hints.next,
        rerun="" if first.hidden or not alone else words.rerun.format(cell=label(result.grade_id)),
    )


def _next(result: QuestionResult, hints: Hints, words: Catalogue) -> str:
    if result.status in (Status.PASSED, Status.MANUAL) or all(entry.passed for entry in result.properties):
        return ""
    if result.status is Status.MISSING:
        return words.next_missing
    if any(not entry.passed and not entry.hidden for entry in result.properties):
        return words.next_visible
    return hints.next or words.next_hidden


def _first(questions: Iterable[_Question]) -> _Question | None:
    """The exercise in which most points are to be had; of equals the first."""
    open_ones = [entry for entry in questions if entry.result.points < entry.result.max_points and entry.troubles]
    return max(open_ones, key=lambda entry: entry.result.max_points - entry.result.points, default=None)


def _notes(submission: SubmissionResult, plan: Outline, words: Catalogue) -> list[tuple[str, str]]:
    """Sentences on the file, each with the cells that it is about. Details quote the file, so they stay out."""
    found: dict[str, list[str]] = {}
    for finding in submission.findings:
        sentence = words.findings.get(finding.kind)
        if sentence:
            cells = found.setdefault(sentence, [])
            if (finding.notebook, finding.grade_id) in plan.cells and finding.grade_id not in cells:
                cells.append(finding.grade_id)
    return [(sentence, ", ".join(cells[:12])) for sentence, cells in found.items()]


def _share(points: float, most: float) -> float:
    return min(max(100 * points / most, 0.0), 100.0) if most > 0 else 0.0

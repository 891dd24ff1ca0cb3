"""GitHub: Markdown for a job's summary, with a table of submissions, one of questions, and what became of each.

Students choose their names and the author the words of tests; every sign that Markdown or HTML could read becomes a
character reference, so that text stays text. GitHub drops a summary of more than 1 MiB, so what is long is cut.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator

from autograde.findings import printable
from autograde.platforms.form import Form, Wishes, points_text
from autograde.platforms.told import state, told
from autograde.result import ClassResult, QuestionResult, Status, SubmissionStatus

__all__ = ["escaped", "github_form"]

LIMIT = 900_000
"""Bytes; the rest of the job may have written something, too."""
NAME = 200
_PLAIN = frozenset(string.punctuation) - set("-")
_STATUS = {
    SubmissionStatus.GRADED: "graded",
    SubmissionStatus.NEEDS_MANUAL: "waits for a person",
    SubmissionStatus.GRADER_FAULT: "grader fault",
}


def github_form(result: ClassResult, wishes: Wishes) -> Form:
    """``summary.md``."""
    sections = [_head(result), _submissions(result), _questions(result), *_details(result)]
    kept, size = [], 0
    for section in sections:
        size += len(section.encode("utf-8", "replace")) + 1
        if size > LIMIT:
            kept.append("The rest is left out, for GitHub shows no more; see what autograde grade wrote.\n")
            break
        kept.append(section)
    return Form({"summary.md": "\n".join(kept)})


def escaped(text: str, length: int = NAME) -> str:
    """``text`` on one line, so that Markdown shows it as it is."""
    line = printable(" ".join(text.split()))
    line = line if len(line) <= length else f"{line[: length - 1]}…"
    return "".join(f"&#{ord(char)};" if char in _PLAIN else char for char in line)


def _head(result: ClassResult) -> str:
    graded = [entry for entry in result.submissions if entry.status is not SubmissionStatus.GRADER_FAULT]
    count = len(result.submissions)
    parts = [f"{count} submission{'' if count == 1 else 's'}"]
    if graded:
        mean = sum(entry.score for entry in graded) / len(graded)
        parts.append(f"mean {mean:.1f} of {points_text(max(entry.max_score for entry in graded))}")
    waiting = sum(entry.status is SubmissionStatus.NEEDS_MANUAL for entry in result.submissions)
    faults = count - len(graded)
    parts += [f"{waiting} wait for a person"] * bool(waiting) + [f"{faults} with a grader fault"] * bool(faults)
    return f"## {escaped(result.assignment)}\n\n{', '.join(parts)}\n"


def _submissions(result: ClassResult) -> str:
    rows = (
        (
            escaped(entry.student) or "(no name)",
            points_text(entry.score),
            points_text(entry.max_score),
            _STATUS[entry.status],
            str(len(entry.findings) or ""),
        )
        for entry in result.submissions
    )
    return _table(("Student", "Points", "Of", "Status", "Findings"), rows, "lrrlr")


def _questions(result: ClassResult) -> str:
    found: dict[tuple[str, str], list[QuestionResult]] = {}
    for submission in result.submissions:
        for question in submission.questions:
            found.setdefault((question.notebook, question.grade_id), []).append(question)
    rows = (
        (
            escaped(_name(place, found)),
            points_text(round(sum(entry.points for entry in entries) / len(entries), 2)),
            points_text(max(entry.max_points for entry in entries)),
            str(sum(entry.status is Status.PASSED for entry in entries)),
            str(sum(entry.status is not Status.PASSED and entry.points > 0 for entry in entries)),
            str(sum(entry.status is Status.MANUAL for entry in entries)),
        )
        for place, entries in found.items()
    )
    return _table(("Question", "Mean", "Of", "Complete", "Partly there", "Wait"), rows, "lrrrrr")


def _details(result: ClassResult) -> Iterator[str]:
    """A folded table for each submission."""
    for submission in result.submissions:
        places = dict.fromkeys((question.notebook, question.grade_id) for question in submission.questions)
        rows = (
            (
                escaped(_name((question.notebook, question.grade_id), places)),
                f"{points_text(question.points)} of {points_text(question.max_points)}",
                state(question),
                "<br>".join(escaped(line, 600) for line in told(question, submission, result)[1:]),
            )
            for question in submission.questions
        )
        table = _table(("Question", "Points", "State", "What was seen"), rows, "lrll")
        summary = escaped(submission.student) or "(no name)"
        yield f"<details><summary>{summary}</summary>\n\n{table}\n</details>\n"


def _name(place: tuple[str, str], places: Iterable[tuple[str, str]]) -> str:
    """A question's name, with its notebook where there are several."""
    return place[1] if len({notebook for notebook, _ in places}) == 1 else "/".join(place)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], sides: str) -> str:
    ruler = ["---:" if side == "r" else "---" for side in sides]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, ruler, *rows))

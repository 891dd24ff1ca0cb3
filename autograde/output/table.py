"""The table in the terminal: a class at a glance, also without colour, without Unicode and at 80 columns.

Students choose their names, so every name is printed as text: no markup of ours, no control sequences of theirs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus

__all__ = ["class_table", "printable"]

BAR = 10
NARROW, TIGHT = 80, 60
"""On fewer columns the bar goes, then the status where all have the same, so that names and findings stay."""

# mark, mark where the terminal is ASCII only, style, word for the legend
_MARKS = {
    "passed": ("✓", "+", "green", "passed"),
    "partial": ("~", "~", "yellow", "partly"),
    "failed": ("✗", "-", "red", "failed"),
    "error": ("!", "!", "red", "raised"),
    "timeout": ("T", "T", "red", "time-out"),
    "crashed": ("C", "C", "red", "crashed"),
    "missing": ("·", ".", "dim", "empty"),
    "manual": ("?", "?", "cyan", "manual"),
}

_STATUS = {
    SubmissionStatus.GRADED: ("graded", ""),
    SubmissionStatus.NEEDS_MANUAL: ("manual", "cyan"),
    SubmissionStatus.GRADER_FAULT: ("FAULT", "bold red"),
}


def class_table(result: ClassResult, files: Iterable[Path] = (), *, console: Console | None = None) -> RenderableType:
    """The table with its footer: legend, mean, what waits for a person, where the files are.

    Args:
        result: what to show.
        files: what was written; each is named in the footer.
        console: where it will be printed; it decides between Unicode and ASCII.
    """
    ascii_only = console is not None and console.options.ascii_only
    width = NARROW if console is None else console.width
    bar = width >= NARROW
    status = width >= TIGHT or any(entry.status is not SubmissionStatus.GRADED for entry in result.submissions)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2 if width >= TIGHT else 1, 0, 0))
    table.add_column("student", overflow="fold", max_width=24)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("%", justify="right", no_wrap=True)
    if bar:
        table.add_column("", no_wrap=True)
    table.add_column("questions", overflow="fold", min_width=9)
    if status:
        table.add_column("status", no_wrap=True)
    table.add_column("findings", justify="right", no_wrap=True, min_width=8)
    for submission in result.submissions:
        student, score, percent, drawn, questions, state, findings = _row(submission, ascii_only)
        table.add_row(student, score, percent, *[drawn] * bar, questions, *[state] * status, findings)
    return Group(table, Text(""), *_footer(result, list(files), ascii_only))


def printable(text: str) -> str:
    """``text`` with everything replaced that moves a cursor, hides or re-orders what is shown."""
    return "".join("?" if _controls(character) else character for character in text)


def _controls(character: str) -> bool:
    joiner = character in "\u200c\u200d"  # part of emoji and of several scripts
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and not joiner


def _row(submission: SubmissionResult, ascii_only: bool) -> list[Text]:
    share = _share(submission)
    word, style = _STATUS[submission.status]
    filled = round(share * BAR)
    full, rest = ("#", "-") if ascii_only else ("█", "░")
    return [
        Text(printable(submission.student) or "(no name)"),
        Text(f"{submission.score:g}/{submission.max_score:g}"),
        Text(f"{100 * share:.0f}"),
        Text(full * filled + rest * (BAR - filled), style="blue"),
        Text.assemble(*(_mark(question, ascii_only) for question in submission.questions)),
        Text(word, style=style),
        Text(str(len(submission.findings) or "")),
    ]


def _share(submission: SubmissionResult) -> float:
    return min(max(submission.score / submission.max_score, 0.0), 1.0) if submission.max_score else 0.0


def _kind(question: QuestionResult) -> str:
    partial = question.status is Status.FAILED and question.points > 0
    return "partial" if partial else question.status.value


def _mark(question: QuestionResult, ascii_only: bool) -> tuple[str, str]:
    fancy, plain, style, _ = _MARKS[_kind(question)]
    return plain if ascii_only else fancy, style


def _footer(result: ClassResult, files: list[Path], ascii_only: bool) -> list[Text]:
    used = {_kind(question) for submission in result.submissions for question in submission.questions}
    legend = [
        (plain if ascii_only else fancy, word) for kind, (fancy, plain, _, word) in _MARKS.items() if kind in used
    ]
    lines = [Text("  ".join(f"{mark} {word}" for mark, word in legend), style="dim")] if legend else []
    count = len(result.submissions)
    graded = [entry for entry in result.submissions if entry.status is not SubmissionStatus.GRADER_FAULT]
    parts = [f"{count} submission{'' if count == 1 else 's'}"]
    if graded:
        mean = sum(entry.score for entry in graded) / len(graded)
        parts.append(f"mean {mean:.1f} of {max(entry.max_score for entry in graded):g}")
    manual = sum(entry.status is SubmissionStatus.NEEDS_MANUAL for entry in result.submissions)
    faults = count - len(graded)
    parts += [f"{manual} wait for a person"] * bool(manual) + [f"{faults} with a grader fault"] * bool(faults)
    lines.append(Text(", ".join(parts)))
    how = f"seed {result.seed}, device {result.device}, tests {result.tests}, sandbox {result.sandbox}"
    lines.append(Text(how, style="dim"))
    if files:
        where = printable(str(files[0].parent))
        lines.append(Text(f"results in {where}: {', '.join(file.name + '/' * file.is_dir() for file in files)}"))
    return lines

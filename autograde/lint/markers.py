"""Comments that look like nbgrader's markers and are none: what they are meant to hide would be released.

nbgrader looks for the exact words, and takes ``### BEGIN HIDDEN TEST`` for an ordinary comment.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from autograde.lint.rules import Complaint, Rule
from autograde.model import Cell, Role

__all__ = ["markers"]

_TRUE = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")
_LIKE = re.compile(r"\s*#+[\s:=-]*(begin|end)[\s:_-]+(.*?)[\s:=#-]*", re.IGNORECASE)
_WORDS = {"SOLUTION": "SOLUTION", "HIDDEN": "HIDDEN TESTS", "TESTS": "HIDDEN TESTS", "SCHEME": "MARK SCHEME"}
_LONGEST = 3
"""Words of a marker; a longer comment is a sentence."""


def markers(cell: Cell) -> Iterator[Complaint]:
    """Complaints about comments that are nearly markers, and about hidden tests in an answer cell."""
    answer = cell.role in (Role.SOLUTION, Role.MANUAL)
    released = None if answer or not cell.stub else set(cell.stub.splitlines())
    for number, line in enumerate(cell.source.splitlines(), 1):
        if answer and "BEGIN HIDDEN TESTS" in line:
            text = (
                "hidden tests in an answer cell never run, the student's text replaces it; write a test cell for them"
            )
            yield Complaint(Rule.MARKER, number, number, text)
        elif (meant := _meant(line)) and (released is None or line in released):
            text = f"{line.strip()!r} is no marker, students would see what follows; write `### {meant}`"
            yield Complaint(Rule.MARKER, number, number, text)


def _meant(line: str) -> str:
    """The marker that a comment is close to, empty where it is one, or is something else."""
    like = _LIKE.fullmatch(line)
    if like is None or _TRUE.search(line):
        return ""
    words = like[2].upper().replace("_", " ").split()
    if len(words) > _LONGEST:
        return ""
    for word in words:
        for near in difflib.get_close_matches(word, _WORDS, n=1, cutoff=0.8):
            return f"{like[1].upper()} {_WORDS[near]}"
    return ""

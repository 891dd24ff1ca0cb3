"""Whose file is it? What the names of files and folders say, as learning platforms and browsers write them.

Moodle writes ``Ada Lovelace_123_assignsubmission_file``, Canvas ``lovelaceada_123_456_ps01.ipynb``, Blackboard
``ps01_ada_attempt_2026-01-30-15-00-00_ps01.ipynb``, Gradescope ``submission_123``. Browsers add ``(1)`` or ``.txt``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from autograde.findings import printable

__all__ = ["Owner", "best_match", "is_notebook", "is_student_folder", "owner", "same", "stem", "student_name"]

_ENDING = re.compile(r"\.ipynb(?:\.txt|\.json)?$", re.IGNORECASE)
_COPY = re.compile(r"(?:[ _-]*\(\d+\)|-Copy\d+|-\d{1,2}|[ _-]copy)$", re.IGNORECASE)
_PLATFORMS = (
    re.compile(r"(?P<student>.+)_(?P<id>\d+)_assignsubmission_[a-z]+_?(?P<rest>.*)"),
    re.compile(r"(?P<student>.+?)(?i:_late)?_(?P<id>\d{3,})_\d{3,}_(?P<rest>.+)"),
    re.compile(r".+?_(?P<student>[^_]+)_attempt_(?P<id>[\d-]+)(?:_(?P<rest>.+))?"),
)


@dataclass(frozen=True)
class Owner:
    """What a name says."""

    student: str
    submission: str = ""
    """The platform's number of the student or the attempt, where it gives one; what shares it belongs together."""
    rest: str = ""
    """The file's own name without ending, where the platform put something in front of it."""


def owner(name: str, notebooks: Iterable[str] = ()) -> Owner:
    """Whose file or folder ``name`` (without ending) is.

    Args:
        name: the name; anything that follows no pattern is a student's name as it is.
        notebooks: the assignment's notebooks; ``ada_problem1`` is Ada's ``problem1``.
    """
    for pattern in _PLATFORMS:
        if match := pattern.fullmatch(name):
            groups = match.groupdict()
            return Owner(student_name(groups["student"]), groups["id"], groups["rest"] or "")
    for notebook in notebooks:
        wanted = re.escape(notebook)
        if match := re.fullmatch(rf"(?i:(?P<a>.+)[ _-]{wanted}|{wanted}[ _-](?P<b>.*[^\W\d].*))", name):
            return Owner(student_name(match["a"] or match["b"]), rest=notebook)
    return Owner(student_name(name))


def student_name(name: str) -> str:
    """A student's name as it may be shown: spaces, umlauts and emoji kept, control characters as ``?``."""
    return printable(unicodedata.normalize("NFC", name)).strip() or "unnamed"


def is_notebook(name: str) -> bool:
    """Whether a file's name ends like a notebook's; some browsers add ``.txt`` or ``.json``."""
    return _ENDING.search(name) is not None


def stem(name: str) -> str:
    """A notebook's name without its ending."""
    return _ENDING.sub("", name)


def is_student_folder(name: str) -> bool:
    """Whether a platform names one student's folder like this."""
    return re.fullmatch(r"submission_\d+", name) is not None or _PLATFORMS[0].fullmatch(name) is not None


def same(one: str, other: str) -> bool:
    """Whether two names are one to a person: case and the spelling of umlauts aside."""
    return unicodedata.normalize("NFC", one).casefold() == unicodedata.normalize("NFC", other).casefold()


def best_match(wanted: str, name: str) -> int | None:
    """How well a file's name fits: 0 exactly, 1 but for case or ending, 2 a browser's copy, None not at all."""
    if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", f"{wanted}.ipynb"):
        return 0
    if same(stem(name), wanted):
        return 1
    return 2 if same(_COPY.sub("", stem(name)), wanted) else None

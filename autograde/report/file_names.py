"""A file name for each student's page, whatever the student is called.

Only ASCII letters, digits, ``-`` and ``_`` are used, so that the name works on every system, in every link and in every
mail. A name that had to be bent gets a few digits of its check sum, so that ``Jürgen`` and ``Jurgen`` stay two.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

__all__ = ["page_names"]

LENGTH = 48
_RESERVED = re.compile("(?i:con|prn|aux|nul|com[0-9]|lpt[0-9]|index|overview)")


def page_names(students: Sequence[str]) -> list[str]:
    """One file name for each student, in order; no two are the same, not even but for case."""
    taken: set[str] = set()
    names: list[str] = []
    for student in students:
        stem, number = _stem(student), 2
        name = stem
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        names.append(f"{name}.html")
    return names


def _stem(student: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", student[:1000]).encode("ascii", "ignore").decode()
    stem = re.sub("[^A-Za-z0-9_]+", "-", ascii_only).strip("-_")[:LENGTH].strip("-_")
    if stem and stem == student and not _RESERVED.fullmatch(stem):
        return stem
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{stem or 'student'}-{digest}"

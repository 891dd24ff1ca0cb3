"""What a page needs to know of the assignment: titles for people, and which answer belongs to which test."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from autograde.matching import key
from autograde.model import Assignment, Notebook, Role
from autograde.ownership import owners
from autograde.report.advice import Advice

__all__ = ["Outline", "Topic", "outline"]

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_REMARK = re.compile(r"\s*\([^()]*\)$")
_MARKS = re.compile(r"[*`$]|(?<!\w)_|_(?!\w)")


@dataclass(frozen=True)
class Topic:
    """One question of the assignment."""

    title: str
    answers: tuple[str, ...]
    """Keys of the answer cells that its test is about."""


@dataclass(frozen=True)
class Outline:
    """The assignment as people see it."""

    title: str
    topics: Mapping[tuple[str, str], Topic]
    """By notebook and grade_id, in order."""
    cells: frozenset[tuple[str, str]]
    """Notebook and key of each cell of the source."""


def outline(assignment: Assignment, advice: Advice) -> Outline:
    """The outline, from the source's text alone."""
    topics: dict[tuple[str, str], Topic] = {}
    cells: set[tuple[str, str]] = set()
    title = ""
    for notebook in assignment.notebooks:
        keys = {position: key(notebook, position) for position in range(len(notebook.cells))}
        cells |= {(notebook.name, name) for name in keys.values()}
        found = owners(notebook, keys)
        heading = ""
        for position, cell in enumerate(notebook.cells):
            if cell.kind == "markdown" and cell.role is not Role.MANUAL:
                heading = _first_heading(cell.source) or heading
                title = title or heading
            if cell.graded:
                answers = found[cell.grade_id].answers if cell.role is Role.TEST else (keys[position],)
                name = advice.of(cell.grade_id).title or heading or cell.grade_id
                topics[notebook.name, cell.grade_id] = Topic(name, _in_order(answers, notebook, keys))
    return Outline(title or assignment.name, topics, frozenset(cells))


def _in_order(answers: tuple[str, ...], notebook: Notebook, keys: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(keys[position] for position in range(len(notebook.cells)) if keys[position] in answers)


def _first_heading(text: str) -> str:
    """The first heading without marks and without a remark in brackets at its end: ``1 Norms``."""
    match = _HEADING.search(text)
    return _MARKS.sub("", _REMARK.sub("", match.group(1))).strip() if match else ""

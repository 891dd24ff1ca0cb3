"""What ``release`` refuses: tests that isolation cannot express, tests that pass without a right answer, loose names.

Read from the source's text alone, so it is fast and nothing runs. It is a help for authors, no proof: whatever it
does not see, the reference run may (:mod:`autograde.reference`). A line that is meant as it is says so::

    assert (a == b).all()  # autograde: allow empty
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from autograde.lint.crossing import crossing
from autograde.lint.flow import scopes
from autograde.lint.markers import markers
from autograde.lint.naming import leaks, overwrites, seeds, unimported
from autograde.lint.properties import properties
from autograde.lint.reading import TestCell, surroundings, test_cell
from autograde.lint.rules import Complaint, Rule, allowed, unknown_rules
from autograde.lint.vacuous import ending, vacuous
from autograde.matching import key
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.ownership import cell_names, owners, python_text
from autograde.stub import TEXT_STUB

__all__ = ["Rule", "lint"]

_MEASURING = re.compile(r"%+(?:time|timeit|prun)\b")


def lint(assignment: Assignment) -> list[str]:
    """One line for each place that must be changed before the assignment is released.

    ``<file>: cell '<grade_id>' line N: what is wrong; what to write instead [rule]``
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's own about the cells' text, such as assert of a tuple
        return [line for notebook in assignment.notebooks for line in _notebook(notebook)]


def _notebook(notebook: Notebook) -> Iterator[str]:
    keys = {position: key(notebook, position) for position in range(len(notebook.cells))}
    owned, around = owners(notebook, keys), surroundings(notebook)
    names = {index: cell_names(cell.source) for index, cell in enumerate(notebook.cells) if cell.kind == "code"}
    for position, cell in enumerate(notebook.cells):
        if cell.kind != "code" and not _marked_as_test(cell):
            continue
        broken = list(_syntax(cell))
        found = [*markers(cell), *broken]
        if cell.role is Role.TEST and not broken:
            test = test_cell(cell, owned[cell.grade_id], around)
            found += [*_test(test), *leaks(notebook, names, position, test), *unknown_rules(cell.source.splitlines())]
        place = f"{notebook.file or notebook.name}: cell {cell.grade_id or position + 1!r}"
        lines = cell.source.splitlines()
        for complaint in sorted(set(found), key=lambda c: (c.line, c.rule, c.text)):
            if not allowed(complaint, lines):
                yield f"{place} line {complaint.line}: {complaint.text} [{complaint.rule}]"


def _test(test: TestCell) -> Iterator[Complaint]:
    missing = list(unimported(test))
    if missing:
        yield from missing  # the other rules would take score() for the student's
        return
    for flow in scopes(test):
        yield from crossing(flow)
        yield from vacuous(flow)
        yield from ending(test, flow)
    yield from properties(test)
    yield from overwrites(test)
    yield from seeds(test)


def _marked_as_test(cell: Cell) -> bool:
    """Whether a text cell has points but is no answer: students then get no place to write one."""
    return cell.role is Role.MANUAL and cell.kind != "code" and bool(cell.stub) and TEXT_STUB not in cell.stub


def _syntax(cell: Cell) -> Iterator[Complaint]:
    """The cell's text has to be Python, and what students see of a test or set-up cell as well."""
    if cell.kind != "code":
        text = f"a test is no {cell.kind} cell; change its type to code, or mark it as a manually graded answer"
        yield Complaint(Rule.SYNTAX, 1, 1, text)
        return
    broken = _broken(cell.source)
    if broken is not None:
        yield Complaint(Rule.SYNTAX, broken[0], broken[0], f"is no Python ({broken[1]}); correct it")
    elif cell.role is Role.TEST and (number := _magic(cell.source)):
        text = "a magic does not run in a test, which has no IPython around it; put it into a set-up cell"
        yield Complaint(Rule.SYNTAX, number, number, text)
    elif cell.role in (Role.TEST, Role.SETUP) and cell.stub and (broken := _broken(cell.stub)) is not None:
        text = f"without its hidden tests the cell is no Python ({broken[1]}); let it begin with a whole statement"
        yield Complaint(Rule.SYNTAX, broken[0], broken[0], text)


def _magic(source: str) -> int:
    """The first line with a magic or a shell command, 0 where there is none; those that measure time have a rule."""
    if python_text(source) == source:
        return 0
    starts = [line.lstrip() for line in source.splitlines()]
    found = (n for n, line in enumerate(starts, 1) if line[:1] in ("%", "!", "?") and not _MEASURING.match(line))
    return next(found, 0)


def _broken(source: str) -> tuple[int, str] | None:
    try:
        compile(python_text(source), "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return max(1, error.lineno or 1), str(error.msg)
    except (ValueError, RecursionError, MemoryError) as error:
        return 1, str(error) or type(error).__name__
    return None

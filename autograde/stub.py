"""What a release shows in place of a source cell: without its solution, its hidden tests and its mark scheme.

nbgrader makes the release (ClearSolutions, ClearHiddenTests, ClearMarkScheme); the same text is needed here, without
the price of importing it, to tell an answer from an empty cell and an edited test from the released one. What nbgrader
accepts silently though it cannot be meant (an END without a BEGIN) is an error here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from autograde.errors import SourceError

__all__ = ["CODE_STUB", "TEXT_STUB", "released_text"]

CODE_STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
TEXT_STUB = "YOUR ANSWER HERE"

_AUTOTEST = re.compile(r"^\s*#+\s*(?:HASHED\s+)?AUTOTEST\b", re.MULTILINE)


def released_text(
    source: str, *, kind: str, solution: bool, graded: bool, task: bool, file: str = "", grade_id: str = ""
) -> str:
    """The cell as students get it.

    Args:
        source: the instructor's text.
        kind: ``code``, ``markdown`` or ``raw``.
        solution, graded, task: nbgrader's flags; markers in a cell without the flag are a mistake.
        file, grade_id: for messages.

    Raises:
        SourceError: unbalanced, nested or misplaced markers, or a test that nbgrader has yet to write.
    """

    def wrong(message: str) -> SourceError:
        where = "" if grade_id else f" (the cell that begins {source.strip()[:40]!r})"
        return SourceError(message + where, file=file, grade_id=grade_id)

    if kind == "code" and (directive := _AUTOTEST.search(source)):
        name = " ".join(directive.group().split())
        raise wrong(
            f"{name!r} is no test yet; `nbgrader generate_assignment` must instantiate it first, use its result"
        )
    stub = CODE_STUB if kind == "code" else TEXT_STUB
    text, cleared = _without(source, "SOLUTION", stub, wrong)
    if cleared and not solution:
        raise wrong("BEGIN SOLUTION in a cell that is no solution; mark the cell as a solution or remove the marker")
    if solution and not cleared:
        text = stub
    text, cleared = _without(text, "HIDDEN TESTS", None, wrong)
    if cleared and not graded:
        raise wrong("BEGIN HIDDEN TESTS in a cell without points; mark the cell as tests or remove the marker")
    text, cleared = _without(text, "MARK SCHEME", None, wrong)
    if cleared and not task:
        raise wrong("BEGIN MARK SCHEME in a cell that is no task; mark the cell as a task or remove the marker")
    return text


def _without(text: str, region: str, stub: str | None, wrong: Callable[[str], SourceError]) -> tuple[str, bool]:
    """``text`` with every region cut out, ``stub`` in its place; and whether there was one."""
    begin, end = f"BEGIN {region}", f"END {region}"
    kept: list[str] = []
    inside = cleared = False
    for line in text.split("\n"):
        if begin in line:
            if inside:
                raise wrong(f"{begin} inside of {begin}; write {end} before it")
            inside = cleared = True
            if stub is not None:
                indent = line[: len(line) - len(line.lstrip())]
                kept.extend(indent + stub_line for stub_line in stub.split("\n"))
        elif end in line:
            if not inside:
                raise wrong(f"{end} without {begin}; write {begin} before it or remove it")
            inside = False
        elif not inside:
            kept.append(line)
    if inside:
        raise wrong(f"{begin} without {end}; write {end} behind it")
    return "\n".join(kept), cleared

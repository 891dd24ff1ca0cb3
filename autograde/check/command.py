"""What ``autograde check`` does: find, compare, run, judge, show."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograde.check import advice
from autograde.check.checksum import own_notebook
from autograde.check.history import numbering, read_history
from autograde.check.judge import Judge
from autograde.check.locate import find_notebook, find_released, is_source, read
from autograde.check.report import Advice, Report
from autograde.check.session import RunCell, run_cells
from autograde.errors import UsageError
from autograde.matching import Match, key, unused
from autograde.model import Notebook, Role
from autograde.reader import RawNotebook
from autograde.rebuild import Action, rebuild

__all__ = ["Request", "check", "run"]


@dataclass(frozen=True)
class Request:
    """The command line's arguments as they were given."""

    path: Path | None = None
    released: Path | None = None
    timeout: float | None = None
    """Seconds for one cell; None for what the assignment allows."""


def run(request: Request) -> int:
    """Check as asked, print the report, and return the exit code.

    Raises:
        AutogradeError: there is nothing that could be checked.
    """
    from autograde.check.show import show

    report = check(request)
    show(report)
    return 0 if report.clean else 1


def check(request: Request) -> Report:
    """The report about one notebook.

    Raises:
        AutogradeError: there is nothing that could be checked.
    """
    path = find_notebook(request.path)
    data, raw = read(path)
    released = find_released(path, raw, request.released)
    source = is_source(cell.source for cell in raw.cells)
    notebook = released.notebook if released and not source else own_notebook(raw, path.stem)
    if not any(cell.role in (Role.TEST, Role.MANUAL) for cell in notebook.cells):
        raise UsageError(f"{path}: holds no exercises (no cell of nbgrader's); is this the assignment's notebook?")
    rebuilt = rebuild(notebook, data)
    cells = [
        RunCell(
            step.key,
            step.source,
            step.action is Action.TEST,
            given=not step.student and step.cell is not None and step.cell.locked,
        )
        for step in rebuilt.steps
        if step.action in (Action.RUN, Action.TEST) and step.source.strip()
    ]
    timeout = request.timeout or max(notebook.limits.cell_s, notebook.limits.question_s)
    with _progress(len(cells)) as advance:
        records = run_cells(cells, path.resolve().parent, timeout, advance)
    records |= {step.key: {"status": "ok", "failure": None} for step in rebuilt.steps if step.key not in records}
    history, number = read_history(data, raw), numbering(raw)
    judge = Judge(
        notebook,
        rebuilt.steps,
        records,
        _numbers(notebook, raw, number),
        {number[index]: raw.cells[index].source for index in number},
        frozenset(number[index] for index in history.worked if index in number),
        timeout,
    )
    exercises = judge.exercises()
    advices = judge.advice(exercises) + advice.from_findings(rebuilt.findings)
    if not released and not source:
        advices += advice.from_own_cells(raw, notebook)
    parent = path.resolve().parent.name
    advices += advice.from_file(path, released.notebook.name if released else _likely_name(path.name, parent))
    advices += advice.from_history(history, number)
    if source:
        advices.append(Advice("This is the instructor's source: its hidden tests ran as well.", serious=False))
    against = released.origin if released and not source else ""
    return Report(path.name, exercises, tuple(advices), judge.manual(), against)


def _likely_name(name: str, folder: str) -> str:
    """What the notebook should be called: its folder's name if it looks like a copy of that, else its own."""
    from autograde.names import best_match

    return folder if best_match(folder, name) is not None else name.removesuffix(".ipynb")


def _numbers(notebook: Notebook, raw: RawNotebook, number: dict[int, int]) -> dict[str, int]:
    """The number of each step's cell in the student's notebook; the keys are those of :func:`rebuild`."""
    match = Match(notebook, raw.cells)
    taken = {cell.grade_id for cell in notebook.cells}
    found = {key(notebook, place): number[index] for place, index in match.chosen.items() if index in number}
    added = [index for place in range(-1, len(notebook.cells)) for index in match.added.get(place, ())]
    return found | {unused(f"added-{count}", taken): number[index] for count, index in enumerate(added, start=1)}


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A line on stderr while there is a person to see it."""
    if not sys.stderr.isatty():
        yield lambda behind: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting Python") as status:
        yield lambda behind: status.update(f"running cell {behind + 1} of {total}")

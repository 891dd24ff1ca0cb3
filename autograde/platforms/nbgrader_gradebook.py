"""nbgrader's own gradebook: automatic scores go in, so that manual grading goes on in its formgrader.

What a person entered there (scores, extra credit, comments) is never touched. The cells of an assignment are entered by
nbgrader's own preprocessors, from the source, where the gradebook does not have them yet.

Besides :mod:`autograde.release` this is the only module that imports nbgrader, and it does so inside functions.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.errors import SourceError, UsageError
from autograde.findings import listing, one_line
from autograde.platforms.countable import countable
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult

__all__ = ["Entered", "enter", "file_url"]

Place = tuple[str, str]
"""Notebook and cell."""


@dataclass(frozen=True)
class Entered:
    """What became of it."""

    database: str
    """Its URL, without the password."""
    submissions: int
    notes: tuple[str, ...]


def file_url(path: Path) -> str:
    """The URL of an SQLite file."""
    return f"sqlite:///{path}"


def enter(result: ClassResult, database: str, source: Path | None = None) -> Entered:
    """Write the automatic scores of a class into a gradebook, which is made if there is none.

    Args:
        database: URL as SQLAlchemy has it.
        source: the assignment's folder in solutions/; needed where the gradebook does not know the assignment.

    Raises:
        UsageError: no such database, no gradebook, or one whose cells are not those of the results.
        SourceError: nbgrader cannot read the source.
    """
    submissions, notes = countable(result)
    spoilt = [entry.student for entry in submissions if not _encodable(entry.student)]
    if spoilt:
        notes.append(f"left out, for the name is no valid text: {listing(spoilt)}")
        submissions = [entry for entry in submissions if _encodable(entry.student)]
    asked = _asked(submissions)
    if source is not None:
        _belongs(source, asked)
    with _opened(database, new=source is not None) as (gradebook, shown):
        from nbgrader.api import MissingEntry

        try:
            gradebook.find_assignment(result.assignment)
        except MissingEntry:
            if source is None:
                raise UsageError(f"{shown}: does not know {result.assignment}; name its source with --source") from None
            gradebook.add_assignment(result.assignment)
        if source is not None:
            _add_cells(source, result.assignment, database)
            gradebook.db.expire_all()
        _compare(gradebook.find_assignment(result.assignment), asked, shown)
        kept = sum(_enter_one(gradebook, result.assignment, entry) for entry in submissions)
    if kept:
        notes.append(
            f"{kept} score{'' if kept == 1 else 's'} that a person entered count on; see them in the formgrader"
        )
    return Entered(shown, len(submissions), tuple(notes))


def _encodable(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _asked(submissions: list[SubmissionResult]) -> dict[Place, float]:
    """Every question with its points."""
    return {(q.notebook, q.grade_id): q.max_points for entry in submissions for q in entry.questions}


def _belongs(source: Path, asked: Mapping[Place, float]) -> None:
    """Refuse the source of another assignment before anything of it is written."""
    from autograde.source import load_assignment

    if not source.is_dir():
        raise UsageError(f"no folder {source}; --source names the assignment's folder in solutions/")
    loaded = load_assignment(source)
    there = {(book.name, cell.grade_id): cell.points for book in loaded.notebooks for cell in book.cells if cell.graded}
    _same_points(there, asked, str(source))


def _same_points(there: Mapping[Place, float], asked: Mapping[Place, float], where: str) -> None:
    for (notebook, grade_id), points in asked.items():
        if (notebook, grade_id) not in there:
            raise UsageError(f"{where}: has no graded cell {grade_id!r} in {notebook!r}; grade with the same source")
        if abs(there[notebook, grade_id] - points) > 1e-6:
            raise UsageError(
                f"{where}: {grade_id!r} has {there[notebook, grade_id]:g} points, the results {points:g}; grade again"
            )


def _compare(assignment: Any, asked: Mapping[Place, float], shown: str) -> None:
    there = {
        (notebook.name, cell.name): float(cell.max_score)
        for notebook in assignment.notebooks
        for cell in (*notebook.grade_cells, *notebook.task_cells)
    }
    _same_points(there, asked, shown)


def _enter_one(gradebook: Any, assignment: str, submission: SubmissionResult) -> int:
    """Write one student's scores; returns how many of a person's stand beside them."""
    gradebook.update_or_create_student(submission.student)
    entry = gradebook.update_or_create_submission(assignment, submission.student)
    grades = {(notebook.notebook.name, grade.name): grade for notebook in entry.notebooks for grade in notebook.grades}
    kept = 0
    for question in submission.questions:
        grade = grades.get((question.notebook, question.grade_id))
        if grade is None:
            raise UsageError(
                f"the gradebook holds an older submission of {one_line(submission.student)!r} without "
                f"{question.grade_id!r}; remove it with nbgrader db"
            )
        kept += grade.manual_score is not None
        _score(grade, question)
    gradebook.db.commit()
    return kept


def _score(grade: Any, question: QuestionResult) -> None:
    """Set the automatic score; a person looks again where theirs stands beside one that changed."""
    score = None if question.status is Status.MANUAL else float(question.points)
    if grade.manual_score is None:
        grade.needs_manual_grade = score is None
    elif grade.auto_score != score:
        grade.needs_manual_grade = True
    grade.auto_score = score


@contextlib.contextmanager
def _opened(database: str, *, new: bool) -> Iterator[tuple[Any, str]]:
    """The gradebook, and its URL as it may be shown; what the database complains about becomes one line."""
    path = os.environ.get("PATH", os.defpath)
    quiet = logging.getLogger("tornado.application")  # where nbgrader logs each failed commit with a traceback
    was = quiet.disabled
    shown = "--database"
    gradebook = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about nbgrader's own innards; nobody here could act on one
            from nbgrader.api import Gradebook, InvalidEntry
            from sqlalchemy.engine import make_url
            from sqlalchemy.exc import SQLAlchemyError

            quiet.disabled = True
            # For a new gradebook nbgrader calls the program alembic, which lies beside our Python.
            os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{path}"
            try:
                url = make_url(database)
                shown = url.render_as_string(hide_password=True)
                _look(url, shown, new=new)
                gradebook = Gradebook(database)
                yield gradebook, shown
            except SQLAlchemyError as error:
                reason = str(getattr(error, "orig", None) or error)
                raise UsageError(f"{shown}: {one_line(reason)}; --database is a URL as SQLAlchemy has it") from None
            except InvalidEntry as error:
                raise UsageError(f"{shown}: refused an entry: {one_line(str(error))}") from None
            except ModuleNotFoundError as error:
                raise UsageError(f"{shown}: needs the package {error.name}, which is not installed") from None
    finally:
        quiet.disabled = was
        os.environ["PATH"] = path
        if gradebook is not None:
            gradebook.close()


def _look(url: Any, shown: str, *, new: bool) -> None:
    """Refuse a database of something else, in which nbgrader would make its tables; make none that stays empty."""
    from sqlalchemy import create_engine, inspect

    file = url.database if url.get_backend_name() == "sqlite" else None
    if file and file != ":memory:" and not Path(file).exists():
        if not new:
            raise UsageError(f"{shown}: no such file; to make a gradebook, name the assignment's source with --source")
        return
    engine = create_engine(url)
    try:
        tables = set(inspect(engine).get_table_names())
    finally:
        engine.dispose()
    if tables and not {"assignment", "submitted_assignment", "grade"} <= tables:
        raise UsageError(f"{shown}: is a database, but no gradebook of nbgrader; name another")


def _add_cells(source: Path, assignment: str, database: str) -> None:
    """Enter the source's cells as ``nbgrader generate_assignment`` does, without releasing anything."""
    from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, read
    from nbgrader.preprocessors import CheckCellMetadata, ClearSolutions, ComputeChecksums, LockCells, SaveCells

    log = logging.Logger("autograde.nbgrader", logging.CRITICAL)
    log.addHandler(logging.NullHandler())
    for path in sorted(source.glob("*.ipynb")):
        if path.name.startswith("."):
            continue
        resources = {"nbgrader": {"notebook": path.stem, "assignment": assignment, "db_url": database}}
        try:
            notebook = read(str(path), as_version=4)
            for step in (LockCells, ClearSolutions, CheckCellMetadata, ComputeChecksums, SaveCells):
                notebook, resources = step(log=log).preprocess(notebook, resources)
        except SchemaTooOldError:
            raise SourceError("has metadata of an older nbgrader; run nbgrader update on it", file=str(path)) from None
        except SchemaTooNewError:
            raise SourceError("has metadata of a newer nbgrader than is installed", file=str(path)) from None
        except RuntimeError as error:
            raise SourceError(f"nbgrader cannot enter it: {one_line(str(error))}", file=str(path)) from None

"""What ``autograde report`` does: read ``results.json``, make another form of it, put that in place.

A file that stands there and says something else is kept, unless ``--replace`` says otherwise: somebody may have entered
points in it. All texts are made before the first is written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograde.errors import UsageError
from autograde.findings import printable
from autograde.output import read_results
from autograde.output.atomic import reason, write_atomic
from autograde.platforms import FORMS, Form, Wishes
from autograde.result import ClassResult

__all__ = ["Format", "Request", "run"]

Format = Literal["gradescope", "canvas", "moodle", "github", "nbgrader"]
SUMMARY = "GITHUB_STEP_SUMMARY"
GRADEBOOK = "gradebook.db"


@dataclass(frozen=True)
class Request:
    """The command line's arguments as they were given."""

    folder: Path
    format: Format
    out: Path | None = None
    roster: Path | None = None
    column: str | None = None
    replace: bool = False
    database: str | None = None
    source: Path | None = None


def run(request: Request) -> int:
    """Write the form and return the exit code.

    Raises:
        UsageError: options that do not go together, results or roster that cannot be read, a file that cannot or
            should not be written.
    """
    _check(request)
    if not request.folder.is_dir():
        raise UsageError(f"{request.folder}: no such folder; give the one that autograde grade --out wrote")
    result = read_results(request.folder)
    if request.format == "nbgrader":
        return _enter(result, request)
    wishes = Wishes(_read(request.roster), request.roster or Path(), request.column or "")
    form = FORMS[request.format](result, wishes)
    _tell(form.notes)
    if request.format == "github" and request.out is None:
        _publish(form)
        return 0
    paths = _write(form, request)
    where = paths[0] if len(paths) == 1 else f"{len(paths)} files in {_target(request)}"
    print(f"{request.format}: {where}" if paths else f"{request.format}: no submission, so nothing was written")
    return 0


def _check(request: Request) -> None:
    tables, gradebook = request.format in ("canvas", "moodle"), request.format == "nbgrader"
    for name, value in (("--roster", request.roster), ("--column", request.column)):
        if value is not None and not tables:
            raise UsageError(f"{name} goes with --format canvas or moodle")
    for name, value in (("--database", request.database), ("--source", request.source)):
        if value is not None and not gradebook:
            raise UsageError(f"{name} goes with --format nbgrader")
    if gradebook and (request.out is not None or request.replace):
        raise UsageError("--out and --replace do not go with --format nbgrader; name the gradebook with --database")


def _tell(notes: Iterable[str]) -> None:
    for note in notes:
        print(f"autograde: {printable(note)}", file=sys.stderr)


def _enter(result: ClassResult, request: Request) -> int:
    from autograde.platforms.nbgrader_gradebook import enter, file_url

    entered = enter(result, request.database or file_url(request.folder / GRADEBOOK), request.source)
    _tell(entered.notes)
    count = f"{entered.submissions} submission{'' if entered.submissions == 1 else 's'}"
    print(f"nbgrader: {count} in {entered.database}")
    return 0


def _read(roster: Path | None) -> bytes | None:
    if roster is None:
        return None
    try:
        return roster.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {roster}: {reason(error)}; --roster names a file that was exported") from None


def _publish(form: Form) -> None:
    """Append to the job's summary, where GitHub runs us; else show it."""
    (text,) = form.files.values()
    summary = os.environ.get(SUMMARY)
    if not summary:
        print(text, end="")
        return
    try:
        with open(summary, "a", encoding="utf-8", errors="replace") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise UsageError(f"cannot write {summary}: {reason(error)}; ${SUMMARY} names the job's summary") from None
    print(f"github: appended to {summary}")


def _target(request: Request) -> Path:
    """The folder of a form of several files."""
    return request.out or request.folder / request.format


def _write(form: Form, request: Request) -> list[Path]:
    """Put every file in place, or none where one would replace something else."""
    if request.format == "gradescope":
        texts = {_target(request) / name: text for name, text in form.files.items()}
    else:
        texts = {request.out or request.folder / name: text for name, text in form.files.items()}
    data = {path: text.encode("utf-8", "replace") for path, text in texts.items()}
    if not request.replace:
        for path, content in data.items():
            _keep(path, content)
    for path, content in data.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, content)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {reason(error)}; files that stand there are kept") from None
    return list(data)


def _keep(path: Path, content: bytes) -> None:
    """Refuse to replace what is not the same."""
    try:
        same = path.read_bytes() == content
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"cannot write {path}: {reason(error)}; name another --out") from None
    if not same:
        raise UsageError(f"{path}: is there and says something else; name another --out, or add --replace")

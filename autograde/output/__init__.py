"""What a graded class is written to: ``results.json``, ``grades.csv`` and ``junit.xml`` in one folder.

Each format is a pure function from a result to text in a module of its own; this one puts the files in place.
A file is replaced as a whole or not at all, so that a full disk never costs the grades of an earlier run.
"""

from __future__ import annotations

from pathlib import Path

from autograde.errors import UsageError
from autograde.output.atomic import reason, write_atomic
from autograde.output.csv_file import csv_text
from autograde.output.json_file import json_text, read_results
from autograde.output.junit import junit_text
from autograde.result import ClassResult

__all__ = ["FILES", "read_results", "write_results"]

FILES = {"results.json": json_text, "grades.csv": csv_text, "junit.xml": junit_text}
"""Name of each file and what makes its text; results.json first, for the others can be made from it."""


def write_results(result: ClassResult, out: Path) -> tuple[Path, ...]:
    """Write every format into the folder ``out``, which is created; returns the files.

    Raises:
        UsageError: a file cannot be written; the line names it and says what was kept.
        GraderFault: the result holds a number that is not finite.
    """
    texts = {name: make(result) for name, make in FILES.items()}
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {out}: {reason(error)}; nothing was written") from None
    written: list[Path] = []
    for name, text in texts.items():
        path = out / name
        try:
            write_atomic(path, text.encode("utf-8", "replace"))
        except OSError as error:
            done = ", ".join(file.name for file in written)
            kept = f"written: {done}" if done else "nothing was written"
            older = f", {name} of an earlier run is unchanged" if path.exists() else ""
            raise UsageError(f"cannot write {path}: {reason(error)}; {kept}{older}") from None
        written.append(path)
    return tuple(written)

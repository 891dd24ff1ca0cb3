"""Folders and archives of a class, for the tests of collecting, and what was found in them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from autograde.collection import Collected, Submission
from autograde.findings import Kind
from autograde.model import Assignment, Notebook

__all__ = ["PS", "TWO", "Files", "found", "kinds", "only", "write", "zipped"]

PS = Assignment("ps01", (Notebook("ps01", ()),), {"data.csv": b"1", "img/a.png": b"2"})
TWO = Assignment("ps1", (Notebook("problem1", ()), Notebook("problem2", ())))

Files = dict[str, bytes]


def write(root: Path, files: Files) -> Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(data)
    return root


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def found(collected: Collected) -> dict[str, dict[str, bytes]]:
    assert list(collected.submissions) == sorted(collected.submissions, key=lambda s: s.student)
    return {submission.student: dict(submission.notebooks) for submission in collected.submissions}


def kinds(submission: Submission) -> list[str]:
    for one in submission.findings:
        assert one.kind in set(Kind)
        assert one.detail and len(one.detail) <= 200 and "\n" not in one.detail
    return [one.kind for one in submission.findings]


def only(collected: Collected) -> Submission:
    (submission,) = collected.submissions
    return submission

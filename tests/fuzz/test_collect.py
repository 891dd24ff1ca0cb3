"""Whatever lies in a folder or an archive: what can be read is, lines say what was not, nothing from outside."""

from __future__ import annotations

import io
import struct
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example
from hypothesis import strategies as st

from autograde.collection import Collected, collect
from autograde.errors import UsageError
from autograde.findings import DETAIL_LENGTH, Kind
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.tree import MAX_ENTRIES, Budget, zip_node
from tests.fuzz.folders import OUTSIDE, PAYLOADS, archives, build, pack_zip, trees
from tests.fuzz.profile import fuzz
from tests.fuzz.texts import line_of, pick

CELL = Cell(Role.SOLUTION, "code", "x = 0", "f")
ONE = Assignment("ps01", (Notebook("ps01", (CELL,)),), {"data/x.txt": b""})
TWO = Assignment("ps01", (Notebook("ps01", (CELL,)), Notebook("ada", (CELL,))))


def listed(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*"))


def gather(paths: list[Path], assignment: Assignment) -> Collected | None:
    """What was collected, with what holds for every class; None where there is no submission."""
    try:
        made = collect(paths, assignment)
    except UsageError as error:
        assert line_of(str(error), 4000)
        return None
    assert all(line_of(line, 400) for line in made.problems)
    names = [submission.student for submission in made.submissions]
    assert names == sorted(names) and len(set(names)) == len(names) and made.submissions
    for submission in made.submissions:
        assert line_of(submission.student, 100_000) and submission.student.strip()
        assert set(submission.notebooks) <= {notebook.name for notebook in assignment.notebooks}
        for finding in submission.findings:
            assert finding.kind in list(Kind) and line_of(finding.detail, DETAIL_LENGTH)
    return made


@fuzz(100, trees, pick((ONE, TWO)), st.integers(0, 2))
@example({"ada": {"ps01": {"ps01.ipynb": PAYLOADS[0]}}}, ONE, 0)
@example({"a\nb": b""}, ONE, 1)
def test_folders(tree: dict[str, Any], assignment: Assignment, given: int) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        outside = Path(name, "secret.ipynb")
        outside.write_bytes(OUTSIDE)
        root = Path(name, "class")
        build(tree, root, outside)
        before = listed(Path(name))
        # a link that is given alone is meant and followed
        paths = [path for path in sorted(root.iterdir()) if not path.is_symlink()][: 3 * given]
        made = gather(paths or [root], assignment)
        assert listed(Path(name)) == before
    for submission in made.submissions if made else ():
        for data in submission.notebooks.values():
            assert data != OUTSIDE and (data in PAYLOADS or data == b"locked" or data.startswith(b"PK"))


def broken_lzma() -> bytes:
    """An entry whose packed bytes are no LZMA."""
    data = bytearray(pack_zip({"a": b"", "b": b"", "c": b"", "ps01.ipynb": b"x" * 50}))
    at = data.index(b"ps01.ipynb") + len("ps01.ipynb")
    data[at + 4 : at + 9] = b"\xff" * 5
    return bytes(data)


@fuzz(150, archives())
@example(broken_lzma())
def test_archives(data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        path = Path(name, "Ada.zip")
        path.write_bytes(data)
        gather([path], ONE)
        gather([path], TWO)
        assert listed(Path(name)) == [str(path)]


def test_a_packing_that_takes_what_memory_it_wants_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ada.zip"
    path.write_bytes(broken_lzma())
    made = gather([path], ONE)
    assert made is not None and not made.submissions[0].notebooks
    assert "packed in an unusual way" in made.problems[0]


def lying_zip(count: int, size: int) -> bytes:
    """``count`` archives in an archive, each of which claims to unpack to ``size`` bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.zip", b"x")
    data = made.getvalue()
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data = data[: at + 20] + struct.pack("<II", size, size) + data[at + 28 :]
    return data


def test_one_student_cannot_use_up_what_may_be_read_of_the_others(tmp_path: Path) -> None:
    for student in ("ada", "zoe"):
        (tmp_path / f"{student}.zip").write_bytes(pack_zip({"a": b"", "ps01.ipynb": PAYLOADS[0]}))
    (tmp_path / "eve.zip").write_bytes(lying_zip(300, 99_000_000))
    made = collect([tmp_path], ONE)
    assert [submission.notebooks.get("ps01") for submission in made.submissions if submission.student != "eve"] == [
        PAYLOADS[0],
        PAYLOADS[0],
    ]


def bomb_of_archives(count: int, size: int) -> bytes:
    """``count`` archives in an archive, each of zeros."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("x.ipynb", bytes(size))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(count):
            archive.writestr(f"{number}.zip", inner.getvalue())
    return made.getvalue()


def test_archives_of_archives_are_not_unpacked_without_end(tmp_path: Path) -> None:
    path = tmp_path / "eve.zip"
    path.write_bytes(bomb_of_archives(20, 20_000_000))
    budget = Budget()
    node = zip_node(path, budget)
    assert Budget().unpacked - budget.unpacked < 100 * path.stat().st_size + 10_000_000
    assert any(beneath.notes for _, beneath in node.walk())


def many_entries(count: int) -> bytes:
    """An archive whose table of contents has ``count`` entries and hardly anything else."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    table = entry * count
    return table + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(table), 0, 0)


@pytest.mark.parametrize("count", [MAX_ENTRIES + 1, 300_000])
def test_a_long_table_of_contents_takes_little_memory(count: int, tmp_path: Path) -> None:
    path = tmp_path / "eve.zip"
    path.write_bytes(many_entries(count))
    tracemalloc.start()
    try:
        node = zip_node(path, Budget())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 80_000_000 and not node.children and node.notes

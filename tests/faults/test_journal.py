"""The journal: a record comes back as it went in, and one that does not fit is never believed."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde.collection import Submission
from autograde.errors import GraderFault, UsageError
from autograde.journal import FOLDER, Journal, run_key
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.output.record import MAX_CELLS, MAX_OUTPUTS, read_record, record_text
from autograde.own_pages import replacing
from autograde.result import (
    CellRecord,
    Finding,
    PropertyResult,
    QuestionResult,
    Status,
    SubmissionResult,
    SubmissionStatus,
)

TEXT = st.text(st.characters(), max_size=20)  # lone surrogates, too
NUMBER = st.floats(0, 1e6, allow_nan=False)
PROPERTY = st.builds(
    PropertyResult, TEXT, NUMBER, NUMBER, st.booleans(), st.booleans(), TEXT, TEXT, TEXT, TEXT, st.integers(0, 99), TEXT
)
QUESTION = st.builds(
    QuestionResult, TEXT, TEXT, NUMBER, NUMBER, st.sampled_from(Status), TEXT, TEXT,
    NUMBER.map(lambda seconds: round(seconds, 4)), st.lists(PROPERTY, max_size=3).map(tuple),
)  # fmt: skip
OUTPUT = st.one_of(
    st.fixed_dictionaries({"type": st.just("stream"), "name": TEXT, "text": TEXT}),
    st.fixed_dictionaries({"type": st.just("display"), "data": st.dictionaries(TEXT, TEXT, max_size=3)}),
)
OUTPUTS = st.lists(OUTPUT, max_size=3).map(tuple)
CELL = st.builds(
    CellRecord, TEXT, TEXT, TEXT, st.booleans(), TEXT, st.none() | st.tuples(TEXT, TEXT, st.integers(-1, 99)),
    OUTPUTS, st.booleans(), OUTPUTS,
)  # fmt: skip
RESULT = st.builds(
    SubmissionResult,
    TEXT,
    st.lists(QUESTION, max_size=3).map(tuple),
    st.lists(st.builds(Finding, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    st.sampled_from(SubmissionStatus),
    st.lists(CELL, max_size=3).map(tuple),
    st.sampled_from(["", "cpu"]),
)
ADA = SubmissionResult("ada", (QuestionResult("nb", "q", 1.0, 2.0, Status.FAILED),), (Finding("extra_file"),))


def kept(result: SubmissionResult) -> SubmissionResult:
    return read_record(record_text(result, "key").encode(), "key", "file")


@settings(deadline=None)
@given(RESULT)
def test_a_record_comes_back(result: SubmissionResult) -> None:
    found = kept(result)
    assert dataclasses.replace(found, cells=()) == dataclasses.replace(result, cells=())
    assert kept(found) == found
    for cell, other in zip(result.cells, found.cells, strict=True):
        shown = ("handed_in", "outputs")[:: 1 if cell.exposed else -1]
        assert getattr(other, shown[0]) == getattr(cell, shown[0])
        assert bool(getattr(other, shown[1])) == bool(getattr(cell, shown[1])), "whether there was something"
        assert (other.source, other.key, other.status) == (cell.source, cell.key, cell.status)


def test_what_nobody_may_be_shown_is_not_kept() -> None:
    output = {"type": "stream", "name": "stdout", "text": "hidden input 4711"}
    cell = CellRecord("nb", "a", "x", True, "error", ("ValueError", "4711", 1), (output,), exposed=True)
    text = record_text(dataclasses.replace(ADA, cells=(cell,)), "key")
    assert "4711" not in text
    assert "4711" in record_text(dataclasses.replace(ADA, cells=(dataclasses.replace(cell, exposed=False),)), "key")


def test_a_record_has_a_size() -> None:
    output = {"type": "display", "data": {"image/png": "x" * 1_000_000}, "more": object()}
    cell = CellRecord("nb", "a", "y" * 1_000_000, True, "ok", ("E", "z" * 10_000_000, 1), (output,) * 5)
    result = dataclasses.replace(ADA, cells=(cell,) * (MAX_CELLS + 50))
    text = record_text(result, "key")
    assert MAX_OUTPUTS < len(text) < 1.5 * MAX_OUTPUTS
    assert len(kept(result).cells) == MAX_CELLS


def test_numbers_among_the_students_code_are_tamed() -> None:
    wild = [PropertyResult("p", value, -value, False) for value in (float("nan"), float("inf"), -1.0)]
    found = kept(SubmissionResult("ada", (dataclasses.replace(ADA.questions[0], properties=tuple(wild)),)))
    assert all(record.points == 0 for record in found.questions[0].properties)
    with pytest.raises(GraderFault, match="not finite"):
        record_text(SubmissionResult("ada", (dataclasses.replace(ADA.questions[0], points=float("nan")),)), "key")


def spoil(change: Callable[[dict], object]) -> Callable[[bytes], bytes]:  # type: ignore[type-arg]
    def spoiled(data: bytes) -> bytes:
        record = json.loads(data)
        change(record)
        return json.dumps(record).encode()

    return spoiled


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut off": lambda data: data[:-20],
    "cut off in the middle": lambda data: data[: len(data) // 2],
    "no text": lambda data: b"\xff\xfe" + data,
    "deep": lambda data: b"[" * 100_000,
    "another thing": lambda data: b"[1, 2]",
    "another version": spoil(lambda record: record.update(schema="autograde-record/99")),
    "another key": spoil(lambda record: record.update(key="0")),
    "no student": spoil(lambda record: record["submission"].pop("student")),
    "points that do not add up": spoil(lambda record: record["submission"].update(score=2.0)),
    "a status nobody knows": spoil(lambda record: record["submission"].update(status="great")),
    "cells that are none": spoil(lambda record: record["submission"].update(cells=[1])),
}


@pytest.mark.parametrize("how", list(SPOILED))
def test_a_record_that_is_spoiled_is_told_and_not_used(how: str, tmp_path: Path) -> None:
    Journal(tmp_path, resume=False).add("a" * 64, ADA, 1)
    (path,) = (tmp_path / FOLDER / "unfinished").glob("a*.json")
    path.write_bytes(SPOILED[how](path.read_bytes()))
    journal = Journal(tmp_path, resume=True)
    assert journal.find("a" * 64) is None
    assert len(journal.problems) == 1
    assert "\n" not in journal.problems[0]
    assert journal.add("a" * 64, ADA, 1) == ADA
    assert Journal(tmp_path, resume=True).find("a" * 64) == ADA


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"schema": "autograde-run/1", "seed": "7"}', '{"seed": 7}'])
def test_a_head_that_cannot_be_read_has_no_seed(text: str, tmp_path: Path) -> None:
    journal = Journal(tmp_path, resume=False)
    journal.add("a", ADA, 7)
    assert Journal(tmp_path, resume=True).seed() == 7
    (tmp_path / FOLDER / "unfinished" / "run.json").write_text(text, encoding="utf-8")
    assert Journal(tmp_path, resume=True).seed() is None


def test_a_key_is_everything_that_a_result_depends_on() -> None:
    cells = (Cell(Role.TEST, "code", "assert True", grade_id="t", points=1.0),)
    assignment = Assignment("ps", (Notebook("nb", cells),), digest="1")
    submission = Submission("ada", {"nb": b"{}"}, (Finding("extra_file"),))
    options = Options(seed=1)
    keys = {
        run_key(assignment, submission, options, "bwrap", {"torch": "1"}),
        run_key(dataclasses.replace(assignment, digest="2"), submission, options, "bwrap", {"torch": "1"}),
        run_key(dataclasses.replace(assignment, name="p"), submission, options, "bwrap", {"torch": "1"}),
        run_key(assignment, dataclasses.replace(submission, student="eve"), options, "bwrap", {"torch": "1"}),
        run_key(assignment, dataclasses.replace(submission, notebooks={"nb": b""}), options, "bwrap", {"torch": "1"}),
        run_key(assignment, dataclasses.replace(submission, notebooks={}), options, "bwrap", {"torch": "1"}),
        run_key(assignment, dataclasses.replace(submission, findings=()), options, "bwrap", {"torch": "1"}),
        run_key(assignment, submission, Options(seed=2), "bwrap", {"torch": "1"}),
        run_key(assignment, submission, Options(seed=1, tests="in-kernel"), "bwrap", {"torch": "1"}),
        run_key(assignment, submission, Options(seed=1, device="cuda"), "bwrap", {"torch": "1"}),
        run_key(assignment, submission, options, "none", {"torch": "1"}),
        run_key(assignment, submission, options, "bwrap", {"torch": "2"}),
    }  # fmt: skip
    assert len(keys) == 12
    assert all(len(key) == 64 for key in keys)


def test_a_fault_of_the_grader_is_graded_again(tmp_path: Path) -> None:
    fault = dataclasses.replace(ADA, status=SubmissionStatus.GRADER_FAULT)
    assert Journal(tmp_path, resume=False).add("a", fault, 1) == fault
    assert Journal(tmp_path, resume=True).find("a") is None


def test_records_of_others_are_counted_and_go_when_the_run_is_complete(tmp_path: Path) -> None:
    first = Journal(tmp_path, resume=False)
    for key in "abc":
        first.add(key, ADA, 1)
    first.finish()
    second = Journal(tmp_path, resume=True)
    assert (second.unfinished(), second.seed()) == (0, 1)
    assert [second.find(key) is not None for key in "abd"] == [True, True, False]
    assert second.strangers() == 1
    second.add("d", ADA, 1)
    third = Journal(tmp_path, resume=True)  # as after a kill: what is kept lies in two folders
    assert all(third.find(key) is not None for key in "abcd")
    second.finish()
    assert sorted(path.stem for path in (tmp_path / FOLDER).rglob("*.json")) == ["a", "b", "d", "run"]


def test_a_complete_run_without_anything_new_keeps_its_records(tmp_path: Path) -> None:
    first = Journal(tmp_path, resume=False)
    first.add("a", ADA, 1)
    first.add("b", ADA, 1)
    first.finish()
    again = Journal(tmp_path, resume=True)
    again.find("a")
    again.finish()
    assert sorted(path.stem for path in (tmp_path / FOLDER).rglob("*.json")) == ["a", "run"]


def test_a_new_run_touches_the_interrupted_one_with_its_first_result(tmp_path: Path) -> None:
    Journal(tmp_path, resume=False).add("a", ADA, 1)
    fresh = Journal(tmp_path, resume=False)
    assert fresh.find("a") is None
    assert Journal(tmp_path, resume=True).find("a") == ADA
    fresh.add("b", ADA, 2)
    later = Journal(tmp_path, resume=True)
    assert (later.find("a"), later.find("b"), later.seed()) == (None, ADA, 2)


def test_what_a_killed_run_was_writing_goes(tmp_path: Path) -> None:
    Journal(tmp_path, resume=False).add("a", ADA, 1)
    half = tmp_path / FOLDER / "unfinished" / ".b.json.abcdefgh"
    half.write_text("{")
    Journal(tmp_path, resume=True)
    assert not half.exists()


def test_a_disk_that_is_full_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match=r"cannot write in .*\.journal: No space left on device$"):
        Journal(tmp_path, resume=False).add("a", ADA, 1)


def test_pages_of_students_who_are_gone_go_and_nothing_else(tmp_path: Path) -> None:
    folder, listing = tmp_path / "feedback", tmp_path / "pages.json"
    folder.mkdir()
    (folder / "remarks.html").write_text("the instructor's")
    for names in (["ada.html", "alan.html"], ["ada.html", "grace.html"]):
        with replacing(folder, names, listing):
            for name in names:
                (folder / name).write_text(name)
    (folder / ".ada.html.abc12_de").write_text("half a page")
    with pytest.raises(ZeroDivisionError), replacing(folder, ["zoe.html"], listing):
        (folder / "zoe.html").write_text("a run that is killed here")
        raise ZeroDivisionError
    with replacing(folder, ["ada.html"], listing):
        pass
    assert sorted(path.name for path in folder.iterdir()) == ["ada.html", "remarks.html"]


@pytest.mark.parametrize("text", ["", "{}", '["../results.json"]', '["remarks.html/../../x.html", 7, null]'])
def test_a_list_of_pages_that_is_not_ours_removes_nothing(text: str, tmp_path: Path) -> None:
    folder, listing = tmp_path / "feedback", tmp_path / "pages.json"
    folder.mkdir()
    for path in (tmp_path / "results.json", folder / "remarks.html", tmp_path / "x.html"):
        path.write_text("kept")
    listing.write_text(text)
    with replacing(folder, ["ada.html"], listing):
        pass
    assert [path.exists() for path in (tmp_path / "results.json", folder / "remarks.html", tmp_path / "x.html")] == [
        True, True, True,
    ]  # fmt: skip

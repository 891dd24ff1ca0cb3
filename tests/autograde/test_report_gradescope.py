"""Gradescope's results.json: the specification's keys, points that add up, and nothing that is not for students."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.findings import Kind, finding
from autograde.platforms import Wishes
from autograde.platforms.gradescope import gradescope_form
from autograde.report.catalogue import ENGLISH
from autograde.result import ClassResult, Status, SubmissionResult
from tests.autograde.graded import ADA, ALAN, BROKEN, CLASS, HOSTILE, named, question

# From the specification of Gradescope's autograders: what each level may hold.
TOP = {"score", "execution_time", "output", "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"}
TEST = {"score", "max_score", "status", "name", "number", "output", "tags", "visibility", "extra_data"}
VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}


def files(result: ClassResult) -> dict[str, Any]:
    form = gradescope_form(result, Wishes())
    return {PurePosixPath(name).parts[0]: json.loads(text) for name, text in form.files.items()}


def check(record: dict[str, Any]) -> None:
    """What the specification asks for."""
    assert set(record) <= TOP
    assert isinstance(record["score"], (int, float))
    assert isinstance(record["output"], str)
    assert record["visibility"] in VISIBILITY and record["stdout_visibility"] in VISIBILITY
    for test in record["tests"]:
        assert set(test) <= TEST
        assert isinstance(test["name"], str) and isinstance(test["output"], str)
        assert test["visibility"] in VISIBILITY
        assert test.get("status", "passed") in ("passed", "failed")
        assert ("score" in test) == ("max_score" in test) == ("status" in test)
        if "score" in test:
            assert 0 <= test["score"] <= test["max_score"]
    assert record["score"] == pytest.approx(sum(test.get("score", 0) for test in record["tests"]))


def test_each_submission_has_a_file_of_its_own() -> None:
    form = gradescope_form(CLASS, Wishes())
    assert list(form.files) == ["ada/results.json", "alan/results.json", "broken/results.json"]
    assert form.notes == ("1 with a grader fault: grade again before these are shown",)
    for record in files(CLASS).values():
        check(record)


def test_points_state_message_and_hint() -> None:
    alan = files(CLASS)["alan"]
    norms, text = alan["tests"]
    assert (alan["score"], alan["extra_data"]) == (0.5, {"max_score": 2.0})
    assert (norms["score"], norms["max_score"], norms["status"]) == (0.5, 2.0, "failed")
    assert norms["output"].splitlines() == ["partly there", "expected shape (2,), got (3,)", "hint: Which axis?"]
    assert text["output"].startswith("Nothing was asked by a test here; a person reads")
    assert text["output"].endswith("Up to 2 points.")
    assert "not the final score" in alan["output"]
    ada = files(CLASS)["ada"]
    assert [test["status"] for test in ada["tests"]] == ["passed", "passed"]
    assert ada["score"] == 4


def test_details_of_findings_are_not_for_students() -> None:
    text = json.dumps(files(CLASS))
    assert "SECRETDETAIL" not in text
    assert "A test cell was changed." in text, "the sentence on the finding is"


def test_a_file_that_could_not_be_read_was_not_run() -> None:
    asked = tuple(replace(entry, points=0.0, status=Status.MISSING) for entry in ALAN.questions)
    note = tuple(finding(Kind.INVALID_NOTEBOOK, "why", notebook=name) for name in {entry.notebook for entry in asked})
    unread = replace(ALAN, questions=asked, findings=note)
    (record,) = files(replace(CLASS, submissions=(unread,))).values()
    assert ENGLISH.unread in record["output"] and ENGLISH.how not in record["output"]
    (record,) = files(replace(CLASS, submissions=(replace(unread, findings=()),))).values()
    assert ENGLISH.how in record["output"] and ENGLISH.unread not in record["output"]


def test_messages_of_tests_in_the_kernel_are_not_repeated() -> None:
    """There the student's process writes them, and it has seen the hidden tests."""
    leaking = SubmissionResult("eve", (question("q", 0.0, Status.FAILED, message="CANARY", hint="CANARY"),))
    isolated = replace(CLASS, submissions=(leaking,))
    assert "CANARY" in json.dumps(files(isolated)), "the search finds what it looks for"
    assert "CANARY" not in json.dumps(files(replace(isolated, tests="in-kernel")))


def test_questions_of_several_notebooks_are_told_apart() -> None:
    two = SubmissionResult("ada", (question("q", 1, Status.FAILED), question("q", 2, Status.PASSED, notebook="second")))
    assert [test["name"] for test in files(replace(CLASS, submissions=(two,)))["ada"]["tests"]] == [
        "ps01/q",
        "second/q",
    ]


def test_names_that_are_no_folders_stay_apart_and_inside() -> None:
    students = [*HOSTILE, "CON", "ada", "Ada", "a/../../b", "."]
    result = replace(CLASS, submissions=tuple(replace(ALAN, student=name) for name in students))
    names = list(gradescope_form(result, Wishes()).files)
    assert len({name.casefold() for name in names}) == len(students)
    for name in names:
        folder, file = PurePosixPath(name).parts
        assert file == "results.json"
        assert folder not in ("", ".", "..") and folder.isascii()


@given(st.text(st.characters(), max_size=30), st.lists(st.floats(0, 2), max_size=4))
def test_it_is_json_whatever_the_words_and_points(text: str, points: list[float]) -> None:
    questions = tuple(question(text, round(p, 6), Status.FAILED, message=text, hint=text) for p in points)
    (record,) = files(replace(named(text), submissions=(SubmissionResult(text, questions),))).values()
    check(record)
    for test in record["tests"]:
        assert not any(ord(char) < 32 for char in test["output"].replace("\n", ""))


def test_a_class_without_submissions() -> None:
    assert gradescope_form(replace(CLASS, submissions=()), Wishes()).files == {}
    assert files(replace(CLASS, submissions=(replace(ADA, questions=()),)))["ada"]["tests"] == []


def test_what_is_said_of_a_grader_fault_is_not_repeated() -> None:
    """The text of our own exception may quote what the student's process sent, and so a hidden input."""
    words = "autograde failed (ValueError: invalid literal: 'HIDDEN INPUT')"
    failed = replace(BROKEN, questions=(question("norms", 0.0, Status.ERROR, message=words, hint="HIDDEN HINT"),))
    (record,) = files(replace(CLASS, submissions=(failed,))).values()
    assert "HIDDEN" not in str(record)

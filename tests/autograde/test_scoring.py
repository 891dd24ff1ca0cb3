"""From the record of a test cell to points: nbgrader's rules, and what is no number never scores."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from autograde.model import Cell, Role
from autograde.result import QuestionResult, Status
from autograde.scoring import hidden_lines, question_result
from autograde.testcell import run_test_cell

HIDDEN = "a = 1\n### BEGIN HIDDEN TESTS\nb = 2\n### END HIDDEN TESTS\nc = 3"


def cell(source: str = "", points: float = 2.0) -> Cell:
    return Cell(Role.TEST, "code", source, grade_id="q", points=points, locked=True)


def result(source: str, points: float = 2.0, expects: str = "", **names: Any) -> QuestionResult:
    """Run ``source`` with ``names`` and score it."""
    outcome = run_test_cell(source, "q", dict(names))
    return question_result("nb", cell(source, points), outcome, expects=expects)


@pytest.mark.parametrize(
    ("last", "points", "status"),
    [
        (None, 2, Status.PASSED), (2, 2, Status.PASSED), (2.0, 2, Status.PASSED), (1.5, 1.5, Status.FAILED),
        (0, 0, Status.FAILED), (7, 2, Status.PASSED), (-1, 0, Status.FAILED), (np.float32(1.5), 1.5, Status.FAILED),
        (np.int64(2), 2, Status.PASSED), (math.nan, 0, Status.FAILED), (-math.inf, 0, Status.FAILED),
    ],
)  # fmt: skip
def test_the_last_expression(last: Any, points: float, status: Status) -> None:
    found = result("x", x=last)
    assert (found.points, found.status) == (points, status)


@pytest.mark.parametrize("last", [True, False, "2", [2], torch.tensor(2.0), 2j, np.bool_(True), object(), 10**400])
def test_what_is_no_number_scores_nothing(last: Any) -> None:
    found = result("x", x=last)
    assert (found.points, found.status) == (0, Status.ERROR)


@pytest.mark.parametrize("last", [math.inf, np.float64("inf"), np.float64("nan")])
def test_what_is_not_finite_never_gains(last: Any) -> None:
    assert result("x", x=last).points == 0


def test_a_lying_number_is_not_asked() -> None:
    class Full(float):
        def __float__(self) -> float:
            return 2.0

        def __ge__(self, other: object) -> bool:
            return True

    assert result("x", x=Full(0.0)).points == 0


def test_what_the_reference_gave_decides_how_to_score() -> None:
    for expects in ("none", "other"):
        assert result("x", x=0.5, expects=expects).points == 2
    assert result("x", x=None, expects="number").points == 0
    assert result("x", x=0.5, expects="number").points == 0.5


def test_an_error_is_zero_whatever_came_before() -> None:
    assert result("2\nassert False").points == 0
    assert result("raise SystemExit", x=1).points == 0
    assert result("1 +").points == 0


PROPERTIES = """
from autograde.testing import property_test, score
with property_test("one", points=0.5, hint="look at one"):
    assert x > 0
with property_test("two", points=1.5, hint="look at two"):
    assert x > 1
"""


@pytest.mark.parametrize(
    ("x", "points", "status"), [(2, 2, Status.PASSED), (1, 0.5, Status.FAILED), (0, 0, Status.FAILED)]
)
def test_properties(x: int, points: float, status: Status) -> None:
    for ending in ("", "score()"):
        found = result(PROPERTIES + ending, x=x)
        assert (found.points, found.status) == (points, status)
    assert (found.hint == "") == (points == 2)


def test_a_property_that_was_not_reached_earns_nothing() -> None:
    broken = PROPERTIES.replace('with property_test("two"', 'raise KeyError\nwith property_test("two"')
    assert result(broken, x=5).points == 0


def test_properties_of_one_cell_do_not_count_for_the_next() -> None:
    result(PROPERTIES, x=2)
    assert result("from autograde.testing import score\nscore()").points == 0


@pytest.mark.parametrize(
    "outcome",
    [
        {}, {"value": None}, {"value": "number"}, {"value": ["number", "2"]}, {"value": ["number", True]},
        {"value": []}, {"value": ["number", [2]]}, {"value": ["number"]}, {"error": "none", "value": ["bool"]},
        {"properties": [{"passed": 1, "points": 2}], "value": ["none"]}, {"properties": ["x"], "value": ["other"]},
        {"properties": [{"passed": True, "points": "2"}], "value": ["none"]}, {"value": ["number", math.nan]},
        {"error": {}, "value": ["none"]}, {"error": {"whose": 3, "line": "x", "message": []}},
    ],
)  # fmt: skip
def test_forged_records_gain_nothing(outcome: dict[str, Any]) -> None:
    """In the in-kernel mode the record comes from the student's process."""
    assert question_result("nb", cell(), outcome).points == 0


def test_more_than_there_is_to_have() -> None:
    outcome = {"properties": [{"passed": True, "points": 1e9, "name": "p"}], "value": ["none"]}
    assert question_result("nb", cell(), outcome).points == 2


def test_interrupted_and_lost_keep_what_was_earned() -> None:
    earned = {"properties": [{"passed": True, "points": 0.5, "name": "p"}]}
    late = question_result("nb", cell(), {**earned, "interrupted": True})
    lost = question_result("nb", cell(), {**earned, "lost": "gone"})
    assert (late.points, late.status, lost.points, lost.status) == (0.5, Status.TIMEOUT, 0.5, Status.CRASHED)


def test_no_answer() -> None:
    failed = run_test_cell("assert False", "q", {})
    assert question_result("nb", cell(), failed, answered=False).status is Status.MISSING
    assert question_result("nb", cell(), {"value": ["none"]}, answered=False).status is Status.PASSED


def test_hidden_lines() -> None:
    assert hidden_lines(HIDDEN) == {2, 3, 4}
    assert hidden_lines("### BEGIN HIDDEN TESTS\nx") == {1, 2}


@pytest.mark.parametrize("line", ["assert x == 5, f'got {x}'", "raise ValueError(x)", "undefined_canary"])
def test_hidden_tests_say_nothing(line: str) -> None:
    source = f"### BEGIN HIDDEN TESTS\n{line}\n### END HIDDEN TESTS"
    found = result(source, x="canary")
    assert found.points == 0 and "canary" not in found.message
    assert "canary" in result(line, x="canary").message


def test_messages_are_one_short_line() -> None:
    found = result("raise ValueError('a\\nb' * 10_000)")
    assert "\n" not in found.message and len(found.message) <= 500


@pytest.mark.parametrize(
    ("statement", "seen"),
    [
        ("[][x]", "kind"),
        ("x.backward()", "kind"),
        ("assert x + None", "kind"),
        ("assert unbound == x", "not_reached"),
        ("assert x == 0", "value"),
    ],
)
def test_what_was_seen_where_the_test_itself_could_not_go_on(statement: str, seen: str) -> None:
    from autograde.testcell import describe_error

    text = f"x = 5\n{statement}"
    with pytest.raises(Exception) as caught:
        exec(compile(text, "<test>", "exec"), {})
    told = describe_error(caught.value, "<test>")
    assert (told["seen"], told["line"]) == (seen, 2)

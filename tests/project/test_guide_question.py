"""The question that docs/authoring.md writes in five minutes is one: as it stands there it is released and graded."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest

from autograde.collection import Submission
from autograde.grading import grade
from autograde.lint import lint
from autograde.options import Options
from autograde.report.advice import load_advice
from autograde.source import load_assignment
from tests.project.files import ROOT

SET_UP = "import torch\nfrom autograde.testing import close, property_test, score"
STUB = "def norm(x):\n    raise NotImplementedError()"


def blocks() -> list[str]:
    text = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8").split("## A question in five minutes")[1]
    found = re.findall(r"^ *```(?:python|toml)\n(.*?)^ *```", text.split("\n## ")[0], re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(block) for block in found]


def notebook(answer: str, tests: str) -> bytes:
    def cell(grade_id: str, source: str, **flags: object) -> dict[str, object]:
        marks = {"grade": False, "locked": False, "points": 0, "solution": False, "task": False, "schema_version": 3}
        meta = {"nbgrader": {**marks, "grade_id": grade_id, **flags}}
        return {"cell_type": "code", "id": grade_id, "metadata": meta, "source": source, "outputs": []}

    cells = [
        cell("setup", SET_UP, locked=True),
        cell("norm", answer, solution=True),
        cell("norm_tests", tests, grade=True, locked=True, points=2),
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    tests, _, advice = blocks()
    solution = "def norm(x):\n    ### BEGIN SOLUTION\n    return (x * x).sum().sqrt()\n    ### END SOLUTION"
    folder = tmp_path / "ps_norms"
    folder.mkdir()
    (folder / "ps_norms.ipynb").write_bytes(notebook(solution, tests))
    (folder / "feedback.toml").write_text(advice, encoding="utf-8")
    return folder


def test_release_has_nothing_against_it(source: Path) -> None:
    assert lint(load_assignment(source)) == []


def test_its_feedback_says_all_that_the_tests_ask_for(source: Path) -> None:
    entry = load_advice(source, load_assignment(source)).of("norm_tests")
    whole, own = entry.hints, entry.properties["any shape"]
    assert all((entry.title, whole.concept, whole.attempt, whole.next, own.concept, own.attempt))


def test_the_mistake_loses_what_its_header_says(source: Path) -> None:
    assignment = load_assignment(source)
    header = blocks()[1]
    (loses,), (hint,) = re.findall("# loses: (.*)", header), re.findall("# hint: (.*)", header)
    rows = header + "def norm(x):\n    return (x * x).sum(-1).sqrt()"
    whole = "def norm(x):\n    return x.reshape(-1).dot(x.reshape(-1)) ** 0.5"
    points = {}
    for answer in (rows, whole, STUB):
        handed_in = Submission("ada", {"ps_norms": notebook(answer, "")})
        result = grade(assignment, handed_in, Options(seed=5, sandbox="none"))
        (question,) = result.questions
        points[answer] = question.points
        if answer == rows:
            assert [entry.name for entry in question.properties if not entry.passed] == [loses]
            assert load_advice(source, assignment).of("norm_tests").reason(question.properties) == hint
    assert points == {rows: 0.5, whole: 2.0, STUB: 0.0}

"""Whatever a submission carries, it never gains by it, and a finding says what was there.

The honest submission has one of three questions right. Each case bends the file; the score must not rise above the
honest one, and where the bending leaves the answers alone it must not fall either.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from autograde.collection import Submission
from autograde.grading import grade
from autograde.model import Assignment
from autograde.options import Options
from autograde.result import SubmissionResult
from autograde.source import load_assignment
from tests.autograde.notebooks import answer, cell, manual, marked, notebook, raw, test

OPTIONS = Options(seed=1, sandbox="none")
SOURCE = notebook(
    cell("import math", cell_id="setup"),
    answer("def one(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION", "one"),
    test("assert one(1) == 2\n### BEGIN HIDDEN TESTS\nassert one(7) == 8\n### END HIDDEN TESTS", "one_tests"),
    answer("def two(x):\n    ### BEGIN SOLUTION\n    return x + 2\n    ### END SOLUTION", "two"),
    test("assert two(1) == 3\n### BEGIN HIDDEN TESTS\nassert two(7) == 9\n### END HIDDEN TESTS", "two_tests"),
    answer("def three(x):\n    ### BEGIN SOLUTION\n    return math.sqrt(x)\n    ### END SOLUTION", "three"),
    test("assert three(4) == 2\n### BEGIN HIDDEN TESTS\nassert three(9) == 3\n### END HIDDEN TESTS", "three_tests"),
    manual("Because.", "why"),
    marked("Do not touch.", "note", "markdown", locked=True),
)
HONEST = 1.0

Json = dict[str, Any]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    folder = tmp_path_factory.mktemp("course") / "ps"
    folder.mkdir()
    (folder / "nb.ipynb").write_text(json.dumps(SOURCE))
    return load_assignment(folder)


def honest(assignment: Assignment) -> Json:
    """The release, with ``one`` right, ``two`` right only for the visible input, ``three`` not answered."""
    cells = []
    for original, released in zip(copy.deepcopy(SOURCE["cells"]), assignment.notebooks[0].cells, strict=True):
        original["source"] = released.stub
        cells.append(original)
    cells[1]["source"] = "def one(x):\n    return x + 1"
    cells[3]["source"] = "def two(x):\n    return 3"
    cells[7]["source"] = "I think so."
    return notebook(*cells)


def graded(assignment: Assignment, data: bytes) -> SubmissionResult:
    return grade(assignment, Submission("eve", {"nb": data}), OPTIONS)


def on_cells(change: Callable[[list[Json]], Any]) -> Callable[[Json], bytes]:
    """A case that changes the list of cells."""

    def bend(made: Json) -> bytes:
        change(made["cells"])
        return json.dumps(made).encode()

    return bend


def tag(*tags: str) -> Callable[[Json], bytes]:
    return on_cells(lambda cells: [one["metadata"].update(tags=list(tags)) for one in cells])


def meta(**values: Any) -> Callable[[Json], bytes]:
    return on_cells(lambda cells: [one["metadata"]["nbgrader"].update(values) for one in cells[1:]])


def each_test(text: str) -> Callable[[Json], bytes]:
    return on_cells(lambda cells: [cells[at].update(source=text) for at in (2, 4, 6)])


def retype(cells: list[Json]) -> None:
    for one in cells:
        one["cell_type"] = "markdown" if one["cell_type"] == "code" else "code"


def outputs(cells: list[Json]) -> None:
    text = "x" * 1_000_000
    cells[1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [text]} for _ in range(60)]


def forged_outputs(cells: list[Json]) -> None:
    for at in (2, 4, 6):
        cells[at]["outputs"] = [
            {"output_type": "execute_result", "data": {"text/plain": "1.0"}, "metadata": {}, "execution_count": 1}
        ]


def version_3(made: Json) -> bytes:
    cells = []
    for one in made["cells"]:
        old = {"cell_type": one["cell_type"], "metadata": one["metadata"]}
        cells.append(old | ({"input": one["source"]} if one["cell_type"] == "code" else {"source": one["source"]}))
    return json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}).encode()


def encoded(name: str) -> Callable[[Json], bytes]:
    def bend(made: Json) -> bytes:
        made["cells"][7]["source"] = "Weil es schön ist."
        return json.dumps(made, ensure_ascii=False).encode(name)

    return bend


# case: what is done, the finding that says so (None: nothing worth saying), whether the honest points stay
CASES: dict[str, tuple[Callable[[Json], bytes], str | None, bool]] = {
    "tag skip-execution": (tag("skip-execution"), "execution_tag", True),
    "tag raises-exception": (tag("raises-exception", "nbgrader_skip"), "execution_tag", True),
    "other points": (meta(points=100), "edited_metadata", True),
    "points that are no number": (meta(points="NaN"), "edited_metadata", True),
    "tests become solutions": (meta(solution=True, grade=False), "edited_metadata", True),
    "everything is ungraded": (meta(grade=False, points=0), "edited_metadata", True),
    "a schema from the future": (meta(schema_version=99), "edited_metadata", True),
    "tests that pass": (each_test("assert True"), "edited_test_cell", True),
    "tests that score": (each_test("1.0"), "edited_test_cell", True),
    "tests that define the answer": (each_test("def two(x): return x + 2"), "edited_test_cell", True),
    "deleted tests": (on_cells(lambda cells: [cells.pop(at) for at in (6, 4, 2)]), "missing_cell", True),
    "deleted answer": (on_cells(lambda cells: cells.pop(1)), "missing_cell", False),
    "every test three times": (on_cells(lambda c: c.extend([c[2], c[4], c[2]])), "duplicated_cell", True),
    "an answer twice": (on_cells(lambda c: c.insert(2, {**c[1], "source": "def one(x): return 0"})),
                        "duplicated_cell", False),
    "another order": (on_cells(lambda cells: cells.reverse()), "reordered_cells", True),
    "other types": (on_cells(retype), "retyped_cell", True),
    "renamed tests": (on_cells(lambda c: [c[at]["metadata"]["nbgrader"].update(grade_id=f"t{at}") for at in (2, 4)]),
                      "unknown_grade_id", True),
    "a renamed answer": (on_cells(lambda c: c[1]["metadata"]["nbgrader"].update(grade_id="uno")),
                         "unknown_grade_id", True),
    "an edited locked cell": (on_cells(lambda c: c[8].update(source="Touch.")), "edited_locked_cell", True),
    "edited set-up": (on_cells(lambda c: c[0].update(source="import cmath as math")), "edited_setup_cell", True),
    "added code": (on_cells(lambda c: c.append(cell("assert False"))), "added_cells", True),
    "added tests": (on_cells(lambda c: c.append(test("100", "bonus", points=100))), "unknown_grade_id", True),
    "60 MB of outputs": (on_cells(outputs), "large_outputs", True),
    "forged outputs": (on_cells(forged_outputs), None, True),
    "format 3": (version_3, "format_version", True),
    "format 5": (lambda made: json.dumps({**made, "nbformat": 5}).encode(), "format_version", True),
    "no format": (lambda made: json.dumps({"cells": made["cells"]}).encode(), "format_version", True),
    "no JSON": (lambda made: json.dumps(made).encode()[:-100], "invalid_notebook", False),
    "an empty file": (lambda made: b"", "invalid_notebook", False),
    "a picture": (lambda made: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "invalid_notebook", False),
    "a list": (lambda made: b"[1, 2, 3]", "invalid_notebook", False),
    "deep nesting": (lambda made: b"[" * 100_000, "invalid_notebook", False),
    "no cells": (lambda made: raw(), "wrong_assignment", False),
    "the wrong assignment": (lambda made: raw(answer("def f(): pass", "f"), test("assert f() is None", "f_tests")),
                             "wrong_assignment", False),
    "a byte order mark": (encoded("utf-8-sig"), None, True),
    "UTF-16": (encoded("utf-16"), "encoding", True),
    "another encoding": (encoded("cp1252"), "encoding", True),
    "the kernel of another language": (lambda made: json.dumps(
        {**made, "metadata": {"kernelspec": {"name": "bash", "language": "bash", "display_name": "Bash"}}}
    ).encode(), None, True),
}  # fmt: skip


def test_the_honest_submission(source: Assignment) -> None:
    result = graded(source, json.dumps(honest(source)).encode())
    assert result.score == HONEST
    assert result.findings == ()
    assert [question.status.value for question in result.questions] == ["passed", "failed", "missing", "manual"]


@pytest.mark.parametrize("name", list(CASES))
def test_nothing_is_gained(name: str, source: Assignment) -> None:
    bend, kind, kept = CASES[name]
    result = graded(source, bend(honest(source)))
    assert result.score == HONEST if kept else result.score < HONEST
    assert result.max_score == 5
    assert [question.grade_id for question in result.questions] == ["one_tests", "two_tests", "three_tests", "why"]
    assert [question.max_points for question in result.questions] == [1, 1, 1, 2]
    found = {finding.kind for finding in result.findings}
    assert kind in found if kind else found == set()
    for finding in result.findings:
        assert "\n" not in finding.detail and len(finding.detail) <= 200

"""The gates that every assignment passes in the real grader: the form that is released, and tests run in isolation.

Nothing here names an assignment: a new folder in ``solutions`` is all that it takes.
"""

from __future__ import annotations

import ast
import doctest
import json

import nbformat
import pytest
from nbformat import NotebookNode

from autograde.result import Status, SubmissionStatus
from tests.assignments.leaks import leaks, regions
from tests.assignments.plain import ROOT, assignments, released, solutions, source, variants
from tests.assignments.rules import rule_properties
from tests.assignments.submissions import answers_of, assignment, graded, lost

NAMES = assignments()
SEEDS = (0, 1, 20261)
ANSWERS = [
    pytest.param(name, grade_id, id=f"{name}-{grade_id}") for name in NAMES for grade_id in solutions(source(name))
]


def release(name: str) -> NotebookNode:
    """The notebook as it is committed for students."""
    notebook: NotebookNode = nbformat.read(ROOT / "assignments" / name / f"{name}.ipynb", as_version=4)
    return notebook


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_reference_gets_full_marks_well_within_the_limits(name: str, seed: int) -> None:
    result = graded(name, solutions(source(name)), seed=seed)
    assert {key: prop.message for key, prop in lost(result).items()} == {}
    assert result.score == result.max_score
    assert (result.status, result.findings) == (SubmissionStatus.GRADED, ())
    limits = next(notebook.limits for notebook in assignment(name).notebooks if notebook.name == name)
    for question in result.questions:
        # Not a measurement: a limit that the reference itself comes near to is too low for students.
        assert question.duration_s < limits.question_s / 2, f"{question.grade_id}: raise question_s in the metadata"
    spent = sum(question.duration_s for question in result.questions)
    assert spent < limits.submission_s / 2
    slowest = max(result.questions, key=lambda question: question.duration_s)
    print(
        f"{name}: tests {spent:.2f} s; slowest {slowest.grade_id} {slowest.duration_s:.2f} of {limits.question_s:g} s"
    )


@pytest.mark.parametrize("name", NAMES)
def test_untouched_release_scores_nothing_and_counts_as_missing(name: str) -> None:
    result = graded(name, solutions(release(name)), seed=1)
    assert {question.grade_id: question.points for question in result.questions if question.points} == {}
    manual = {Status.MISSING, Status.MANUAL}
    assert {question.grade_id for question in result.questions if question.status not in manual} == set()
    assert [prop.name for question in result.questions for prop in question.properties if prop.passed] == []


@pytest.mark.parametrize(("name", "blank"), ANSWERS)
def test_blanking_an_answer_costs_its_own_questions_and_no_others(name: str, blank: str) -> None:
    answers = solutions(source(name)) | {blank: solutions(release(name))[blank]}
    result = graded(name, answers, seed=2)
    own = {question for question, needed in answers_of(name).items() if blank in needed}
    assert own, f"no question is about {blank}"
    for question in result.questions:
        if question.grade_id not in own:
            assert question.points == question.max_points, question.grade_id
        else:
            alone = answers_of(name)[question.grade_id] == (blank,)
            assert question.points < question.max_points, question.grade_id
            assert not alone or (question.points, question.status) == (0, Status.MISSING), question.grade_id


@pytest.mark.parametrize("name", NAMES)
def test_release_holds_nothing_of_a_solution(name: str) -> None:
    students = release(name)
    # The author's own code, which students see on purpose, may use the same helpers as a hidden test.
    seen = [cell.source for cell in students.cells if cell.cell_type == "code" and not _solution(cell)]
    for grade_id, text in solutions(source(name)).items():
        for answer in regions(text, "SOLUTION"):
            assert leaks(answer, students) == [], grade_id
    for cell in source(name).cells:
        if "BEGIN HIDDEN TESTS" in cell.source:
            for hidden in regions(cell.source, "HIDDEN TESTS"):
                assert leaks(hidden, students, allowed="\n".join(seen)) == [], cell.id


@pytest.mark.parametrize("name", NAMES)
def test_release_is_notebook_and_files_of_the_source_and_no_more(name: str) -> None:
    students = release(name)
    assert [(cell.id, cell.source) for cell in students.cells] == [(c.id, c.source) for c in released(name).cells]
    folder = ROOT / "assignments" / name
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {path for path in files if "__pycache__" not in path} == {f"{name}.ipynb"} | set(assignment(name).files)
    metadata = json.dumps([students.metadata, [cell.metadata for cell in students.cells]])
    assert not any(line.strip() in metadata for text in solutions(source(name)).values() for line in _telling(text))


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_is_shown_by_an_answer_that_breaks_nothing_else(name: str) -> None:
    """A forbidden shortcut that gives right values loses exactly the property that forbids it."""
    shown = {variant.loses for variant in variants(name) if len(variant.loses) == 1}
    assert {prop for prop in rule_properties(name) if frozenset({prop}) not in shown} == set()


@pytest.mark.parametrize(("name", "grade_id"), ANSWERS)
def test_examples_in_a_stub_are_true(name: str, grade_id: str) -> None:
    """What the docstring shows is what the reference gives; and each example is seen in the release."""
    namespace: dict[str, object] = {}
    for cell in source(name).cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade"):
            exec(compile(cell.source, cell.id, "exec", dont_inherit=True), namespace)
        if cell.id == grade_id:
            break
    stub = ast.parse(solutions(release(name))[grade_id])
    for node in ast.walk(stub):
        if isinstance(node, ast.FunctionDef) and (text := ast.get_docstring(node)) and ">>>" in text:
            example = doctest.DocTestParser().get_doctest(text, dict(namespace), node.name, None, None)
            said: list[str] = []
            outcome = doctest.DocTestRunner(verbose=False).run(example, out=said.append)
            assert outcome.attempted > 0 and outcome.failed == 0, "".join(said)


def test_a_leak_is_found_however_it_is_written() -> None:
    answer = "    squares = x * x\n    return (squares.sum() if dim is None else squares.sum(dim)).sqrt()\n"
    for text, kind in (
        ("Take `(squares.sum() if dim is None else squares.sum( dim ))` and its root.", "markdown"),
        ("# e.g. return (squares.sum() if dim is None else squares.sum(dim)).sqrt()", "code"),
        ("y = (q.sum() if d is None\n     else q.sum(d)).sqrt()", "code"),
    ):
        assert leaks(answer, nbformat.v4.new_notebook(cells=[_cell(text, kind)])), text
    harmless = _cell("squares = 3\nx.sum(dim)\nreturn_value = None if squares else x", "code")
    assert leaks(answer, nbformat.v4.new_notebook(cells=[harmless])) == []


def _cell(text: str, kind: str) -> NotebookNode:
    cell: NotebookNode = getattr(nbformat.v4, f"new_{kind}_cell")(text)
    return cell


def _solution(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _telling(text: str) -> list[str]:
    return [line for part in regions(text, "SOLUTION") for line in part.splitlines() if len(line.strip()) >= 15]

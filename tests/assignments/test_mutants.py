"""Small slips in the reference cost points, or ``explained.toml`` says why they are none."""

from __future__ import annotations

import ast

import pytest

from tests.assignments.checks import explained
from tests.assignments.depth import IN_DEPTH
from tests.assignments.mutants import Mutant, caught, mutants
from tests.assignments.operators import replacements
from tests.assignments.plain import assignments, solutions, source

NAMES = assignments()
CELLS = [
    pytest.param(param.values[0], cell, id=f"{param.id}-{cell}", marks=param.marks)
    for param in IN_DEPTH
    for cell in solutions(source(param.values[0]))
]

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize(("name", "grade_id"), CELLS)
def test_mutants_are_caught_or_explained(name: str, grade_id: str) -> None:
    made = [mutant for mutant in mutants(name) if mutant.grade_id == grade_id]
    assert made
    survived = {mutant.label for mutant in made if not caught(name, mutant)}
    reasons = {label for label in explained(name, "mutants") if label.startswith(f"{grade_id}, ")}
    assert survived - reasons == set(), "the tests do not see this slip: add a property, or explain it"
    assert reasons - survived == set(), "caught by now, or no mutant any more: drop the explanation"


@pytest.mark.parametrize("name", NAMES)
def test_explanations_are_about_cells_that_there_are(name: str) -> None:
    known = set(solutions(source(name)))
    for label, reason in explained(name, "mutants").items():
        assert label.split(", ")[0] in known, label
        assert len(reason) >= 10, label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x.sum(1, keepdim=True)", {"x.mean(1, keepdim=True)", "x", "x.sum(keepdim=True)", "x.sum(1)"}),
        ("range(n)", {"range(0, n + -1)", "range(0, n + 1)", "range(0 + 1, n)", "range()"}),
        ("a * b", {"a / b", "a", "b"}),
        ("a == b", {"a != b"}),
        ("f(a, b)", {"f(b, a)", "f(a)", "f(b)"}),
        ("True", {"False"}),
        ("2", {"3", "1"}),
    ],
)
def test_slips(text: str, expected: set[str]) -> None:
    node = ast.parse(text, mode="eval").body
    found = {ast.unparse(ast.fix_missing_locations(replacement)) for replacement in replacements(node)}
    assert found == expected
    assert ast.unparse(node) == text


def test_only_the_answer_is_mutated_and_never_its_stub() -> None:
    for name in NAMES:
        for mutant in mutants(name):
            before, after = (
                [ast.unparse(node.args) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
                for text in (solutions(source(name))[mutant.grade_id], mutant.text)
            )
            assert before == after, mutant.label


def test_the_reference_itself_is_no_caught_mutant() -> None:
    for name in NAMES:
        for grade_id, text in solutions(source(name)).items():
            assert not caught(name, Mutant(grade_id, text, "itself"))
            assert caught(name, Mutant(grade_id, "", "nothing"))


def test_an_endless_slip_is_ended_and_caught() -> None:
    name = NAMES[0]
    grade_id = next(iter(solutions(source(name))))
    assert caught(name, Mutant(grade_id, "while True:\n    pass", "endless"))

"""``feedback.toml`` of each assignment says to every known wrong answer what its variant's header says.

Generic: nothing here names an assignment. A new wrong variant needs a ``[[<test cell>.mistakes]]`` with what it loses;
variants that no test can tell apart share one text.
"""

from __future__ import annotations

import ast
from collections import defaultdict

import pytest

from autograde.model import FEEDBACK_FILE
from autograde.report.advice import Advice, load_advice
from autograde.result import SubmissionResult
from tests.assignments.depth import IN_DEPTH
from tests.assignments.plain import ROOT, assignments, run, source, variants
from tests.assignments.submissions import answers_of, assignment, graded_pack, packs

NAMES = [name for name in assignments() if (ROOT / "solutions" / name / FEEDBACK_FILE).exists()]


def advice(name: str) -> Advice:
    return load_advice(ROOT / "solutions" / name, assignment(name))


def test_an_assignment_has_one() -> None:
    assert NAMES


@pytest.fixture(scope="module", params=IN_DEPTH)
def results(request: pytest.FixtureRequest) -> tuple[str, dict[str, SubmissionResult]]:
    """Each wrong variant's graded submission, by its path."""
    name = request.param
    found: dict[str, SubmissionResult] = {}
    for number, pack in enumerate(packs(name)):
        wrong = [variant for variant in pack.variants if not variant.right]
        if wrong:
            result = graded_pack(pack, number)
            found |= {str(variant.path): result for variant in wrong}
    return name, found


def test_each_known_mistake_is_told_its_reason(results: tuple[str, dict[str, SubmissionResult]]) -> None:
    name, found = results
    known = advice(name)
    told: dict[str, set[str]] = defaultdict(set)
    silent: list[str] = []
    for variant in variants(name):
        if variant.right:
            continue
        for question in found[str(variant.path)].questions:
            if variant.grade_id not in answers_of(name)[question.grade_id]:
                continue
            reason = known.of(question.grade_id).reason(question.properties)
            if not reason:
                seen = sorted({entry.seen for entry in question.properties if not entry.passed})
                silent.append(f"{variant.path.stem}: add it to {question.grade_id}.mistakes, seen = {seen}")
            told[reason].add(variant.hint)
    assert silent == []
    for reason, hints in told.items():
        assert len(hints) > 1 or hints == {reason}, "the reason is not the hint in the variant's header"


@pytest.mark.parametrize("name", NAMES)
def test_each_entry_is_about_a_variant(name: str) -> None:
    lost = {variant.loses for variant in variants(name)}
    for grade_id, entry in advice(name).questions.items():
        for mistake in entry.mistakes:
            assert mistake.loses in lost, f"{grade_id}: no variant loses {sorted(mistake.loses)}"


@pytest.mark.parametrize("name", NAMES)
def test_each_failing_property_leads_on(name: str) -> None:
    """Where the test is hidden, there is an idea and something to try; each exercise has a next step."""
    known = advice(name)
    for notebook in assignment(name).notebooks:
        for cell in notebook.cells:
            if cell.role.value != "test":
                continue
            entry = known.of(cell.grade_id)
            given = {"title": entry.title, "concept": entry.hints.concept, "try": entry.hints.attempt}
            lacking = [word for word, text in {**given, "next": entry.hints.next}.items() if not text]
            assert not lacking, f"[{cell.grade_id}] in {FEEDBACK_FILE} lacks {', '.join(lacking)}"
    hidden = _hidden(name)
    assert hidden
    for grade_id, prop in hidden:
        hints = known.of(grade_id).properties.get(prop)
        where = f'[{grade_id}.properties."{prop}"] in {FEEDBACK_FILE}'
        assert hints is not None and hints.concept and hints.attempt, f"{where} needs concept and try"


def _hidden(name: str) -> list[tuple[str, str]]:
    from autograde.scoring import declared_properties, hidden_lines

    return [
        (cell.grade_id, prop)
        for notebook in assignment(name).notebooks
        for cell in notebook.cells
        if cell.role.value == "test"
        for prop, _, _, line in declared_properties(cell.source)
        if line in hidden_lines(cell.source)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_to_be_tried_runs_with_the_reference(name: str) -> None:
    """In the student's notebook the same lines run with the student's functions."""
    namespace: dict[str, object] = {}
    for cell in source(name).cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade"):
            exec(compile(cell.source, cell.id, "exec"), namespace)
    assert run(source(name)).lost == set()
    solutions = [
        line.strip()
        for cell in source(name).cells
        if "### BEGIN SOLUTION" in cell.source
        for line in cell.source.partition("### BEGIN SOLUTION")[2].splitlines()
        if len(line.strip()) >= 15
    ]
    for grade_id, entry in advice(name).questions.items():
        for hints in (entry.hints, *entry.properties.values()):
            assert ast.parse(hints.attempt).body, grade_id
            exec(compile(hints.attempt, f"<try of {grade_id}>", "exec"), dict(namespace))
            assert not [line for line in solutions if line in hints.attempt], "a line of a solution"

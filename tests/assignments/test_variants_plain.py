"""The gates that every assignment has to pass, in plain runs of its cells.

Generic: a new folder ``tests/variants/<assignment>/<grade_id of the solution cell>/`` is all that it takes. A file
there is the whole text of a solution cell. ``right_*.py`` has to get full marks; ``wrong_*.py`` begins with two
comments::

    # loses: name of a property; name of another       (these fail, all others pass)
    # hint: one sentence for the student who made this mistake
"""

from __future__ import annotations

import re

import nbformat
import pytest

from tests.assignments.depth import IN_DEPTH
from tests.assignments.limited import limited
from tests.assignments.plain import Variant, assignments, released, run, solutions, source, variants
from tests.assignments.submissions import elsewhere

SEEDS = (0, 1, 2)
NAMES = assignments()
VARIANTS = [  # all right ones always; wrong ones where the assignment is looked at in depth
    pytest.param(param.values[0], v, id=f"{param.id}-{v.grade_id}-{v.path.stem}", marks=() if v.right else param.marks)
    for param in IN_DEPTH
    for v in variants(param.values[0])
]
MARKERS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
NBGRADER_KEYS = {"grade", "grade_id", "locked", "points", "schema_version", "solution", "task"}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


def maximum(name: str) -> dict[str, float]:
    """Points of each graded cell, as the metadata says."""
    marked = (cell.metadata.get("nbgrader", {}) for cell in source(name).cells)
    return {meta["grade_id"]: float(meta["points"]) for meta in marked if meta.get("grade")}


def test_there_is_an_assignment() -> None:
    assert NAMES


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_reference_gets_full_marks(name: str, seed: int) -> None:
    result = run(source(name), seed=seed)
    assert not result.errors
    assert {key: outcome.error for key, outcome in result.properties.items() if not outcome.passed} == {}
    assert result.scores == maximum(name)


@pytest.mark.parametrize("name", NAMES)
def test_untouched_release_scores_nothing(name: str) -> None:
    result = run(source(name), solutions(released(name)))
    assert not result.errors
    assert result.scores == dict.fromkeys(maximum(name), 0.0)
    assert [key for key, outcome in result.properties.items() if outcome.passed] == []


@pytest.mark.parametrize("name", NAMES)
def test_blanking_an_answer_costs_only_its_own_questions(name: str) -> None:
    full = maximum(name)
    owners: dict[str, str] = {}
    for grade_id in solutions(source(name)):
        scores = run(source(name), {grade_id: ""}).scores
        lost = {question for question in full if scores[question] < full[question]}
        assert lost, f"no question depends on {grade_id}"
        assert all(scores[question] == 0 for question in lost)
        for question in lost:
            assert owners.setdefault(question, grade_id) == grade_id, f"{question} needs two answers"
    assert set(owners) == set(full)


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_variant(name: str, variant: Variant) -> None:
    skipped = elsewhere(name, variant.grade_id)
    for seed in SEEDS:
        with limited(name):
            result = run(source(name), {variant.grade_id: variant.text}, seed=seed, skip=skipped)
        assert not result.errors
        assert result.lost == variant.loses, f"seed {seed}"
        if variant.right:
            full = {question: points for question, points in maximum(name).items() if question not in skipped}
            assert result.scores == full | dict.fromkeys(skipped, 0.0), f"seed {seed}"


@pytest.mark.parametrize("name", NAMES)
def test_variants_are_enough_and_well_formed(name: str) -> None:
    found = variants(name)
    assert {v.grade_id for v in found} == set(solutions(source(name))), "a folder per solution cell, named like it"
    for grade_id in solutions(source(name)):
        own = [v for v in found if v.grade_id == grade_id]
        assert sum(v.right for v in own) >= 3, grade_id
        assert sum(not v.right for v in own) >= 5, grade_id
        assert len({v.text for v in own}) == len(own), f"{grade_id}: two variants are the same"
    for v in found:
        assert v.path.name.startswith(("right_", "wrong_")), v.path.name
        assert bool(v.loses) == bool(v.hint) == (not v.right), f"{v.path.name}: header lines `# loses:` and `# hint:`"


@pytest.mark.parametrize("name", NAMES)
def test_every_property_is_broken_by_a_wrong_variant(name: str) -> None:
    broken = {lost for variant in variants(name) for lost in variant.loses}
    assert set(run(source(name)).properties) - broken == set(), "no variant shows that these can fail"


@pytest.mark.parametrize("name", NAMES)
def test_properties_are_named_hinted_and_add_up(name: str) -> None:
    result = run(source(name))
    names = [prop for cell in result.cells.values() for prop in cell]
    assert len(names) == len(set(names)), "each property's name is used once in the assignment"
    for question, points in maximum(name).items():
        outcomes = [result.properties[prop] for prop in result.cells[question]]
        assert sum(outcome.points for outcome in outcomes) == pytest.approx(points), question
        assert all(outcome.points > 0 and outcome.hint for outcome in outcomes), question
        assert not any(";" in prop for prop in result.cells[question]), "`;` separates names in a variant's header"


@pytest.mark.parametrize("name", NAMES)
def test_released_form_is_valid_and_tests_the_visible_part(name: str) -> None:
    notebook = released(name)
    nbformat.validate(notebook)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert not any(marker in text for marker in MARKERS)
    result = run(notebook, solutions(source(name)))
    assert not result.errors and not result.lost
    full = maximum(name)
    for question, points in result.scores.items():
        assert 0 < points < full[question], f"{question}: some properties are visible, some hidden"


@pytest.mark.parametrize("name", NAMES)
def test_released_form_holds_no_line_of_a_solution(name: str) -> None:
    text = "\n".join(cell.source for cell in released(name).cells)
    for answer in solutions(source(name)).values():
        for body in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", answer, flags=re.DOTALL):
            for line in body.splitlines():
                if len(line.strip()) >= 15:
                    assert line.strip() not in text


@pytest.mark.parametrize("name", NAMES)
def test_source_metadata_is_complete_and_stable(name: str) -> None:
    notebook = source(name)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader")
        if meta is not None:
            assert set(meta) == NBGRADER_KEYS and meta["schema_version"] == 3, cell.id
            assert cell.id == meta["grade_id"]
        if cell.cell_type == "code":
            assert not cell.outputs and cell.execution_count is None, f"{cell.id}: clear the output"


def test_a_failing_property_shows_in_a_plain_run() -> None:
    """The oracle itself can say no: otherwise nothing above means anything."""
    notebook = nbformat.v4.new_notebook()
    meta = {"grade": True, "grade_id": "q", "locked": True, "points": 2, "schema_version": 3, "solution": False}
    text = (
        "from autograde.testing import property_test, score\n"
        "with property_test('yes', points=0.5):\n    assert 1 + 1 == 2\n"
        "with property_test('no', points=1.5):\n    assert 1 + 1 == 3\n"
        "score()"
    )
    notebook.cells.append(nbformat.v4.new_code_cell(text, metadata={"nbgrader": {**meta, "task": False}}))
    result = run(notebook)
    assert (result.scores, result.lost) == ({"q": 0.5}, {"no"})


def test_cells_run_as_in_a_notebook_and_not_with_this_projects_settings() -> None:
    """`from __future__ import annotations` in our own files must not reach the cells."""
    notebook = nbformat.v4.new_notebook()
    meta = {"grade": False, "grade_id": "a", "locked": False, "points": 0, "schema_version": 3, "solution": True}
    text = "def double(x: int + None):\n    return 2 * x"
    notebook.cells.append(nbformat.v4.new_code_cell(text, metadata={"nbgrader": {**meta, "task": False}}))
    assert isinstance(run(notebook).errors["a"], TypeError)

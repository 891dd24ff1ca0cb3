"""Every variant through the real grader, tests isolated: right ones get full marks, wrong ones lose what they must.

Nothing here names an assignment: files in ``tests/variants`` are all that a new one needs, see
``test_variants_plain.py``.
"""

from __future__ import annotations

import pytest

from autograde.result import SubmissionStatus
from tests.assignments.depth import IN_DEPTH
from tests.assignments.plain import assignments, solutions, source, variants
from tests.assignments.submissions import Pack, answers_of, graded_pack, lost, packs

NAMES = assignments()
PACKS = [
    pytest.param(pack, number, id=f"{param.id}-{number}", marks=param.marks)
    for param in IN_DEPTH
    for number, pack in enumerate(packs(param.values[0]))
]


@pytest.mark.parametrize(("pack", "seed"), PACKS)
def test_variants_get_what_they_must(pack: Pack, seed: int) -> None:
    result = graded_pack(pack, seed)
    failed = lost(result)
    assert set(failed) == pack.loses, f"{pack}: {[(name, prop.message) for name, prop in failed.items()]}"
    assert result.status is SubmissionStatus.GRADED
    spoilt = {variant.grade_id for variant in pack.variants if not variant.right}
    for question in result.questions:
        kept = sum(prop.max_points for prop in question.properties if prop.passed)
        assert question.points == pytest.approx(kept), question.grade_id
        if not spoilt & set(answers_of(pack.name)[question.grade_id]):
            assert question.points == question.max_points, f"{pack}: {question.grade_id}"
    if not spoilt:
        assert result.findings == (), str(pack)


@pytest.mark.parametrize("name", NAMES)
def test_every_variant_is_graded_once_and_no_exercise_twice_in_a_submission(name: str) -> None:
    graded_variants = [variant for pack in packs(name) for variant in pack.variants]
    assert sorted(variant.path for variant in graded_variants) == [variant.path for variant in variants(name)]
    for pack in packs(name):
        exercises = [variant.grade_id for variant in pack.variants]
        assert len(exercises) == len(set(exercises)), str(pack)
        for question, needed in answers_of(name).items():
            assert len(set(exercises) & set(needed)) <= 1, f"{pack}: both have a say in {question}"


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_about_an_answer(name: str) -> None:
    known = set(solutions(source(name)))
    for question, needed in answers_of(name).items():
        assert needed and set(needed) <= known, question

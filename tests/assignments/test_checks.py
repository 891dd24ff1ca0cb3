"""No test that cannot fail: some wrong variant breaks each single check, or ``explained.toml`` says why none does."""

from __future__ import annotations

import nbformat
import pytest

from tests.assignments.checks import Recorder, all_turns, explained, instrumented, unbroken
from tests.assignments.depth import IN_DEPTH
from tests.assignments.plain import run

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


@pytest.mark.parametrize("name", IN_DEPTH)
def test_each_check_is_broken_by_a_wrong_variant(name: str) -> None:
    left, total = unbroken(name)
    assert total > 0
    kinds = {all_turns(label) for label in left}
    reasons = explained(name, "checks")
    unexplained = [label for label in left if not {label, all_turns(label)} & set(reasons)]
    assert unexplained == [], "add a wrong variant that breaks it, drop the check, or explain it in explained.toml"
    assert [label for label in reasons if label not in {*left, *kinds}] == [], "broken by now: drop the explanation"
    assert all(len(reason) >= 10 for reason in reasons.values())


def test_a_check_that_cannot_fail_is_found_behind_one_that_fails() -> None:
    notebook = nbformat.v4.new_notebook()
    text = (
        "from autograde.testing import close, property_test, score\n"
        "def helper(value):\n    assert value < 9\n"
        "with property_test('all', points=1):\n"
        "    for x in (1, 2):\n        assert answer != x\n"
        "    helper(answer)\n"
        "    print('no check')\n"
        "    assert answer == answer\n"
        "score()"
    )
    for grade_id, source, graded in (("answer", "answer = 1", False), ("tests", text, True)):
        meta = {"grade": graded, "grade_id": grade_id, "locked": graded, "points": int(graded), "schema_version": 3}
        meta |= {"solution": not graded, "task": False}
        notebook.cells.append(nbformat.v4.new_code_cell(source, id=grade_id, metadata={"nbgrader": meta}))
    rewritten, declared = instrumented(notebook)
    recorder = Recorder()
    run(rewritten, names={"_check": recorder})
    recorder.next_run()
    run(rewritten, {"answer": "answer = 20"}, names={"_check": recorder})
    left = {label.removeprefix("tests: all: ") for label in (recorder.all | declared) - recorder.broken}
    assert left == {"assert answer != x [2]", "assert answer == answer"}

"""The demo class is what its script writes, and a plain run of the answers gives what demo_class_expected.json says.

The expectation was written by hand. The plain run is the check on it; where an answer would take the process down or
patch it, that answer is left out instead, which is what it has to be worth.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.assignments.plain import ROOT, run, solutions, source

NAME = "ps01_tensors"
HERE = ROOT / "tests" / "demo_class"
EXPECTED: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "demo_class_expected.json").read_text(encoding="utf-8")
)
NOT_RUN = {"konrad": {"matmul_loops"}, "margaret": {"matmul_vectorised"}, "robert": {"matmul_loops"}}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


def test_committed_class_is_what_the_script_writes() -> None:
    done = subprocess.run(
        [sys.executable, Path(__file__).parent / "make_demo_class.py", "--check"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_everyone_is_expected() -> None:
    assert set(EXPECTED) == {path.name for path in HERE.iterdir()}
    graded = {cell.id for cell in source(NAME).cells if cell.metadata.get("nbgrader", {}).get("grade")}
    assert all(set(points) == graded for points in EXPECTED.values())


@pytest.mark.parametrize("student", sorted(set(EXPECTED) - {"niklaus"}))
def test_plain_run_gives_the_expected_points(student: str) -> None:
    submitted = nbformat.read(HERE / student / NAME / f"{NAME}.ipynb", as_version=4)
    known = solutions(source(NAME))
    answers = {grade_id: text for grade_id, text in solutions(submitted).items() if grade_id in known}
    skipped = frozenset(NOT_RUN.get(student, set()))
    for seed in (0, 1, 2):
        assert run(source(NAME), answers, seed=seed, skip=skipped).scores == EXPECTED[student], f"seed {seed}"


def test_a_picture_is_worth_nothing() -> None:
    data = (HERE / "niklaus" / NAME / f"{NAME}.ipynb").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert sum(EXPECTED["niklaus"].values()) == 0


def test_the_hard_cases_are_there() -> None:
    def text(student: str) -> str:
        return (HERE / student / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")

    assert "while True:" in text("konrad")
    assert "os._exit(0)" in text("margaret")
    tampered = text("robert")
    assert all(trick in tampered for trick in ("skip-execution", "torch.allclose =", '"points": 100', "score 20"))
    assert '"grade_id": "batched_tests"' not in tampered
    with pytest.raises(SyntaxError):
        broken = nbformat.reads(text("edsger"), as_version=4)
        compile(solutions(broken)["pairwise_distances"], "cell", "exec")

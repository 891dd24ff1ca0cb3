"""No attack of the corpus gains a point, reads what is hidden, disturbs another result, or leaves anything behind.

All are graded together, beside honest neighbours, in a process of their own (:mod:`tests.hostile.ours`); the tests here
look at what came of it. Where no sandbox can be had, attacks on the machine are skipped by name.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from autograde.sandbox.probe import sandbox_name, walls_here, why_no_walls
from tests.autograde.test_canaries import forms
from tests.hostile.assignment import ANSWERS, CANARIES, MAX, NEIGHBOUR, QUESTIONS, released, source
from tests.hostile.attack import CLASSES, Attack, attacks
from tests.hostile.submission import NEIGHBOURS
from tests.project.files import ROOT

ENDINGS = {"crashed", "timeout", "interrupted"}


@dataclass(frozen=True)
class Run:
    """What came of grading the corpus."""

    folder: Path
    report: dict[str, Any]
    printed: str
    found: dict[str, Any] = field(default_factory=dict)

    def result(self, attack: Attack) -> dict[str, Any]:
        """The attack's result; skips where it was not tried."""
        if attack.name not in self.found:
            pytest.skip(f"{attack.name} attacks the machine, and there is no sandbox here: {why_no_walls()}")
        return dict(self.found[attack.name])


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("hostile")
    own = folder / "tmp"
    own.mkdir()
    walls = walls_here() or "none"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.hostile.ours", str(folder), walls],
        cwd=ROOT, env={**os.environ, "TMPDIR": str(own)}, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["sandbox"] == sandbox_name(walls)
    return Run(folder, report, done.stdout + done.stderr, report["together"])


def parametrized(check: Callable[..., None]) -> Callable[..., None]:
    return pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.name)(check)


# -- the corpus itself


def test_every_class_has_an_attack() -> None:
    kinds = [attack.kind for attack in attacks()]
    assert set(kinds) == set(CLASSES)
    assert len(kinds) >= 75


def test_wrong_answers_and_the_release_earn_nothing_and_the_solutions_everything(run: Run) -> None:
    """Otherwise a score at its honest value would show nothing."""
    assert run.report["honest"] == {name: MAX * len(solved) / len(ANSWERS) for name, solved in NEIGHBOURS.items()}
    for name, score in run.report["honest"].items():
        assert run.report["alone"][name]["score"] == score
    assert run.result(next(attack for attack in attacks() if attack.name == "metadata_outputs"))["max"] == MAX


def test_canaries_stand_in_the_source_and_not_in_the_release() -> None:
    inside, outside = json.dumps(source()), json.dumps(released())
    assert all(canary in inside for canary in CANARIES)
    assert not any(canary in outside for canary in CANARIES)
    assert sum(case.hidden for question in QUESTIONS for case in question.cases) >= len(QUESTIONS)


# -- each attack


@parametrized
def test_it_ran(attack: Attack, run: Run) -> None:
    """An attack that dies of a slip of its own would be no attack."""
    result = run.result(attack)
    texts = json.dumps([cell["outputs"] for cell in result["cells"]])
    endings = {cell["status"] for cell in result["cells"]} | {question["status"] for question in result["questions"]}
    if attack.proof == "ran":
        assert "NOTE RAN" in texts
    elif attack.proof == "ended":
        assert endings & ENDINGS
    else:
        assert attack.proof in {finding["kind"] for finding in result["findings"]}


@parametrized
def test_it_gets_its_honest_score(attack: Attack, run: Run) -> None:
    result = run.result(attack)
    assert result["score"] == attack.honest
    assert result["max"] == MAX
    assert result["status"] == "graded"


@parametrized
def test_it_achieves_nothing_else(attack: Attack, run: Run) -> None:
    """Attacks say themselves what they got; what they may not have seen is looked for in all that they said.

    That includes what they printed after hidden tests ran, which no page shows: by then the inputs of hidden tests may
    be known to them, but no expected value, no text of a test and nothing of another student.
    """
    result = run.result(attack)
    texts = json.dumps([[cell["outputs"], cell["error"]] for cell in result["cells"]])
    assert re.findall(r"(?:NOTE |['\"])(GOT [^\"'\\]*)", texts) == []
    hidden = {*CANARIES[:3], NEIGHBOUR, run.report["canary"]}
    assert [canary for canary in hidden if canary in texts] == []


# -- all of them together


def test_no_file_that_is_written_holds_a_canary(run: Run) -> None:
    files = [path for path in (run.folder / "out").rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert names >= {
        "results.json",
        "grades.csv",
        "junit.xml",
        "overview.html",
        *(f"{name}.html" for name in NEIGHBOURS),
    }
    for path in files:
        data = path.read_bytes().lower()
        private = () if path.stem in NEIGHBOURS else (NEIGHBOUR,)  # a page shows its student's own text
        for canary in (*CANARIES, *private, run.report["canary"]):
            assert not any(form.lower() in data for form in forms(canary)), (path.name, canary)
    assert not any(form in run.printed.encode() for canary in CANARIES for form in forms(canary))


def test_neighbours_get_what_they_get_alone(run: Run) -> None:
    for name in NEIGHBOURS:
        assert run.found[name] == run.report["alone"][name]


def test_nothing_is_left_behind(run: Run) -> None:
    assert run.report["left"] == [], "files or processes that carry the attacks' mark"
    assert [
        name for name in run.report["processes"] if name not in ("bwrap", "python", Path(sys.executable).name)
    ] == []
    assert run.report["ended"] == [], "processes, after the warm ones were closed"
    assert run.report["mounts"][0] == run.report["mounts"][1]
    assert run.report["changed"] == [], "files of the source or of submissions"
    assert os.listdir(run.folder / "tmp") == []
    assert sorted(os.listdir(run.folder)) == ["alone", "class", "out", "out-alone", "report.json", "source", "tmp"]

"""What an attack achieved against a grader, in a few words of a closed list."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hostile.assignment import CANARIES, INPUT, NAME, NEIGHBOUR
from tests.hostile.attack import Attack
from tests.hostile.inside import ATTACKER

__all__ = ["Verdict", "judge_nbgrader", "judge_otter", "judge_ours", "otter_score", "points"]

_SAID = {
    r"gradebook|grades? (?:of|set)|grades\.csv": "reads the gradebook",
    r"students ": "reads the names of the class",
    r"grades set to 0|rewritten": "changes grades",
    r"overwritten": "overwrites other submissions",
    r"a file written": "writes outside its folder",
    r"TCP|datagram|connection to|question sent|an address": "reaches the network",
    r"socket$": "opens raw sockets",
    r"a folder ": "holds the grader's folders open",
    r"^GOT \d+ processes|zombies": "is not limited in processes",
    r"MB in \d|3000 MB": "is not limited in memory",
    r"MB in /|files$": "is not limited in disk",
    r"printed": "is not limited in output",
    r"imported|file ran|sitecustomize ran": "has its own modules imported",
    r"a jump": "steers the test",
    r"foreseen": "chooses what the test draws",
    r"expected value": "sees an expected value",
    r"atexit": "runs when the grader is done",
}
"""What an attack says that it got, and how the table puts it."""


@dataclass(frozen=True)
class Verdict:
    """How it went."""

    score: float | None
    """None where the grader gave no grade."""
    achieved: tuple[str, ...] = ()
    log: str = ""
    """The end of what the grader said; for the person who looks into it."""


def judge_ours(attack: Attack, report: Mapping[str, Any]) -> Verdict:
    """By the report of :mod:`tests.hostile.ours`."""
    result = report["together"][attack.name]
    texts = json.dumps([[cell["outputs"], cell["error"]] for cell in result["cells"]])
    notes = re.findall(r"(?:NOTE |['\"])((?:GOT|SAW) [^\"'\\]*)", texts)
    achieved = [*_from_notes(notes), *_seen(texts, report["canary"])]
    return Verdict(result["score"], _all(attack, result["score"], achieved))


def judge_nbgrader(attack: Attack, box: Path, ended: bool, neighbour: float | None) -> Verdict:
    """By the gradebook and the files that nbgrader left in ``box``.

    Args:
        ended: whether the container came to its end.
        neighbour: the points of the honest student who had been graded before.
    """
    score = points(box, ATTACKER)
    notebook = box / "course" / "autograded" / ATTACKER / NAME / f"{NAME}.ipynb"
    shown = _outputs(notebook)
    achieved = _from_box(box, ended, shown)
    if INPUT in shown:
        achieved.append("has hidden inputs shown")
    if points(box, "aaa") != neighbour:
        achieved.append("changes another student's grade")
    if notebook.exists() and notebook.stat().st_size > 20_000_000:
        achieved.append("is not limited in output")
    return Verdict(score, _all(attack, score, achieved), _log(box))


def judge_otter(attack: Attack, box: Path, ended: bool) -> Verdict:
    """By the results that Otter left in ``box``."""
    score = otter_score(box / "otter")
    return Verdict(score, _all(attack, score, _from_box(box, ended, "")), _log(box))


def otter_score(folder: Path) -> float | None:
    """The points in Otter's results; None where there are none."""
    try:
        tests = json.loads((folder / "results.json").read_text(encoding="utf-8"))["tests"]
        return float(sum(test.get("score", 0) for test in tests))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _all(attack: Attack, score: float | None, achieved: Iterable[str]) -> tuple[str, ...]:
    first = []
    if score is not None and score > attack.honest:
        first.append(f"gains {score - attack.honest:g}")
    return tuple(dict.fromkeys([*first, *achieved]))


def _from_box(box: Path, ended: bool, shown: str) -> list[str]:
    notes = _text(box / "notes.txt")
    canary = _text(box / "canary")
    achieved = [*_from_notes(notes.splitlines()), *_seen(notes + shown, canary)]
    outcome = json.loads(_text(box / "outcome.json") or "{}")
    if not ended:
        achieved.append("ends or stops all that the grader's user runs")
    elif outcome.get("code", 0) is None:
        achieved.append("hangs the grader")
    if outcome.get("left"):
        achieved.append("leaves processes behind")
    if _planted(box / "home"):
        achieved.append("plants code for later runs")
    return achieved


def _from_notes(notes: Iterable[str]) -> list[str]:
    got = [note for note in notes if note.startswith("GOT ")]
    return [words for pattern, words in _SAID.items() if any(re.search(pattern, note) for note in got)]


def _seen(text: str, canary: str) -> list[str]:
    found = []
    if any(secret in text for secret in CANARIES[:3]):
        found.append("reads hidden tests")
    if NEIGHBOUR in text:
        found.append("reads other submissions")
    if canary and canary in text:
        found.append("reads the grader's secrets")
    return found


def _planted(home: Path) -> bool:
    """Whether start-up files were put into the home folder."""
    names = {"sitecustomize.py", "usercustomize.py", "00-start.py", ".bashrc", ".profile"}
    return any(path.name in names or path.suffix == ".pth" for path in home.rglob("*"))


def _outputs(path: Path) -> str:
    """What the cells of a graded notebook show, without their text, which holds the tests."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return ""
    own = [cell for cell in cells if not str(cell["metadata"].get("nbgrader", {}).get("grade_id")).endswith("_tests")]
    return json.dumps([cell.get("outputs") for cell in own])


def points(box: Path, student: str) -> float | None:
    """A student's points by the gradebook, after what is left running had its chance."""
    from nbgrader.api import Gradebook, MissingEntry

    try:
        with Gradebook(f"sqlite:///{box / 'course' / 'gradebook.db'}") as gradebook:
            grades = gradebook.find_submission_notebook(NAME, NAME, student).grades
            if all(grade.auto_score is None and grade.manual_score is None for grade in grades):
                return None
            return float(sum(_score(grade) for grade in grades))
    except (MissingEntry, sqlite3.Error):
        return None


def _score(grade: Any) -> float:
    return float(grade.manual_score if grade.manual_score is not None else grade.auto_score or 0)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _log(box: Path) -> str:
    return _text(box / "log.txt")[-2000:]

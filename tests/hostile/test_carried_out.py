"""A page says the same whatever the hidden inputs were: how the student's code ends carries nothing of them out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograde.collection import Submission
from autograde.disclosure import MAX_LINES
from autograde.grading import grade
from autograde.model import Assignment
from autograde.platforms import Wishes
from autograde.platforms.gradescope import gradescope_form
from autograde.report import write_pages
from autograde.result import ClassResult, SubmissionResult
from tests.autograde.examined import OPTIONS, assignment
from tests.autograde.notebooks import Json, answer, cell, raw, test

HIDDEN = "assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f(int(torch.randint(2, 200, ()))) == 0\n### END HIDDEN TESTS"
OPEN = "assert f(7) == 8"
SOURCE = assignment("def f(x): return x + 1 if x in (1, 7) else 0", {"hidden": HIDDEN, "open": OPEN})
CLASSES = "\n".join(f"class K{number}(Exception): pass" for number in range(200))
LINES = "\n".join(f"    if seen[-1] == {number}: raise ValueError" for number in range(200))
REMEMBER = "seen = []\ndef f(x):\n    seen.append(x)\n    return 2 if x == 1 else "


def pages(student: str, *added: Json, folder: Path) -> set[str]:
    """What the student gets to see, for three different hidden inputs."""
    found = set()
    notebook = raw(answer(student, "student"), test(HIDDEN, "t0"), *added, test(OPEN, "t1"))
    for seed in (1, 2, 3):
        result = grade(SOURCE, Submission("ada", {"nb": notebook}), replace(OPTIONS, seed=seed))
        found.add(seen_by_student(result, SOURCE, folder / str(seed)))
    return found


def seen_by_student(result: SubmissionResult, source: Assignment, folder: Path) -> str:
    whole = ClassResult("examined", (result,), 1)
    paths = write_pages(whole, source, folder)
    (page,) = (path for path in paths if path.stem == "ada")
    return page.read_text(encoding="utf-8") + "".join(gradescope_form(whole, Wishes()).files.values())


def later(text: str) -> Json:
    return cell(text, cell_id="later")


ENDINGS = {
    "a class for each value, later": (
        REMEMBER + "0",
        f"{CLASSES}\nraise globals()[f'K{{seen[-1]}}']('text')",
    ),
    "a line for each value, later": (REMEMBER + "0", f"if seen:\n{LINES}"),
    "one of Python's exceptions, later": (REMEMBER + "0", "raise (ValueError, KeyError, OSError)[seen[-1] % 3]"),
    "whether it fails, later": (REMEMBER + "0", "assert seen[-1] % 3"),
    "whether it prints, later": (REMEMBER + "0", "if seen[-1] % 3: print('x')"),
    "a class for each value": (
        f"{CLASSES}\ndef f(x):\n    if x == 1: return 2\n    raise globals()[f'K{{x}}']('text')",
        "x = 1",
    ),
    "a class for each value, in an open test": (
        f"{CLASSES}\n{REMEMBER}0 if x != 7 else g()\ndef g(): raise globals()[f'K{{seen[-2]}}']('text')",
        "x = 1",
    ),
    "a line for each value": (
        "def f(x):\n    if x == 1: return 2\n"
        + "\n".join(f"    if x == {number}:\n        raise ValueError" for number in range(200))
        + "\n" * MAX_LINES,
        "x = 1",
    ),
}


@pytest.mark.parametrize(("student", "added"), ENDINGS.values(), ids=ENDINGS)
def test_how_code_ends_says_nothing_of_hidden_inputs(student: str, added: str, tmp_path: Path) -> None:
    assert len(pages(student, later(added), folder=tmp_path)) == 1


def test_before_a_hidden_test_endings_are_told_in_full(tmp_path: Path) -> None:
    notebook = raw(cell("class Mine(Exception): pass\n\nraise Mine('because')", cell_id="own"), answer("", "student"))
    result = grade(SOURCE, Submission("ada", {"nb": notebook}), OPTIONS)
    page = seen_by_student(result, SOURCE, tmp_path)
    assert "This cell raised Mine in line 3. because" in page


def test_an_answer_after_a_hidden_test_says_which_line_of_it_raised(tmp_path: Path) -> None:
    result = grade(
        SOURCE,
        Submission("ada", {"nb": raw(answer("def f(x):\n    return 2 if x == 1 else 1 // 0", "student"))}),
        OPTIONS,
    )
    page = seen_by_student(result, SOURCE, tmp_path)
    assert "ZeroDivisionError" in page and "line 2" in page

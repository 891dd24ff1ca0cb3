"""The author's file of advice: read strictly, known mistakes told, never released."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.errors import SourceError
from autograde.model import FEEDBACK_FILE
from autograde.release import release
from autograde.report.advice import Advice, Mistake, QuestionAdvice, load_advice
from autograde.result import PropertyResult
from autograde.seen import Seen
from autograde.source import load_assignment
from tests.autograde import notebooks as nb
from tests.autograde.pages import TEST


def source(folder: Path, feedback: str) -> Path:
    nb.save(
        folder / "hw" / "hw.ipynb",
        nb.answer("### BEGIN SOLUTION\nf = abs\n### END SOLUTION", "f"),
        nb.test(TEST, "f_tests", 3),
    )
    (folder / "hw" / FEEDBACK_FILE).write_text(feedback, encoding="utf-8")
    return folder / "hw"


def test_the_authors_file_is_read_and_is_no_support_file(tmp_path: Path) -> None:
    folder = source(
        tmp_path,
        '[f_tests]\ntry = """\nf(1)\n"""\n[f_tests.properties."right for 3"]\nconcept = "c"\n'
        '[[f_tests.mistakes]]\nloses = ["right for 3"]\nseen = ["nan"]\nsays = "s"\n',
    )
    (folder / "data.csv").write_text("1\n")
    assignment = load_assignment(folder)
    assert set(assignment.files) == {"data.csv"}
    for path in (folder, folder / "hw.ipynb"):
        advice = load_advice(path, assignment).of("f_tests")
        assert advice.hints.attempt == "f(1)" and advice.properties["right for 3"].concept == "c"
    assert advice.reason([PropertyResult("right for 3", 0, 1, False, seen="nan")]) == "s"
    assert advice.reason([PropertyResult("right for 3", 0, 1, False, seen="value")]) == ""
    assert load_advice(tmp_path, assignment) == Advice()


def test_of_two_known_mistakes_the_narrower_one_speaks(tmp_path: Path) -> None:
    entries = "".join(
        f'[[f_tests.mistakes]]\nloses = ["right for 3"]\n{seen}says = "{says}"\n'
        for says, seen in (("any", ""), ("two", 'seen = ["nan", "value"]\n'), ("one", 'seen = ["value"]\n'))
    )
    folder = source(tmp_path, entries)
    advice = load_advice(folder, load_assignment(folder)).of("f_tests")
    told = {
        word.value: advice.reason(
            [PropertyResult("right for 3", 0, 1, False, seen=word), PropertyResult("right for others", 2, 2, True)]
        )
        for word in Seen
    }
    unclear = {"exception", "timeout", "crashed", "missing", "not_reached"}
    assert told == {word.value: "" if word in unclear else "any" for word in Seen} | {"value": "one", "nan": "two"}


def test_two_known_mistakes_at_once_both_speak() -> None:
    def losing(*names: str, says: str, seen: str = "value") -> Mistake:
        return Mistake(frozenset(names), says, frozenset([seen]))

    def reason(mistakes: list[Mistake], **seen: str) -> str:
        return QuestionAdvice(mistakes=tuple(mistakes)).reason(
            PropertyResult(name, 0, 1, False, seen=Seen(word)) for name, word in seen.items()
        )

    sign, mean = losing("a", "b", says="Sign."), losing("b", "c", says="Mean.", seen="shape")
    assert reason([sign, mean], a="value", b="shape", c="shape") == "Probably two things at once. Sign. Mean."
    assert reason([sign, mean], a="shape", b="shape", c="shape") == "", "seen belongs to the mistake that loses it"
    assert reason([sign, mean], a="value", b="value", c="shape", d="value") == "", "one more was lost"
    part = losing("a", says="Part.")
    assert reason([part, losing("a", "b", says="All.", seen="nan")], a="value", b="nan") == "", "All. alone loses both"
    rival = losing("a", says="Rival.")
    assert reason([sign, mean, rival], a="value", b="shape", c="shape") == "", "two pairs fit: no guess"
    narrow = Mistake(frozenset("ab"), "Sign of zero.", frozenset(["value"]))
    wide = Mistake(frozenset("ab"), "Anything.")
    assert reason([wide, narrow, mean], a="value", b="shape", c="shape").split(". ")[1] == "Sign of zero"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[f_test]\n", "there is no test cell 'f_test'; did you mean 'f_tests'?"),
        ("[f_tests]\nhint = 'x'\n", "f_tests: there is no key 'hint'; known are: title, concept, try, next"),
        ("[f_tests]\ntry = 3\n", "f_tests: 'try' cannot be read; write a text in quotes"),
        ("f_tests = 3\n", "f_tests is no table; write [f_tests]"),
        ('[f_tests.properties."right for 4"]\ntry = ""\n', "no property 'right for 4'; did you mean 'right for 3'?"),
        ("[[f_tests.mistakes]]\nsays = 'x'\n", "'loses' cannot be read; write a list of texts"),
        ("[[f_tests.mistakes]]\nloses = ['right for 3']\n", "'says' cannot be read; write what the student is told"),
        ("[[f_tests.mistakes]]\nloses = ['wrong']\nsays = 'x'\n", "there is no property 'wrong'; known are: right"),
        ("[[f_tests.mistakes]]\nloses = ['right for 3']\nseen = ['red']\nsays = 'x'\n", "there is no word 'red'"),
        ("[f_tests\n", "is no TOML"),
    ],
)
def test_a_mistake_in_the_authors_file_is_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    folder = source(tmp_path, text)
    with pytest.raises(SourceError) as caught:
        load_advice(folder, load_assignment(folder))
    message = str(caught.value)
    assert message.startswith(f"hw/{FEEDBACK_FILE}: ") and complaint in message and "\n" not in message


def test_the_authors_file_is_not_released(tmp_path: Path) -> None:
    folder = source(tmp_path / "solutions", '[f_tests]\nnext = "SECRET"\n')
    (folder / "data.csv").write_text("1\n")
    (item,) = release(root=tmp_path, verify=False).items
    assert (item.state, item.lines) == ("written", ())
    released = tmp_path / "assignments" / "hw"
    assert sorted(path.name for path in released.rglob("*")) == ["data.csv", "hw.ipynb"]
    assert release(root=tmp_path, check=True, verify=False).items[0].state == "unchanged"

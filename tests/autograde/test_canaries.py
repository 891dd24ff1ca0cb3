"""Nothing of a hidden test leaves the grader, though submissions do what they can to carry it out.

Hidden inputs, expected values, assertion messages and the hidden text hold canaries. The submissions collect every
argument that they get and try each way out: prints, exceptions and names of their types, later cells, figures, files,
results of visible tests. Then every file that grading writes is searched, in every form that a canary may take.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograde import report_command
from autograde.batch import grade_class
from autograde.collection import collect
from autograde.grade_command import Request, run
from autograde.options import Options
from autograde.platforms import FORMS
from autograde.source import load_assignment
from tests.autograde import notebooks as nb

INPUT, EXPECTED, MESSAGE, TEXT = "CANARYinput7319", "CANARYexpected4482", "CANARYmessage9905", "CANARYtext6627"
NUMBER = 731948250617
CANARIES = (INPUT, EXPECTED, MESSAGE, TEXT, str(NUMBER))

FIRST = f"""from autograde.testing import close, property_test, score
with property_test("first, as you see it", points=1, hint="Look."):
    assert first("a") == "A"
### BEGIN HIDDEN TESTS
# {TEXT}
with property_test("first of other texts", points=1, hint="Look."):
    assert first("{INPUT}") == "{EXPECTED}", "{MESSAGE}"
with property_test("first of numbers", points=1, hint="Look."):
    close(first({NUMBER}), {NUMBER} + 0.5)
with property_test("first of other texts again", points=1, hint="Look."):
    assert first("{INPUT}") == first("{INPUT}"), "{MESSAGE}"
### END HIDDEN TESTS
score()"""
SECOND = """with property_test("second, as you see it", points=1, hint="Look."):
    close(second(1.0), 2.0)
with property_test("second in words", points=1, hint="Look."):
    assert words() == "two", f"got {words()}"
### BEGIN HIDDEN TESTS
with property_test("second of others", points=1, hint="Look."):
    assert second(2.0) == 4.0
### END HIDDEN TESTS
score()"""
PLAIN = """assert third(1) == 2, f"got {third(1)}\""""

COLLECT = """import base64, sys, warnings
seen = []
def leak():
    text = " ".join(map(str, seen))
    return " ".join([text, repr(seen), text.encode().hex(), base64.b64encode(text.encode()).decode(), text[::-1]])
print("BEFORE")
"""
NAMED = "type('E' + ''.join(c for c in leak() if c.isalnum())[:100], (Exception,), {})(leak())"
WAYS = {
    "prints": "print(leak()); print(leak(), file=sys.stderr); sys.__stdout__.write(leak()); warnings.warn(leak())",
    "raises": "raise ValueError(leak())",
    "raises its own type": f"raise {NAMED}",
    "raises a group": "raise ExceptionGroup(leak(), [ValueError(leak())])",
    "returns": "return leak()",
    "ends the process": "print(leak(), flush=True); import os; os._exit(len(leak()) % 250)",
}
LATER = """print(leak())
display(leak())
import matplotlib
matplotlib.use("agg")
from matplotlib import pyplot as plt
plt.title(leak()[:40]); plt.show()
open("kept.txt", "w").write(leak())
leak()"""


def solution(name: str, body: str) -> str:
    return f"### BEGIN SOLUTION\ndef {name}(x=None):\n    {body}\n### END SOLUTION"


def source_file(folder: Path) -> Path:
    first = f'return x + 0.5 if isinstance(x, (int, float)) else "{EXPECTED}" if x == "{INPUT}" else x.upper()'
    return nb.save(
        folder / "hw" / "hw.ipynb",
        nb.cell("# Homework", "markdown"),
        nb.cell("from autograde.testing import close, property_test, score", cell_id="setup"),
        nb.answer(solution("first", first), "first"),
        nb.test(FIRST, "first_tests", 4),
        nb.answer(solution("second", "return 2.0 * x") + "\ndef words():\n    return 'two'", "second"),
        nb.test(SECOND, "second_tests", 3),
        nb.answer(solution("third", "return x + 1"), "third"),
        nb.test(PLAIN, "third_tests", 1),
    ).parent


def submitted(folder: Path, student: str, way: str) -> None:
    later = nb.cell(LATER, cell_id="later")
    later["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "HANDED-IN"}]
    broken = nb.cell(f"raise {NAMED}" if "type" in student else "raise KeyError(leak())", cell_id="broken")
    nb.save(
        folder / student / "hw" / "hw.ipynb",
        nb.answer(COLLECT + f"def first(x):\n    seen.append(x)\n    print(leak())\n    {way}\n", "first"),
        nb.test("", "first_tests", 4),
        later,
        broken,
        nb.answer(f"def second(x):\n    {way}\ndef words():\n    {way}\n", "second"),
        nb.test("", "second_tests", 3),
        nb.answer(f"print(leak())\ndef third(x):\n    {way}\n", "third"),
        nb.test("", "third_tests", 1),
    )


def forms(canary: str) -> Iterator[bytes]:
    """The ways in which a text can be written that a search should find."""
    data = canary.encode()
    yield data
    yield data[::-1]
    yield from (data.hex().encode(), data.hex().upper().encode())
    yield "".join(f"\\x{byte:02x}" for byte in data).encode()
    for offset in range(3):  # base64 depends on what stands before; the ends depend on the neighbours
        encoded = base64.b64encode(b"\0" * offset + data)
        yield encoded[4 if offset else 0 : len(encoded) - 4]
    if canary.isdigit():
        yield f"{int(canary):,}".encode()
        yield hex(int(canary))[2:].encode()
        yield f"{int(canary):e}"[:8].encode()


def found(data: bytes) -> list[bytes]:
    return [form for canary in CANARIES for form in forms(canary) if form.lower() in data.lower()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canaries")
    source_file(folder)
    for number, (name, way) in enumerate(WAYS.items()):
        submitted(folder / "class", f"s{number} {name}", way)
    return folder


def test_the_search_finds_what_it_looks_for() -> None:
    assert found(b"nothing here 123") == []
    for canary in CANARIES:
        text = f"x{canary}y"
        for data in (
            text.encode(), repr([text]).encode(), text.encode().hex().encode(), base64.b64encode(text.encode()),
            base64.b64encode(b"ab" + text.encode()), json.dumps(text).encode(), text[::-1].encode(),
        ):  # fmt: skip
            assert found(data), (canary, data)


def test_canaries_reach_the_submissions_and_stay_inside_the_grader(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Otherwise the next test would say nothing: the later cells do print what the hidden tests handed over."""
    assignment = load_assignment(folder / "hw")
    submissions = collect([folder / "class"], assignment).submissions
    options = Options(seed=1, sandbox="none")
    for result in grade_class(assignment, submissions[:1], options).submissions:
        printed = {cell.key: json.dumps(cell.outputs) for cell in result.cells}
        assert "BEFORE" in printed["first"] and not found(printed["first"].encode())
        assert found(printed["third"].encode())
        assert {cell.key for cell in result.cells if cell.exposed} >= {"second", "third"}
        assert found(json.dumps([cell.outputs for cell in result.cells if not cell.exposed]).encode()) == []


def test_no_file_holds_a_canary(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    request = Request(paths=(folder / "class",), source=folder / "hw", out=out, seed=1, sandbox="none", jobs=2)
    run(request)
    for name in FORMS:
        report_command.run(report_command.Request(out, name, out=out / f"report-{name}"))  # type: ignore[arg-type]
    printed = capfd.readouterr()
    files = [path for path in out.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"results.json", "grades.csv", "junit.xml", "overview.html"}
    assert {path.relative_to(out).parts[0] for path in files} >= {f"report-{name}" for name in FORMS}
    pages = [path for path in files if path.parent.name == "feedback"]
    assert len(pages) == len(WAYS)
    for path in files:
        assert found(path.read_bytes()) == [], path.name
        assert found(path.name.encode()) == []
    assert found((printed.out + printed.err).encode()) == []
    for page in pages:
        text = page.read_text("utf-8")
        assert "BEFORE" in text, "the student's own output from before the hidden tests is shown"
        assert "HANDED-IN" in text, "and what the file holds, for the cells after them"

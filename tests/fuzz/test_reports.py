"""Whatever stands in a result: each report can be read back by a strict reader of its format, and runs nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import strategies as st
from rich.console import Console

from autograde.findings import DETAIL_LENGTH, finding, listing, one_line
from autograde.output import read_results
from autograde.output.csv_file import csv_text
from autograde.output.json_file import json_text
from autograde.output.junit import junit_text
from autograde.output.table import class_table
from autograde.report import write_pages
from autograde.report.png import figure
from autograde.result import ClassResult, SubmissionResult
from tests.autograde.pages import ADVICE, ASSIGNMENT, png, read
from tests.fuzz.profile import fuzz
from tests.fuzz.results import classes
from tests.fuzz.texts import hostile, line_of

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def bare(submission: SubmissionResult) -> SubmissionResult:
    """What ``results.json`` keeps."""
    questions = tuple(
        replace(question, properties=(), duration_s=round(question.duration_s, 6)) for question in submission.questions
    )
    return replace(submission, questions=questions, cells=())


@fuzz(60, classes())
def test_json_comes_back(result: ClassResult) -> None:
    text = json_text(result)
    json.loads(text.encode("utf-8"))  # a file of UTF-8
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder, "results.json")
        path.write_bytes(text.encode("utf-8"))
        assert read_results(path) == replace(result, submissions=tuple(map(bare, result.submissions)))


@fuzz(60, classes())
def test_csv_is_a_table_without_formulas(result: ClassResult) -> None:
    text = csv_text(result).encode("utf-8", "replace").decode("utf-8")
    rows = list(csv.reader(io.StringIO(text), strict=True))
    assert text.count("\n") == len(rows) == 1 + len(result.submissions)
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) and not CONTROL.search(cell)


@fuzz(60, classes())
def test_junit_is_xml(result: ClassResult) -> None:
    root = ET.fromstring(junit_text(result).encode("utf-8", "replace"))
    assert len(root.findall("testsuite")) == len(result.submissions)
    for suite, submission in zip(root, result.submissions, strict=True):
        assert len(suite.findall("testcase")) >= len(submission.questions)


@fuzz(60, classes(), st.integers(20, 200), st.sampled_from(("utf-8", "ascii")))
def test_table_moves_no_cursor(result: ClassResult, width: int, encoding: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding, errors="replace", write_through=True)
    console = Console(file=out, width=width, force_terminal=False, color_system=None)
    console.print(class_table(result, [Path("out") / "grades.csv"], console=console))
    text = out.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
    kinds = {unicodedata.category(char) for char in text if char not in "\n\u200c\u200d"}
    assert kinds.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@fuzz(50, classes())
def test_pages_are_html_that_runs_nothing(result: ClassResult) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        files = write_pages(result, ASSIGNMENT, Path(folder), advice=ADVICE)
        assert len(files) == len(set(files)) == 1 + len(result.submissions)
        for file in files:
            text = file.read_bytes().decode("utf-8")
            page = read(text)
            assert not CONTROL.search(text)
            assert not {"script", "iframe", "object", "embed", "form", "base", "link"} & set(page.tags)
            for tag, name, value in page.attributes:
                assert not name.startswith("on") and "javascript:" not in value.lower(), (tag, name)
                assert name not in ("src", "href") or value.startswith(
                    ("data:image/png;base64,", "#", "feedback/", "../")
                )
            assert len(page.ids) == len(set(page.ids))


@fuzz(
    300, st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=4), st.booleans(), hostile
)
def test_images(changes: list[tuple[float, int]], raw: bool, text: str) -> None:
    """A damaged image is none; what is one is put together anew."""
    from base64 import b64decode, b64encode

    data = bytearray(b64decode(png()))
    for where, byte in changes:
        data[int(where * len(data))] = byte
    made = figure(text if raw else b64encode(data).decode())
    assert made is None or (not raw and b64decode(made.base64).startswith(b"\x89PNG\r\n\x1a\n"))
    if bytes(data) == b64decode(png()) and not raw:
        assert made is not None and made.base64 == png()


@fuzz(300, st.lists(hostile, max_size=5), hostile)
def test_details_are_one_printable_line(names: list[str], kind: str) -> None:
    text = " ".join(names)
    detail = finding(kind, text).detail
    assert not detail or line_of(detail, DETAIL_LENGTH)
    for line in (one_line(text, 20), listing(names)):
        assert not CONTROL.search(line) and line.isprintable() | (set(line) > set())

"""A small class for tests of pages, with whatever a submission can contain; and a strict reader of HTML."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from autograde.model import Assignment, Cell, Notebook, Role
from autograde.report.advice import Advice, Hints, Mistake, QuestionAdvice
from autograde.result import (
    CellRecord,
    ClassResult,
    Finding,
    PropertyResult,
    QuestionResult,
    Status,
    SubmissionResult,
    SubmissionStatus,
)

__all__ = ["ADVICE", "ASSIGNMENT", "HOSTILE", "Page", "png", "read", "school", "submission"]

TEST = """from autograde.testing import property_test, score
with property_test("right for 3", points=1, hint="Count with `len`."):
    assert f(3) == 9
### BEGIN HIDDEN TESTS
with property_test("right for others", points=2, hint="Try f(-1)."):
    assert f(4) == 16
### END HIDDEN TESTS
score()"""

ASSIGNMENT = Assignment(
    "hw",
    (
        Notebook(
            "hw",
            (
                Cell(Role.TEXT, "markdown", "# Homework 7: *squares* & more"),
                Cell(Role.TEXT, "markdown", "## 1 Squares (3 points)"),
                Cell(Role.SOLUTION, "code", "def f(x):\n    return x * x", "f"),
                Cell(Role.TEST, "code", TEST, "f_tests", points=3, locked=True),
                Cell(Role.TEXT, "markdown", "## 2 Essay (2 points)"),
                Cell(Role.MANUAL, "markdown", "", "essay", points=2),
                Cell(Role.SETUP, "code", "plot(f)"),
            ),
        ),
    ),
)

ADVICE = Advice(
    {
        "f_tests": QuestionAdvice(
            hints=Hints("A square is a number times itself.", "f(2)   # 4", "Work out f(-3) by hand."),
            properties={"right for others": Hints("Minus times minus.", "f(-2)", "")},
            mistakes=(
                Mistake(frozenset({"right for others"}), "Twice is not squared: `x*2` is something else."),
                Mistake(frozenset({"right for 3", "right for others"}), "Nothing is right."),
            ),
        )
    }
)

HOSTILE = (
    "</pre></code></style></title><script>alert(1)</script><img src=x onerror=alert(2)>"
    "<a href='javascript:alert(3)' onclick=alert(4)>x</a>\"><svg onload=alert(5)> {{ 7*7 }} {% raw %} <!-- "
    "\x1b[31mred\x1b[0m\x1b]0;title\x07\x00\x08\u202eevil\u2066\u200b\ufeff\ud800 =cmd|' /C calc'!A0"
)


def png(width: int = 3, height: int = 2, *, extra: Iterable[bytes] = (), pixels: bytes | None = None) -> str:
    """A grey image as base64, made by hand; ``extra`` are whole chunks after the header."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes([50 * y % 256] * width) for y in range(height)) if pixels is None else pixels
    chunks = [chunk(b"IHDR", header), *extra, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def submission(
    student: str = "ada",
    passed: tuple[bool, bool] = (True, False),
    *,
    seen: str = "value",
    status: Status = Status.FAILED,
    code: str = "def f(x):\n    y = 2\n    return x * y\n",
    outputs: tuple[dict[str, object], ...] = (),
    findings: tuple[Finding, ...] = (),
    duration_s: float = 0.1,
    raised: str = "",
    message: str = "",
    ended: str = "ok",
    **cell: object,
) -> SubmissionResult:
    """One submission for ``ASSIGNMENT``; further keywords are fields of its cell."""
    properties = tuple(
        PropertyResult(
            name, most * ok, most, ok, hidden, "" if ok else seen, "" if ok else message, hint, "f", 3, raised
        )
        for name, most, ok, hidden, hint in (
            ("right for 3", 1.0, passed[0], False, "Count with `len`."),
            ("right for others", 2.0, passed[1], True, "Try f(-1)."),
        )
    )
    points = sum(entry.points for entry in properties)
    status = Status.PASSED if all(passed) else status
    questions = (
        QuestionResult("hw", "f_tests", points, 3.0, status, message, "", duration_s, properties),
        QuestionResult("hw", "essay", 0.0, 2.0, Status.MANUAL, "waits for a person"),
    )
    fields: dict[str, object] = {"status": ended, "outputs": outputs} | cell
    record = CellRecord("hw", "f", code, True, **fields)  # type: ignore[arg-type]
    return SubmissionResult(student, questions, findings, SubmissionStatus.NEEDS_MANUAL, (record,))


def school(*submissions: SubmissionResult) -> ClassResult:
    """A class."""
    return ClassResult("hw", submissions, seed=1, versions={"autograde": "0.1"})


@dataclass
class Page(HTMLParser):
    """What a browser would make of a page: elements, attributes, text, headings in order."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    text: str = ""
    ids: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        if tag not in ("meta", "img", "line", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()
        if tag not in ("span", "strong", "code", "a", "bdi"):
            self.text += " "

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def read(html: str) -> Page:
    """The page, read strictly: every element is closed where it has to be."""
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page

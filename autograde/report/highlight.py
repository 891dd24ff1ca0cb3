"""The student's code with colours, line by line, as HTML in which every character of theirs is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

from autograde.report.ansi import excerpt

__all__ = ["MAX_CHARACTERS", "CodeLine", "Listing", "highlight"]

MAX_CHARACTERS = 24_000
MAX_LINES = 600
MAX_WIDTH = 2_000
"""Longer lines are shown without colour: a lexer's time is not always linear in them."""

_CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "com"),
    (String, "str"),
    (Number, "lit"),
    (Operator.Word, "kw"),
    (Keyword, "kw"),
    (Name.Function, "def"),
    (Name.Class, "def"),
    (Name.Decorator, "def"),
    (Name.Builtin, "fun"),
    (Name.Exception, "fun"),
)


@dataclass(frozen=True)
class CodeLine:
    """One line; ``html`` is safe to be put into a page."""

    number: int
    html: Markup
    marked: bool = False


@dataclass(frozen=True)
class Listing:
    """A cell's code."""

    lines: tuple[CodeLine, ...]
    cut: bool = False

    def around(self, number: int, margin: int = 1) -> tuple[CodeLine, ...]:
        """The lines next to ``number``; empty where there is no such line."""
        near = tuple(line for line in self.lines if abs(line.number - number) <= margin)
        return near if any(line.number == number for line in near) else ()


def highlight(source: str, marked: Sequence[int] = ()) -> Listing:
    """``source`` as lines of HTML.

    Args:
        marked: numbers of the lines, from 1, that are to be pointed out.
    """
    shown = excerpt(source, characters=MAX_CHARACTERS, lines=MAX_LINES)
    rows = _coloured(shown.text)
    lines = tuple(CodeLine(number, Markup("").join(row), number in marked) for number, row in enumerate(rows, 1))
    return Listing(lines, shown.cut)


def _coloured(text: str) -> list[list[Markup]]:
    if any(len(line) > MAX_WIDTH for line in text.split("\n")):
        return [[escape(line)] for line in text.split("\n")]
    rows: list[list[tuple[str, str]]] = [[]]
    for kind, value in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        name = next((name for parent, name in _CLASSES if kind in parent), "")
        for index, piece in enumerate(value.split("\n")):
            if index:
                rows.append([])
            if piece and rows[-1] and rows[-1][-1][0] == name:
                rows[-1][-1] = name, rows[-1][-1][1] + piece
            elif piece:
                rows[-1].append((name, piece))
    return [[_span(name, text) for name, text in row] for row in rows]


def _span(name: str, text: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(name, text) if name else escape(text)

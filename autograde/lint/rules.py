"""The closed list of rules, a complaint, and the comment by which an author says that a line is meant as it is."""

from __future__ import annotations

import ast
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Complaint", "Rule", "allowed", "complain", "unknown_rules"]


class Rule(enum.StrEnum):
    """A rule's word, as it stands in a complaint and in ``# autograde: allow <word>``."""

    SYNTAX = "syntax"
    MARKER = "marker"
    INSPECT = "inspect"
    SUBCLASS = "subclass"
    TRANSFORM = "transform"
    STORAGE = "storage"
    PICKLE = "pickle"
    FIGURE = "figure"
    NAN = "nan"
    EMPTY = "empty"
    LOOP = "loop"
    SCORE = "score"
    FORGOTTEN = "forgotten"
    TIMING = "timing"
    NOTHING = "nothing"
    LEAK = "leak"
    OVERWRITE = "overwrite"
    PROPERTY = "property"
    SEED = "seed"
    ALLOW = "allow"


@dataclass(frozen=True)
class Complaint:
    """What is wrong in the lines ``line`` to ``last`` of a cell, and what to write instead."""

    rule: Rule
    line: int
    last: int
    text: str


def complain(rule: Rule, node: ast.AST, text: str) -> Complaint:
    """A complaint about ``node``; of a statement with a body, about its head."""
    line = int(getattr(node, "lineno", 1))
    last = int(getattr(node, "end_lineno", None) or line)
    body = getattr(node, "body", None)
    if isinstance(body, list) and body:
        last = max(line, min(last, int(body[0].lineno) - 1))
    return Complaint(rule, line, last, text)


_ALLOW = re.compile(r"#\s*autograde:\s*allow\s+([a-z]+(?:\s*,\s*[a-z]+)*)")


def _words(line: str) -> list[str]:
    return [word.strip() for match in _ALLOW.finditer(line) for word in match.group(1).split(",")]


def allowed(complaint: Complaint, lines: Sequence[str]) -> bool:
    """Whether one of the lines that the complaint is about allows it."""
    return any(complaint.rule in _words(line) for line in lines[complaint.line - 1 : complaint.last])


def unknown_rules(lines: Sequence[str]) -> list[Complaint]:
    """Comments that allow what is no rule: a slip of the pen would otherwise switch nothing off, silently."""
    known = {str(rule) for rule in Rule}
    return [
        Complaint(Rule.ALLOW, number, number, f"{word!r} is no rule; known are {', '.join(sorted(known))}")
        for number, line in enumerate(lines, 1)
        for word in _words(line)
        if word not in known
    ]

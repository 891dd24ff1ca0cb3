"""What the author of an assignment says to whom made which mistake: ``feedback.toml`` beside the source notebook.

The file is optional and never released. Per test cell (its ``grade_id``)::

    [norms_tests]
    title = "1 Norms"                      # else the heading above the cell
    concept = "..."                        # the idea behind the exercise, a hint
    try = "l1_norm(torch.zeros(3, 0))"     # to be run in the student's own notebook: public data only
    next = "..."                           # what to do now

    [norms_tests.properties."norms along dim 1"]
    concept = "..."                        # the same three, for one property
    try = "..."

    [[norms_tests.mistakes]]
    loses = ["norms keep dtype and device"]
    seen = ["value", "dtype"]              # optional, words of autograde.seen
    says = "..."

A submission that fails exactly the properties of ``loses`` in that cell, with nothing seen but what ``seen`` lists, is
told ``says``: the likely reason, never the answer. Without ``seen`` anything fits but an exception, a time-out, a crash
and a test that was not reached. Of several that fit the one with the shortest ``seen`` speaks. Where none fits, and one
pair of mistakes alone loses together what was lost, both speak. All of the file is the author's own text, shown as
it stands; `code` may stand in backticks.
"""

from __future__ import annotations

import difflib
import itertools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograde.errors import SourceError
from autograde.model import FEEDBACK_FILE, Assignment, Role
from autograde.result import PropertyResult
from autograde.scoring import declared_properties
from autograde.seen import Seen

__all__ = ["Advice", "Hints", "Mistake", "QuestionAdvice", "load_advice"]

_HINTS = ("concept", "try", "next")
_UNCLEAR = (Seen.EXCEPTION, Seen.TIMEOUT, Seen.CRASHED, Seen.MISSING, Seen.NOT_REACHED)
"""What can have many reasons, so that a mistake has to name it."""


@dataclass(frozen=True)
class Hints:
    """The three things that lead on; each may be empty."""

    concept: str = ""
    attempt: str = ""
    """Code to try (``try`` in the file)."""
    next: str = ""


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer."""

    loses: frozenset[str]
    says: str
    seen: frozenset[str] = frozenset(word.value for word in Seen if word not in _UNCLEAR)


@dataclass(frozen=True)
class QuestionAdvice:
    """What is said about one test cell."""

    title: str = ""
    hints: Hints = field(default_factory=Hints)
    properties: Mapping[str, Hints] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()

    def reason(self, properties: Iterable[PropertyResult]) -> str:
        """What is said about these results of the cell's properties; empty where no known mistake fits."""
        failed = [entry for entry in properties if not entry.passed]
        lost, seen = {entry.name for entry in failed}, {entry.seen for entry in failed}
        fitting = [mistake for mistake in self.mistakes if mistake.loses == lost and seen <= mistake.seen]
        if fitting:
            return min(fitting, key=lambda mistake: len(mistake.seen)).says
        pairs = [pair for pair in itertools.combinations(self.mistakes, 2) if _together(pair, failed)]
        if len({frozenset(mistake.loses for mistake in pair) for pair in pairs}) != 1:
            return ""  # none, or several: then a guess would lead astray
        first, second = min(pairs, key=lambda pair: sum(len(mistake.seen) for mistake in pair))
        return f"Probably two things at once. {first.says} {second.says}"


def _together(pair: tuple[Mistake, Mistake], failed: list[PropertyResult]) -> bool:
    """Whether both mistakes at once explain all that failed, and neither alone does."""
    first, second = pair
    if first.loses <= second.loses or second.loses <= first.loses:
        return False
    if first.loses | second.loses != {entry.name for entry in failed}:
        return False
    return all(any(entry.name in mistake.loses and entry.seen in mistake.seen for mistake in pair) for entry in failed)


@dataclass(frozen=True)
class Advice:
    """The whole file."""

    questions: Mapping[str, QuestionAdvice] = field(default_factory=dict)

    def of(self, grade_id: str) -> QuestionAdvice:
        """What is said about a test cell; nothing where the file does not name it."""
        return self.questions.get(grade_id) or QuestionAdvice()


def load_advice(source: Path, assignment: Assignment) -> Advice:
    """The advice beside the source (a folder, or a notebook in one); empty where there is no file.

    Raises:
        SourceError: the file does not fit the assignment; the line says where and what to write.
    """
    folder = source if source.is_dir() else source.parent
    path = folder / FEEDBACK_FILE
    if not path.is_file():
        return Advice()
    name = f"{folder.name}/{FEEDBACK_FILE}"
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=name) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"is no TOML: {error}", file=name) from None
    tests = {
        cell.grade_id: [entry[0] for entry in declared_properties(cell.source)] or [cell.grade_id]
        for notebook in assignment.notebooks
        for cell in notebook.cells
        if cell.role is Role.TEST
    }
    reader = _Reader(name)
    for grade_id in tree:
        reader.known(grade_id, tests, grade_id, "test cell")
    return Advice({grade_id: reader.question(grade_id, tree[grade_id], tests[grade_id]) for grade_id in tree})


@dataclass(frozen=True)
class _Reader:
    """Reads tables strictly: a misspelt key would silently say nothing to anybody."""

    file: str

    def question(self, grade_id: str, value: object, properties: list[str]) -> QuestionAdvice:
        table = self.table(value, grade_id, ("title", *_HINTS, "properties", "mistakes"))
        own = table.get("properties", {})
        if not isinstance(own, dict):
            raise self.wrong(grade_id, "properties", 'write [grade_id.properties."name of the property"]')
        for name in own:
            self.known(name, properties, grade_id, "property")
        mistakes = table.get("mistakes", [])
        if not isinstance(mistakes, list):
            raise self.wrong(grade_id, "mistakes", "write [[grade_id.mistakes]]")
        return QuestionAdvice(
            title=self.text(table, "title", grade_id),
            hints=self.hints(table, grade_id),
            properties={
                name: self.hints(self.table(entry, f"{grade_id}.properties.{name!r}", _HINTS), grade_id)
                for name, entry in own.items()
            },
            mistakes=tuple(self.mistake(entry, grade_id, properties) for entry in mistakes),
        )

    def mistake(self, value: object, grade_id: str, properties: list[str]) -> Mistake:
        where = f"{grade_id}.mistakes"
        table = self.table(value, where, ("loses", "seen", "says"))
        loses = self.names(table, "loses", where, properties, "property")
        seen = self.names(table, "seen", where, [word.value for word in Seen], "word") if "seen" in table else None
        says = self.text(table, "says", where)
        if not says:
            raise self.wrong(where, "says", "write what the student is told")
        return Mistake(loses, says) if seen is None else Mistake(loses, says, seen)

    def names(self, table: Mapping[str, Any], key: str, where: str, known: list[str], what: str) -> frozenset[str]:
        value = table.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
            raise self.wrong(where, key, f"write a list of texts, one for each {what}")
        for name in value:
            self.known(name, known, f"{where}.{key}", what)
        return frozenset(value)

    def hints(self, table: Mapping[str, Any], where: str) -> Hints:
        return Hints(*(self.text(table, key, where) for key in _HINTS))

    def table(self, value: object, where: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise SourceError(f"{where} is no table; write [{where}]", file=self.file)
        for key in value:
            self.known(key, keys, where, "key")
        return value

    def text(self, table: Mapping[str, Any], key: str, where: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(where, key, "write a text in quotes")
        return value.strip("\n")

    def known(self, name: str, names: Iterable[str], where: str, what: str) -> None:
        names = list(names)
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(names)}"
            raise SourceError(f"{where}: there is no {what} {name!r}; {hint}", file=self.file)

    def wrong(self, where: str, key: str, remedy: str) -> SourceError:
        return SourceError(f"{where}: {key!r} cannot be read; {remedy}", file=self.file)

"""One submission's result with all that its page needs, as plain JSON: what a run keeps until it is complete.

``results.json`` holds what an instructor wants to read; a record holds properties, cells and outputs as well. Its form
is versioned, its size bounded, and what is read is checked, because the file may be cut off or somebody else's. Of
what nobody may be shown (see :attr:`autograde.result.CellRecord.exposed`) only that it was there is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from autograde.disclosure import Disclosure
from autograde.errors import GraderFault, UsageError
from autograde.output.json_file import ResultReader, submission_entry
from autograde.result import CellRecord, PropertyResult, QuestionResult, SubmissionResult

__all__ = ["RECORD_SCHEMA", "read_record", "record_text"]

RECORD_SCHEMA = "autograde-record/1"
MAX_CELLS = 200
"""As many as a page shows."""
MAX_PROPERTIES = 500
MAX_TEXT = 2_000
"""Of an exception's type and text."""
MAX_SOURCES = 2_000_000
MAX_OUTPUTS = 8_000_000
"""Characters of one record; more than a page shows of each."""
_THERE: dict[str, object] = {}
"""Stands for outputs that are not shown."""


def record_text(result: SubmissionResult, key: str) -> str:
    """The record as JSON text.

    Args:
        key: what the result was made from (:func:`autograde.journal.run_key`).

    Raises:
        GraderFault: the result holds a number that is not finite.
    """
    submission = submission_entry(result)
    for entry, question in zip(submission["questions"], result.questions, strict=True):
        entry["properties"] = [_property(record) for record in question.properties[:MAX_PROPERTIES]]
    room = _Room(Disclosure({cell.key: cell.source for cell in result.cells[:MAX_CELLS]}))
    submission["cells"] = [room.cell(cell) for cell in result.cells[:MAX_CELLS]]
    try:
        # ASCII only: a name that is no UTF-8 reaches us with lone surrogates, and comes back as it was
        return json.dumps({"schema": RECORD_SCHEMA, "key": key, "submission": submission}, allow_nan=False) + "\n"
    except ValueError:
        raise GraderFault(f"the result of {result.student} holds a number that is not finite") from None


def read_record(data: bytes, key: str, name: str) -> SubmissionResult:
    """The way back.

    Raises:
        UsageError: cut off, made by another version, or for another key.
    """
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        raise UsageError(f"{name}: is not JSON") from None
    if not isinstance(record, dict) or record.get("schema") != RECORD_SCHEMA or record.get("key") != key:
        raise UsageError(f"{name}: is no record of this version and submission")
    return _RecordReader(Path(name)).submission(record.get("submission"), "submission")


class _Room:
    """What is left of a record's size, and what may be repeated in it."""

    def __init__(self, disclosure: Disclosure) -> None:
        self.disclosure = disclosure
        self.sources, self.outputs = MAX_SOURCES, MAX_OUTPUTS

    def cell(self, cell: CellRecord) -> dict[str, Any]:
        """The cell, with the outputs that may be shown as far as they fit."""
        source = cell.source[: self.sources]
        self.sources -= len(source)
        error = cell.error
        if error is not None and cell.exposed:  # the type's name and the line can be messages, too
            place = self.disclosure.place(cell.key, error[2], secret=True)
            error = (self.disclosure.raised(error[0], secret=True), "", place[1])
        elif error is not None:
            error = (error[0][:MAX_TEXT], error[1][:MAX_TEXT], error[2])
        shown = self._fit(cell.handed_in if cell.exposed else cell.outputs)
        hidden = [_THERE] if (cell.outputs if cell.exposed else cell.handed_in) else []
        return {
            "notebook": cell.notebook,
            "key": cell.key,
            "source": source,
            "student": cell.student,
            "status": cell.status,
            "error": error,
            "outputs": hidden if cell.exposed else shown,
            "exposed": cell.exposed,
            "handed_in": shown if cell.exposed else hidden,
        }

    def _fit(self, outputs: tuple[Mapping[str, object], ...]) -> list[dict[str, object]]:
        kept: list[dict[str, object]] = []
        for item in outputs:
            plain = _plain(item)
            size = sum(len(text) for text in _texts(plain))
            if size > self.outputs:
                return kept or [_THERE]
            self.outputs -= size
            kept.append(plain)
        return kept


def _property(record: PropertyResult) -> dict[str, Any]:
    """With numbers that can be read back: among the student's code (in-kernel mode) they may be anything."""
    numbers = {name: getattr(record, name) for name in ("points", "max_points")}
    tame = {name: float(value) if 0 <= value < 1e12 else 0.0 for name, value in numbers.items()}
    return asdict(record) | tame | {"line": int(record.line)}


def _plain(item: Mapping[str, object]) -> dict[str, object]:
    """The texts of one output; the student's process may have put anything else there."""
    plain: dict[str, object] = {
        name: item[name] for name in ("type", "name", "text") if isinstance(item.get(name), str)
    }
    data = item.get("data")
    if isinstance(data, Mapping):
        plain["data"] = {str(kind): text for kind, text in data.items() if isinstance(text, str)}
    return plain


def _texts(item: Mapping[str, object]) -> list[str]:
    data = item.get("data")
    more = [text for pair in data.items() for text in pair] if isinstance(data, dict) else []
    return [text for text in (*item.values(), *more) if isinstance(text, str)]


class _RecordReader(ResultReader):
    """Reads what ``results.json`` has, and the rest."""

    def submission(self, value: object, where: str) -> SubmissionResult:
        result = super().submission(value, where)
        return replace(result, cells=self.items(self.mapping(value, where), "cells", where, self.cell))

    def question(self, value: object, where: str) -> QuestionResult:
        result = super().question(value, where)
        properties = self.items(self.mapping(value, where), "properties", where, self.property)
        return replace(result, properties=properties)

    def property(self, value: object, where: str) -> PropertyResult:
        record = self.mapping(value, where)
        texts = {name: self.text(record, name, where) for name in ("name", "seen", "message", "hint", "cell", "raised")}
        return PropertyResult(
            **texts,
            points=self.number(record, "points", where),
            max_points=self.number(record, "max_points", where),
            passed=self.flag(record, "passed", where),
            hidden=self.flag(record, "hidden", where),
            line=self.integer(record, "line", where),
        )

    def cell(self, value: object, where: str) -> CellRecord:
        record = self.mapping(value, where)
        texts = {name: self.text(record, name, where) for name in ("notebook", "key", "source", "status")}
        return CellRecord(
            **texts,
            student=self.flag(record, "student", where),
            error=self.error(record.get("error"), f"{where}.error"),
            outputs=self.items(record, "outputs", where, self.mapping),
            exposed=self.flag(record, "exposed", where),
            handed_in=self.items(record, "handed_in", where, self.mapping),
        )

    def error(self, value: object, where: str) -> tuple[str, str, int] | None:
        if value is None:
            return None
        if not isinstance(value, list) or [type(part) for part in value] != [str, str, int]:
            raise self.fail(where, "expected type, text and line")
        return value[0], value[1], value[2]

    def flag(self, record: Mapping[str, object], key: str, where: str) -> bool:
        value = record.get(key)
        if not isinstance(value, bool):
            raise self.fail(f"{where}.{key}", "expected true or false")
        return value

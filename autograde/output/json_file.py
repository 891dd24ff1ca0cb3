"""``results.json``: the record from which every other report can be made, and the way back from it.

The form is versioned (:data:`autograde.result.SCHEMA`). Unknown keys are left alone when reading, so that a later
version may add some; what is there has to be right.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from autograde.errors import GraderFault, UsageError
from autograde.output.atomic import reason
from autograde.result import (
    SCHEMA,
    ClassResult,
    Finding,
    QuestionResult,
    Status,
    SubmissionResult,
    SubmissionStatus,
)

__all__ = ["ResultReader", "json_text", "read_results", "submission_entry"]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_SURROGATE = re.compile("[\ud800-\udfff]")


def json_text(result: ClassResult) -> str:
    """The JSON form; keys in the documented order, one line per leaf, newline at the end."""
    record = {
        "schema": SCHEMA,
        "assignment": result.assignment,
        "seed": result.seed,
        "device": result.device,
        "tests": result.tests,
        "sandbox": result.sandbox,
        "versions": dict(result.versions),
        "submissions": [submission_entry(submission) for submission in result.submissions],
    }
    try:
        text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1)
    except ValueError:
        raise GraderFault("a result holds a score or duration that is not finite; please report this") from None
    # A file name that is no UTF-8 reaches us with lone surrogates; as an escape they survive the way there and back.
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def submission_entry(submission: SubmissionResult) -> dict[str, Any]:
    """What ``results.json`` holds of one submission."""
    return {
        "student": submission.student,
        "score": float(submission.score),
        "max_score": float(submission.max_score),
        "status": submission.status.value,
        **({"device": submission.device} if submission.device else {}),
        "questions": [
            {
                "notebook": question.notebook,
                "grade_id": question.grade_id,
                "points": float(question.points),
                "max_points": float(question.max_points),
                "status": question.status.value,
                "message": question.message,
                "hint": question.hint,
                "duration_s": round(float(question.duration_s), 6),
            }
            for question in submission.questions
        ],
        "findings": [
            {
                "kind": finding.kind,
                "notebook": finding.notebook,
                "grade_id": finding.grade_id,
                "detail": finding.detail,
            }
            for finding in submission.findings
        ],
    }


def read_results(path: Path) -> ClassResult:
    """Read ``results.json``, given as the file or as its folder.

    Raises:
        UsageError: no such file, or a place in it that is not as it should be.
    """
    file = path / "results.json" if path.is_dir() else path
    try:
        record = json.loads(file.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {file}: {reason(error)}; give the folder named by --out") from None
    except (ValueError, RecursionError) as error:
        line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"{file}: is not JSON ({line}); grade again to make it anew") from None
    return ResultReader(file).result(record)


class ResultReader:
    """Turns parsed JSON into records; every complaint names the place in the file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def fail(self, where: str, message: str) -> UsageError:
        return UsageError(f"{self.file}: {where}: {message}" if where else f"{self.file}: {message}")

    def result(self, record: object) -> ClassResult:
        top = self.mapping(record, "")
        if top.get("schema") != SCHEMA:
            raise self.fail("schema", f"expected {SCHEMA!r}, got {top.get('schema')!r}; made by another version?")
        versions = self.mapping(top.get("versions"), "versions")
        return ClassResult(
            assignment=self.text(top, "assignment", ""),
            submissions=self.items(top, "submissions", "", self.submission),
            seed=self.integer(top, "seed", ""),
            device=self.text(top, "device", ""),
            tests=self.text(top, "tests", ""),
            sandbox=self.text(top, "sandbox", ""),
            versions={name: self.text(versions, name, "versions") for name in versions},
        )

    def submission(self, value: object, where: str) -> SubmissionResult:
        record = self.mapping(value, where)
        submission = SubmissionResult(
            student=self.text(record, "student", where),
            questions=self.items(record, "questions", where, self.question),
            findings=self.items(record, "findings", where, self.finding),
            status=self.word(record, "status", where, SubmissionStatus),
            device=self.text(record, "device", where) if "device" in record else "",
        )
        for key, expected in (("score", submission.score), ("max_score", submission.max_score)):
            found = self.number(record, key, where)
            if not math.isclose(found, expected, abs_tol=1e-5):
                raise self.fail(f"{where}.{key}", f"is {found:g}, but the questions add up to {expected:g}")
        return submission

    def question(self, value: object, where: str) -> QuestionResult:
        record = self.mapping(value, where)
        return QuestionResult(
            notebook=self.text(record, "notebook", where),
            grade_id=self.text(record, "grade_id", where),
            points=self.number(record, "points", where),
            max_points=self.number(record, "max_points", where),
            status=self.word(record, "status", where, Status),
            message=self.text(record, "message", where),
            hint=self.text(record, "hint", where),
            duration_s=self.number(record, "duration_s", where),
        )

    def finding(self, value: object, where: str) -> Finding:
        record = self.mapping(value, where)
        return Finding(**{key: self.text(record, key, where) for key in ("kind", "notebook", "grade_id", "detail")})

    def mapping(self, value: object, where: str) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise self.fail(where, f"expected an object, got {_kind(value)}")
        return value

    def items(
        self, record: Mapping[str, object], key: str, where: str, read: Callable[[object, str], T]
    ) -> tuple[T, ...]:
        place = f"{where}.{key}".lstrip(".")
        values = record.get(key)
        if not isinstance(values, list):
            raise self.fail(place, f"expected a list, got {_kind(values)}")
        return tuple(read(value, f"{place}[{index}]") for index, value in enumerate(values))

    def text(self, record: Mapping[str, object], key: str, where: str) -> str:
        value = record.get(key)
        if not isinstance(value, str):
            raise self.fail(f"{where}.{key}".lstrip("."), f"expected text, got {_kind(value)}")
        return value

    def integer(self, record: Mapping[str, object], key: str, where: str) -> int:
        value = record.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(f"{where}.{key}".lstrip("."), f"expected a whole number, got {_kind(value)}")
        return value

    def number(self, record: Mapping[str, object], key: str, where: str) -> float:
        value = record.get(key)
        # The comparison also refuses NaN, infinity and integers that no float can hold.
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e12:
            got = repr(value) if isinstance(value, float) else _kind(value)
            raise self.fail(f"{where}.{key}".lstrip("."), f"expected a number that is not negative, got {got}")
        return float(value)

    def word(self, record: Mapping[str, object], key: str, where: str, words: type[E]) -> E:
        value = self.text(record, key, where)
        try:
            return words(value)
        except ValueError:
            known = ", ".join(word.value for word in words)
            raise self.fail(f"{where}.{key}", f"expected one of {known}, got {value[:40]!r}") from None


def _kind(value: object) -> str:
    names = {type(None): "nothing", dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return names.get(type(value), f"the number {str(value)[:20]}")

"""What grading ends with: frozen records and their versioned JSON form."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = [
    "SCHEMA", "CellRecord", "ClassResult", "Finding", "PropertyResult", "QuestionResult", "Status", "SubmissionResult",
    "SubmissionStatus",
]  # fmt: skip

SCHEMA = "autograde/1"


class Status(enum.StrEnum):
    """How one question ended."""

    PASSED = "passed"
    FAILED = "failed"
    """A test said no; ``points`` may still be partial."""
    ERROR = "error"
    """The student's code raised where a test called it."""
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    """The student's process died."""
    MISSING = "missing"
    """No answer was given."""
    MANUAL = "manual"
    """Waits for a person."""


class SubmissionStatus(enum.StrEnum):
    """How one submission ended."""

    GRADED = "graded"
    NEEDS_MANUAL = "needs_manual"
    GRADER_FAULT = "grader_fault"


@dataclass(frozen=True)
class Finding:
    """Something about a submission that an instructor should know. It never changes a grade by itself."""

    kind: str
    """A word of a closed list, see :mod:`autograde.findings`."""
    notebook: str = ""
    grade_id: str = ""
    detail: str = ""


@dataclass(frozen=True)
class PropertyResult:
    """One property of one question. Nothing here may carry a hidden input or an expected value."""

    name: str
    points: float
    max_points: float
    passed: bool
    hidden: bool = False
    """Whether the release does not show the test."""
    seen: str = ""
    """What was seen where it failed, a word of :class:`autograde.seen.Seen`."""
    message: str = ""
    """One line; of a hidden test at most the type of the student's exception."""
    hint: str = ""
    cell: str = ""
    """Key of the student's cell that raised, where one did."""
    line: int = 0
    """That line, counted from 1."""
    raised: str = ""
    """Type of the student's exception, where its name is Python's or stands in the student's own text."""


@dataclass(frozen=True)
class CellRecord:
    """One code cell as it ran on the student's side."""

    notebook: str
    key: str
    source: str
    student: bool
    """Whether the text is the student's."""
    status: str
    """``ok``, ``error``, ``interrupted``, ``crashed`` or ``timeout``."""
    error: tuple[str, str, int] | None = None
    """Type, text and line of the exception that ended it."""
    outputs: tuple[Mapping[str, object], ...] = ()
    """As :class:`autograde.candidate.output.Outputs` keeps them; hostile text until it is escaped."""
    exposed: bool = False
    """Whether a hidden test had run before: then outputs and error may hold its inputs and are shown to nobody."""
    handed_in: tuple[Mapping[str, object], ...] = ()
    """The outputs that the submitted file holds, in the same form: made where nothing hidden is."""


@dataclass(frozen=True)
class QuestionResult:
    """One graded cell of one submission."""

    notebook: str
    grade_id: str
    points: float
    max_points: float
    status: Status
    message: str = ""
    """One line for the student; for a hidden test never an input, an expected value or the assertion."""
    hint: str = ""
    """The author's hint for the property that failed."""
    duration_s: float = 0.0
    properties: tuple[PropertyResult, ...] = ()
    """For reports; ``results.json`` does not hold them."""


@dataclass(frozen=True)
class SubmissionResult:
    """One student's submission."""

    student: str
    questions: tuple[QuestionResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    status: SubmissionStatus = SubmissionStatus.GRADED
    cells: tuple[CellRecord, ...] = ()
    """For reports; ``results.json`` does not hold them."""
    device: str = ""
    """Where it was graded, where that is not where the class was."""

    @property
    def score(self) -> float:
        """Sum of the points over all questions."""
        return round(sum(question.points for question in self.questions), 6)

    @property
    def max_score(self) -> float:
        """Sum of the points that could be had, manual ones included."""
        return round(sum(question.max_points for question in self.questions), 6)


@dataclass(frozen=True)
class ClassResult:
    """A class's grades for one assignment, with what they were made with."""

    assignment: str
    submissions: tuple[SubmissionResult, ...]
    seed: int
    device: str = "cpu"
    tests: str = "isolated"
    """``isolated`` or ``in-kernel``."""
    sandbox: str = "none"
    versions: Mapping[str, str] = field(default_factory=dict)

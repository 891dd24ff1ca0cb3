"""Results of grading with hostile text in every field that a student's file or program can reach, and in all others."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from autograde.findings import Kind
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
from autograde.seen import Seen
from tests.autograde.pages import HOSTILE, png
from tests.fuzz.texts import hostile

__all__ = ["classes", "outputs"]

_texts = hostile | st.just(HOSTILE) | st.just("f" * 3000)
_names = st.sampled_from(("hw", "f_tests", "essay", "f")) | _texts
_points = st.sampled_from((0.0, 0.5, 1.0, 3.0, 1e-9, 1e9)) | st.floats(0, 100)
_words = st.sampled_from([seen.value for seen in Seen]) | _texts

_images = st.sampled_from((png(), png(1, 1), "", "x", "iVBORw0KGgo=", png()[:-8], "=" * 50)) | _texts
_data = st.dictionaries(
    st.sampled_from(("text/plain", "text/html", "image/png", "image/svg+xml", "text/latex", "x")),
    _texts | _images | st.sampled_from((None, 7, ["x"], {})),
    max_size=3,
)
outputs = st.one_of(
    st.fixed_dictionaries({"type": st.just("stream"), "name": st.sampled_from(("stdout", "stderr")), "text": _texts}),
    st.fixed_dictionaries({"type": st.sampled_from(("result", "display")), "data": _data}),
    st.fixed_dictionaries({"type": _texts, "text": _texts}),
)

_properties = st.builds(
    PropertyResult, name=_texts, points=_points, max_points=_points, passed=st.booleans(), hidden=st.booleans(),
    seen=_words, message=_texts, hint=_texts, cell=_names, line=st.integers(-2, 10**9), raised=_texts,
)  # fmt: skip
_questions = st.builds(
    QuestionResult, notebook=_names, grade_id=_names, points=_points, max_points=_points,
    status=st.sampled_from(Status), message=_texts, hint=_texts, duration_s=_points,
    properties=st.lists(_properties, max_size=3).map(tuple),
)  # fmt: skip
_cells = st.builds(
    CellRecord, notebook=_names, key=_names, source=_texts, student=st.booleans(),
    status=st.sampled_from(("ok", "error", "interrupted", "crashed", "timeout")) | _texts,
    error=st.none() | st.tuples(_texts, _texts, st.integers(-1, 10**9)),
    outputs=st.lists(outputs, max_size=3).map(tuple), exposed=st.booleans(),
    handed_in=st.lists(outputs, max_size=2).map(tuple),
)  # fmt: skip
_findings = st.builds(
    Finding,
    kind=st.sampled_from([kind.value for kind in Kind]) | _texts,
    notebook=_names,
    grade_id=_names,
    detail=_texts,
)


@st.composite
def classes(draw: Any) -> ClassResult:
    """A class of up to three students."""
    submissions = st.builds(
        SubmissionResult, student=_texts, questions=st.lists(_questions, max_size=3).map(tuple),
        findings=st.lists(_findings, max_size=3).map(tuple), status=st.sampled_from(SubmissionStatus),
        cells=st.lists(_cells, max_size=3).map(tuple),
    )  # fmt: skip
    return ClassResult(
        assignment=draw(_names),
        submissions=tuple(draw(st.lists(submissions, max_size=3))),
        seed=draw(st.integers(0, 2**63)),
        sandbox=draw(st.sampled_from(("none", "bwrap"))),
        versions=draw(st.dictionaries(_texts, _texts, max_size=2)),
    )

"""``junit.xml``: what CI servers show; a suite per student, a case per question.

failed and missing answers are failures; an exception, a time-out and a crash are errors; what waits for a person is
skipped. Partial points are in the message, for the format knows no points.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus

__all__ = ["junit_text"]

# XML 1.0 allows tab, newline, return and the planes without surrogates and the two non-characters; nothing else.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_TAGS = {
    Status.FAILED: "failure",
    Status.MISSING: "failure",
    Status.ERROR: "error",
    Status.TIMEOUT: "error",
    Status.CRASHED: "error",
    Status.MANUAL: "skipped",
}


def junit_text(result: ClassResult) -> str:
    """The report as XML text with a declaration and a newline at the end."""
    root = ET.Element("testsuites", {"name": _clean(result.assignment)})
    for submission in result.submissions:
        root.append(_suite(result.assignment, submission))
    _count(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(assignment: str, submission: SubmissionResult) -> ET.Element:
    suite = ET.Element("testsuite", {"name": _clean(submission.student)})
    properties = ET.SubElement(suite, "properties")
    for name, value in (("score", submission.score), ("max_score", submission.max_score)):
        ET.SubElement(properties, "property", {"name": name, "value": f"{value:g}"})
    for question in submission.questions:
        suite.append(_case(assignment, question))
    if submission.status is SubmissionStatus.GRADER_FAULT:
        case = ET.SubElement(suite, "testcase", {"classname": _clean(assignment), "name": "grader", "time": "0"})
        message = "; ".join(finding.detail for finding in submission.findings) or "the grader failed; grade again"
        ET.SubElement(case, "error", {"type": submission.status.value, "message": _clean(message)})
    _count(suite)
    return suite


def _case(assignment: str, question: QuestionResult) -> ET.Element:
    case = ET.Element(
        "testcase",
        {
            "classname": _clean(f"{assignment}.{question.notebook}"),
            "name": _clean(question.grade_id),
            "time": f"{question.duration_s:.3f}",
        },
    )
    tag = _TAGS.get(question.status)
    if tag is not None:
        points = f"{question.points:g} of {question.max_points:g} points"
        message = "waits for a person" if tag == "skipped" else question.message or question.status.value
        attributes = (
            {"message": _clean(message)}
            if tag == "skipped"
            else {
                "type": question.status.value,
                "message": _clean(f"{message} ({points})"),
            }
        )
        detail = ET.SubElement(case, tag, attributes)
        if question.hint:
            detail.text = _clean(f"hint: {question.hint}")
    return case


def _count(element: ET.Element) -> None:
    """Write the totals that CI servers read: of the cases for a suite, of the suites for the whole."""
    cases = list(element.iter("testcase"))
    totals = {"tests": len(cases)}
    for tag, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        totals[name] = sum(1 for case in cases if case.find(tag) is not None)
    for name, number in totals.items():
        element.set(name, str(number))
    element.set("time", f"{sum(float(case.get('time', 0)) for case in cases):.3f}")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)

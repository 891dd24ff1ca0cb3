"""Gradescope: one ``results.json`` for each submission, in the format of its autograders.

An autograder on Gradescope copies it to ``/autograder/results/results.json``. Students see all of it, so it holds
only what :mod:`autograde.platforms.told` says. An answer that a person reads has no score here: its points are given in
Gradescope.
"""

from __future__ import annotations

import json
from typing import Any

from autograde.findings import printable
from autograde.platforms.form import Form, Wishes
from autograde.platforms.told import told
from autograde.report.catalogue import ENGLISH
from autograde.report.feedback import unread_questions
from autograde.report.file_names import page_names
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus

__all__ = ["gradescope_form"]


def gradescope_form(result: ClassResult, wishes: Wishes) -> Form:
    """``<student>/results.json`` for each submission, the folder named like the student's page."""
    folders = [name.removesuffix(".html") for name in page_names([entry.student for entry in result.submissions])]
    files = {
        f"{folder}/results.json": json.dumps(_results(entry, result), indent=1, allow_nan=False) + "\n"
        for folder, entry in zip(folders, result.submissions, strict=True)
    }
    faults = sum(entry.status is SubmissionStatus.GRADER_FAULT for entry in result.submissions)
    return Form(files, (f"{faults} with a grader fault: grade again before these are shown",) if faults else ())


def _results(submission: SubmissionResult, result: ClassResult) -> dict[str, Any]:
    automatic = [question for question in submission.questions if question.status is not Status.MANUAL]
    return {
        "score": round(sum(question.points for question in automatic), 6),
        "output": "\n".join(_about(submission)),
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"max_score": round(sum(question.max_points for question in automatic), 6)},
        "tests": [_test(question, submission, result) for question in submission.questions],
    }


def _about(submission: SubmissionResult) -> list[str]:
    """Sentences on the whole; details of findings quote the file and the machine, so they stay out."""
    if submission.status is SubmissionStatus.GRADER_FAULT:
        return [ENGLISH.fault]
    unread = 0 < len(unread_questions(submission)) == len(submission.questions)
    lines = [ENGLISH.unread if unread else ENGLISH.how]
    if submission.status is SubmissionStatus.NEEDS_MANUAL:
        lines.append(ENGLISH.manual)
    kinds = dict.fromkeys(finding.kind for finding in submission.findings)
    return lines + [ENGLISH.findings[kind] for kind in kinds if kind in ENGLISH.findings]


def _test(question: QuestionResult, submission: SubmissionResult, result: ClassResult) -> dict[str, Any]:
    several = len({entry.notebook for entry in submission.questions}) > 1
    name = f"{question.notebook}/{question.grade_id}" if several else question.grade_id
    test: dict[str, Any] = {"name": printable(name), "visibility": "visible"}
    if question.status is Status.MANUAL:
        return test | {"output": f"{ENGLISH.nothing} Up to {question.max_points:g} points."}
    return test | {
        "score": round(question.points, 6),
        "max_score": round(question.max_points, 6),
        "status": "passed" if question.status is Status.PASSED else "failed",
        "output": "\n".join(told(question, submission, result)),
    }

"""Release, check and grade nbgrader notebooks: what a student's code does can never raise its grade.

>>> from autograde import grade, load_assignment          # doctest: +SKIP
>>> grade(load_assignment("solutions/ps01_tensors"), submission, options)  # doctest: +SKIP

Importing this package is cheap (no torch, no nbgrader); the names below load their module on first use.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "Assignment": "autograde.model",
    "ClassResult": "autograde.result",
    "Finding": "autograde.result",
    "Limits": "autograde.limits",
    "Options": "autograde.options",
    "QuestionResult": "autograde.result",
    "Submission": "autograde.collection",
    "SubmissionResult": "autograde.result",
    "collect": "autograde.collection",
    "grade": "autograde.grading",
    "grade_class": "autograde.batch",
    "load_assignment": "autograde.source",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'autograde' has no attribute {name!r}")

"""Results in the forms that other systems take, each a pure function in a module of its own.

They are made from what ``results.json`` holds; nothing is graded again. :mod:`autograde.report_command` puts the texts
in place. Only nbgrader's gradebook is no text: :mod:`autograde.platforms.nbgrader_gradebook` writes into a database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autograde.platforms.canvas import canvas_form
from autograde.platforms.form import Form, Wishes
from autograde.platforms.github import github_form
from autograde.platforms.gradescope import gradescope_form
from autograde.platforms.moodle import moodle_form
from autograde.result import ClassResult

__all__ = ["FORMS", "Form", "Wishes"]

FORMS: Mapping[str, Callable[[ClassResult, Wishes], Form]] = {
    "gradescope": gradescope_form,
    "canvas": canvas_form,
    "moodle": moodle_form,
    "github": github_form,
}
"""Name of each format and what makes it."""

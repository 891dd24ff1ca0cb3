"""Pages for people: feedback for each student and an overview for the instructor, each a file that works offline."""

from __future__ import annotations

from pathlib import Path

from autograde.errors import UsageError
from autograde.model import Assignment
from autograde.output.atomic import reason, write_atomic
from autograde.report.advice import Advice
from autograde.report.catalogue import ENGLISH, Catalogue
from autograde.report.feedback import feedback_page
from autograde.report.file_names import page_names
from autograde.report.outline import outline
from autograde.report.overview import overview_page
from autograde.result import ClassResult

__all__ = ["FOLDER", "OVERVIEW", "write_pages"]

FOLDER = "feedback"
OVERVIEW = "overview.html"


def write_pages(
    result: ClassResult, assignment: Assignment, out: Path, *, advice: Advice | None = None, words: Catalogue = ENGLISH
) -> tuple[Path, ...]:
    """Write ``out/feedback/<student>.html`` for each student, then ``out/overview.html`` with links to them.

    Args:
        result: with properties and cells, as grading gives them; what is read back from ``results.json`` has none.
        advice: what ``feedback.toml`` says.
        words: the sentences that students read.

    Returns:
        The overview, then the pages in the order of the submissions.

    Raises:
        UsageError: a file cannot be written; the line names it.
    """
    advice = advice or Advice()
    plan = outline(assignment, advice)
    names = page_names([submission.student for submission in result.submissions])
    pages = [out / FOLDER / name for name in names]
    for path, submission in zip(pages, result.submissions, strict=True):
        _write(path, feedback_page(submission, plan, advice, words))
    links = [f"{FOLDER}/{name}" for name in names]
    _write(out / OVERVIEW, overview_page(result, plan, advice, links, words))
    return (out / OVERVIEW, *pages)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(f"cannot write {path}: {reason(error)}; pages that stand there are kept") from None

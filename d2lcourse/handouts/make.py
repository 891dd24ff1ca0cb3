"""From a lecture to its files: what ``d2lcourse export`` does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from d2lcourse.handouts.errors import HandoutError
from d2lcourse.handouts.executed import executed
from d2lcourse.handouts.page import slide_count, slides_page
from d2lcourse.handouts.pdf import print_pdf

__all__ = ["Handout", "export", "outputs"]


def outputs(lecture: Path, *, fast: bool = False) -> Any:
    """The lecture with its outputs, see ``executed``. Raises ``HandoutError`` where it does not run."""
    try:
        return executed(lecture, fast=fast)
    except CellExecutionError as error:
        first = (error.evalue.strip().splitlines() or [""])[0]
        raise HandoutError(f"{lecture.name}: a cell fails, mend it first: {error.ename}: {first}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise HandoutError(f"{lecture.name}: {str(error).strip().splitlines()[0]}") from None


@dataclass(frozen=True)
class Handout:
    """What was written.

    slides: how many there are, and pages in the PDF.
    """

    page: Path
    pdf: Path | None
    slides: int


def export(lecture: Path, out: Path, *, pdf: bool = False, notebook: Any = None) -> Handout:
    """Write ``NAME.html``, and ``NAME.pdf`` where it is asked for, into the folder ``out``.

    A PDF that belongs to the same slides is left as it is: printing takes a while.

    notebook: the lecture with its outputs; it is run, or a kept run is taken, if left out.

    Raises ``HandoutError``.
    """
    shown = outputs(lecture) if notebook is None else notebook
    html = slides_page(shown, lecture.resolve().parent, lecture.stem)
    slides = slide_count(html)
    out.mkdir(parents=True, exist_ok=True)
    page, printed = out / f"{lecture.stem}.html", out / f"{lecture.stem}.pdf"
    page.write_text(html, encoding="utf-8")
    if pdf:
        stamp, belongs_to = out / f".{lecture.stem}.pdf.key", hashlib.sha256(html.encode()).hexdigest()
        if not (printed.exists() and stamp.exists() and stamp.read_text() == belongs_to):
            stamp.unlink(missing_ok=True)
            print_pdf(page, printed, slides)
            stamp.write_text(belongs_to)
    return Handout(page, printed if pdf else None, slides)

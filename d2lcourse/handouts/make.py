"""From a lecture to its files: what ``d2lcourse export`` does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat

from d2lcourse.handouts.errors import HandoutError
from d2lcourse.handouts.executed import executed
from d2lcourse.handouts.page import figures, slide_count, slides_page
from d2lcourse.handouts.pdf import print_pdf

HERE = Path(__file__).resolve().parent

__all__ = ["Handout", "export"]


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

    A page that is made of the same parts, and a PDF that belongs to the same page, are left as they are: making them
    takes a while.

    notebook: the lecture with its outputs; it is run, or a kept run is taken, if left out.

    Raises ``HandoutError``.
    """
    shown = executed(lecture) if notebook is None else notebook
    if not any(cell.source.strip() for cell in shown.cells):
        raise HandoutError(f"{lecture.name}: has no cell to show")
    out.mkdir(parents=True, exist_ok=True)
    page, printed = out / f"{lecture.stem}.html", out / f"{lecture.stem}.pdf"
    made_of, parts = out / f".{lecture.stem}.html.key", _parts(shown, lecture.resolve().parent)
    if page.exists() and made_of.exists() and made_of.read_text() == parts:
        html = page.read_text(encoding="utf-8")
    else:
        html = slides_page(shown, lecture.resolve().parent, lecture.stem)
        page.write_text(html, encoding="utf-8")
        made_of.write_text(parts)
    slides = slide_count(html)
    if pdf:
        stamp, belongs_to = out / f".{lecture.stem}.pdf.key", hashlib.sha256(html.encode()).hexdigest()
        if not (printed.exists() and stamp.exists() and stamp.read_text() == belongs_to):
            stamp.unlink(missing_ok=True)
            print_pdf(page, printed, slides)
            stamp.write_text(belongs_to)
    return Handout(page, printed if pdf else None, slides)


def _parts(notebook: Any, folder: Path) -> str:
    """A digest of all that a page of slides is made of: notebook, style, figures, and the code that joins them."""
    digest = hashlib.sha256(f"{nbformat.writes(notebook)}{version('nbconvert')}".encode())
    joins = [file for file in sorted(HERE.rglob("*")) if file.suffix != ".pyc"]
    for file in (folder / "rise.css", *figures(notebook, folder), *joins):
        if file.is_file():
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()

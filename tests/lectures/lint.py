"""What every lecture has to keep to, so that it shows well on a slide and reads well in a diff."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.lectures.notebooks import SlideCells, slide_type, slides

__all__ = ["MAX_COLUMNS", "MAX_LINES", "MAX_MINUTES", "minutes", "problems"]

MAX_COLUMNS = 80  # of code, on a slide
MAX_LINES = 18  # of code, on a slide
MAX_MINUTES = 120  # a lecture
SLIDE_TYPES = ("slide", "subslide", "fragment", "notes", "skip", "-")
READABLE_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MINUTES = re.compile(r"^\*\*(\d+) min\.\*\* \S")
PICTURE = re.compile(r"!\[(.*?)\]\((.+?)\)")
HTML_PICTURE = re.compile(r"<img\b", re.IGNORECASE)


def minutes(slide: SlideCells) -> list[int]:
    """The times that the notes of a slide plan; a note begins with "**2 min.** What to say"."""
    found = (MINUTES.match(cell.source) for cell in slide.notes)
    return [int(match.group(1)) for match in found if match]


def problems(notebook: Any) -> list[str]:
    """One line per problem: where, and what was expected."""
    return [*_file(notebook), *_cells(notebook), *_deck(slides(notebook))]


def _file(notebook: Any) -> Iterator[str]:
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        yield f"notebook: format {notebook.nbformat}.{notebook.nbformat_minor}, expected 4.5 (cells have ids)"
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "notebook: kernel is not python3"
    if notebook.metadata.get("rise", {}).get("theme") != "white":
        yield "notebook: metadata rise.theme is not 'white', for which rise.css is made"
    for name, times in Counter(cell.id for cell in notebook.cells).items():
        if times > 1:
            yield f"{name}: {times} cells have this id"


def _cells(notebook: Any) -> Iterator[str]:
    for cell in notebook.cells:
        if not READABLE_ID.fullmatch(cell.id) or re.fullmatch(r"[0-9a-f]{8,}", cell.id):
            yield f"{cell.id}: the id is no readable name such as 'dot-product-code'"
        if slide_type(cell) not in SLIDE_TYPES:
            yield f"{cell.id}: slide type {slide_type(cell)!r}, expected one of {', '.join(SLIDE_TYPES)}"
        if not cell.source.strip():
            yield f"{cell.id}: empty"
        if cell.cell_type == "code":
            if cell.outputs or cell.execution_count is not None:
                yield f"{cell.id}: outputs are committed"
            if slide_type(cell) == "notes":
                yield f"{cell.id}: notes are markdown"
            wide = [line for line in cell.source.splitlines() if len(line) > MAX_COLUMNS]
            if wide:
                yield f"{cell.id}: {len(wide)} lines of more than {MAX_COLUMNS} columns"
        else:
            if HTML_PICTURE.search(cell.source) or any(not alt.strip() for alt, _ in PICTURE.findall(cell.source)):
                yield f"{cell.id}: a picture without a text for those who do not see it: ![text](figures/x.svg)"


def _deck(deck: list[SlideCells]) -> Iterator[str]:
    for slide in deck:
        if not slide.cells:
            yield "a slide has notes only"
            continue
        heading = "# " if slide.opens_section else "## "
        if slide.cells[0].cell_type != "markdown" or not slide.cells[0].source.startswith(heading):
            yield f"{slide.name}: the slide does not begin with a markdown title '{heading}'"
        lines = sum(len(cell.source.splitlines()) for cell in slide.code)
        if lines > MAX_LINES:
            yield f"{slide.name}: {lines} lines of code on the slide, at most {MAX_LINES}"
        if len(minutes(slide)) != 1:
            yield f"{slide.name}: expected one notes cell that begins with '**2 min.** ' and says what to say"
    if not deck[0].opens_section or deck[0].code:
        yield f"{deck[0].name}: the lecture does not begin with a title slide"
    if deck[-1].code:
        yield f"{deck[-1].name}: the last slide has code; Shift+Enter on it would leave the slides"
    total = sum(sum(minutes(slide)) for slide in deck)
    if total > MAX_MINUTES:
        yield f"notebook: the notes plan {total} minutes, at most {MAX_MINUTES}"

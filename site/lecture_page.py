"""A lecture as a page to read: its slides one after the other, with outputs; speaker notes behind a button."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import nbformat
from course import Lecture

from d2lcourse.handouts.alt_text import describe_figures

FIGURE = re.compile(r"(!\[[^\]]*\]\()([^)\s:]+)(\))")


def lecture_page(notebook: Any, links: str) -> Any:
    """The notebook for the page.

    links: a line of HTML for below the title.
    """
    page = nbformat.from_dict(notebook)
    describe_figures(page)
    cells = []
    level = 1
    for number, cell in enumerate(page.cells):
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "")
        if kind == "skip" or not cell.source.strip():
            continue
        cell.metadata.pop("slideshow", None)
        if cell.cell_type == "markdown":
            if number:
                cell.source, level = _deeper(cell.source, level)
            if kind == "notes":
                # a blank line on both sides: what stands between is Markdown again
                cell.source = f"<details><summary>Speaker notes</summary>\n\n{cell.source}\n\n</details>"
        else:
            _prepare_outputs(cell)
        cells.append(cell)
        if not number:
            cells.append(nbformat.v4.new_markdown_cell(links, id="links"))
    page.cells = cells
    page.metadata = nbformat.from_dict(
        {"kernelspec": notebook.metadata.kernelspec, "language_info": {"name": "python"}}
    )
    return page


def _deeper(text: str, level: int) -> tuple[str, int]:
    """Headings so that none is left out: h1 of a section becomes h2, h2 of a slide h3, or h2 before the first section.

    level: of the section that is open, 1 or 2.
    """
    lines = []
    fenced = False
    for line in text.split("\n"):
        fenced ^= line.startswith("```")
        if not fenced and (found := re.match(r"(#+) ", line)):
            deep = len(found[1])
            level = 2 if deep == 1 else level
            line = "#" * (deep + (1 if deep == 1 else level - 1)) + line[deep:]
        lines.append(line)
    return "\n".join(lines), level


def _prepare_outputs(cell: Any) -> None:
    """Widgets go; pictures get their text and the size that they have on a slide."""
    kept = []
    for output in cell.outputs:
        for kind in [kind for kind in output.get("data", {}) if "widget" in kind]:
            del output["data"][kind]
            output["data"].pop("text/plain", None)
        if output.get("data", {"stream": 1}):
            kept.append(output)
    cell.outputs = kept
    pictures = [
        output["metadata"][kind]
        for output in kept
        for kind in output.get("data", {})
        if kind.startswith("image/") and kind in output.get("metadata", {})
    ]
    if pictures:
        options = {"alt": pictures[0]["alt"].replace(f" (1 of {len(pictures)})", "")}
        if len(pictures) == 1 and "width" in pictures[0]:
            options["width"] = f"{pictures[0]['width']}px"
        cell.metadata["mystnb"] = {"image": options}


def with_figures(notebook: Any, folder: Path) -> Any:
    """The notebook with its figures inside it: one file to download that is complete."""
    whole = nbformat.from_dict(notebook)
    for cell in whole.cells:
        if cell.cell_type != "markdown":
            continue
        for _, name, _ in FIGURE.findall(cell.source):
            file = folder / name
            kind = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}.get(file.suffix)
            if kind and file.is_file():
                data = base64.b64encode(file.read_bytes()).decode()
                cell.setdefault("attachments", {})[file.name] = {kind: data}
                cell.source = cell.source.replace(f"]({name})", f"](attachment:{file.name})")
    return whole


def links_line(lecture: Lecture, up: str, *, pdf: bool) -> str:
    """The other forms of a lecture, and its problem set.

    up: the way from the page to the root of the site.
    """
    links = [(f"slides/{lecture.name}.html", "Slides")]
    links += [(f"slides/{lecture.name}.pdf", "PDF")] if pdf else []
    links += [(f"notebooks/{lecture.name}.ipynb", "Notebook")]
    links += [(f"assignments/{problem.name}.html", problem.title) for problem in lecture.problem_sets]
    anchors = [
        f'<a href="{up}{target}">{text}<span class="of"> of lecture {lecture.number}</span></a>'
        for target, text in links
    ]
    return f'<p class="forms">{" ".join(anchors)}</p>'

"""A lecture as one HTML file of slides that works without a network, from any folder, on any screen.

It looks as the live slides do: reveal.js, cut at the same cells, with the ``rise.css`` that lies beside the notebook.
Formulas are set by MathJax 3, as in JupyterLab; speaker notes open with the key S.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.slides import SlidesExporter
from traitlets.config import Config

from d2lcourse.handouts.alt_text import describe_figures
from d2lcourse.handouts.javascript import HERE, MATHJAX, javascript

__all__ = ["figures", "slide_count", "slides_page"]

# twice .slides: to win against reveal.js' own rules for paper
NESTED, MOVED = ".slides > section > section", ".slides.slides :is(section, .pdf-page, .scroll-page-content) > section"
FIGURE = re.compile(r"(!\[[^\]]*\]\()([^)\s]+)(\))")


def slides_page(notebook: Any, folder: Path, name: str) -> str:
    """The HTML of a notebook that has its outputs.

    folder: where its figures and ``rise.css`` lie.
    name: the title, where the notebook's metadata have none.
    """
    shown = nbformat.from_dict(notebook)
    shown.cells = [_embedded(cell, folder) for cell in shown.cells if not _blank(cell)]
    shown.metadata.pop("widgets", None)  # dead without a kernel; their slides have a figure, too
    describe_figures(shown)
    npm = javascript()
    style = folder / "rise.css"
    exporter = SlidesExporter(  # type: ignore[no-untyped-call]
        config=Config({"SlidesExporter": {"template_name": "handout", "exclude_anchor_links": True}}),
        extra_template_basedirs=[str(HERE / "templates")],
    )
    handout = {
        "title": str(notebook.metadata.get("title") or name),
        "reveal_css": _text(npm / "reveal.js" / "dist" / "reveal.css"),
        # on paper and on a phone reveal.js puts each slide into a page of its own, out of its section
        "slides_css": _text(style).replace(NESTED, MOVED) if style.is_file() else "",
        "handout_css": _text(HERE / "handout.css"),
        "reveal_js": _script(npm / "reveal.js" / "dist" / "reveal.js"),
        "notes_js": _script(npm / "reveal.js" / "plugin" / "notes" / "notes.js"),
        "mathjax_js": _script(npm / MATHJAX),
    }
    exporter.environment.globals["handout"] = handout
    html, _ = exporter.from_notebook_node(shown)
    return str(html)


def figures(notebook: Any, folder: Path) -> list[Path]:
    """The files that the text of a notebook shows and that become part of its page."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return [file for text in texts for found in FIGURE.finditer(text) if (file := _own_figure(found, folder))]


def slide_count(html: str) -> int:
    """How many slides a page of slides has."""
    return len(re.findall(r"<section(?: [^>]*)?>(?!\s*<section)", html))


def _blank(cell: Any) -> bool:
    """Whether a cell shows nothing and begins nothing."""
    return not cell.source.strip() and not cell.metadata.get("slideshow", {}).get("slide_type", "").endswith("slide")


def _own_figure(found: re.Match[str], folder: Path) -> Path | None:
    """The file beside the notebook that a match of ``FIGURE`` names; None where it is an address or not there."""
    file = folder / found[2]
    return file if "://" not in found[2] and file.is_file() else None


def _embedded(cell: Any, folder: Path) -> Any:
    """The cell with the figures of its text in place of their names; other cells as they are."""
    if cell.cell_type != "markdown":
        return cell

    def data(found: re.Match[str]) -> str:
        file = _own_figure(found, folder)
        if file is None:
            return found[0]
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return f"{found[1]}data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}{found[3]}"

    cell.source = FIGURE.sub(data, cell.source)
    return cell


def _text(file: Path) -> str:
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", file.read_text(encoding="utf-8"))


def _script(file: Path) -> str:
    """A script that may stand inside an HTML page."""
    text = re.sub(r"//# sourceMappingURL=.*", "", file.read_text(encoding="utf-8"))
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")

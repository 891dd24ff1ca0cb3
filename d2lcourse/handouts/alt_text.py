"""Alternative texts for the figures that a lecture's cells draw, for people who do not see them.

Where the author says nothing (``metadata.d2lcourse.alt`` of the cell), the text is put together from what the slide
says: its heading, and the titles, axes and series that the cell's code names. So every figure has a text that tells
what it shows, and none has to be kept up to date by hand.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

__all__ = ["describe_figures", "figure_alt", "plain"]

NAMED: Final = {  # arguments and methods that name a part of a figure, and how to read it out
    "title": "title", "set_title": "title", "suptitle": "title",
    "xlabel": "horizontal axis", "set_xlabel": "horizontal axis",
    "ylabel": "vertical axis", "set_ylabel": "vertical axis",
    "label": "series",
}  # fmt: skip
LONGEST: Final = 250


def describe_figures(notebook: Any) -> None:
    """Give each picture among the outputs its text, in the notebook itself."""
    heading = str(notebook.metadata.get("title", "the lecture"))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heads = [line.lstrip("# ") for line in cell.source.splitlines() if line.startswith(("# ", "## "))]
            heading = heads[-1] if heads else heading
            continue
        pictures = [output for output in cell.get("outputs", ()) if _picture(output)]
        text = cell.metadata.get("d2lcourse", {}).get("alt") or figure_alt(heading, cell.get("source", ""))
        for number, output in enumerate(pictures, 1):
            for kind in _picture(output):
                of = f" ({number} of {len(pictures)})" if len(pictures) > 1 else ""
                output.setdefault("metadata", {}).setdefault(kind, {})["alt"] = text + of


def _picture(output: Any) -> list[str]:
    """The kinds of picture in an output."""
    return [kind for kind in output.get("data", {}) if kind.startswith("image/")]


def figure_alt(heading: str, code: str) -> str:
    """A text for the figure that some code draws on the slide with that heading.

    >>> figure_alt("Loss by $w$", 'plt.plot(x)\\nplt.xlabel("w")\\nplt.ylabel("loss")')
    'Figure: Loss by w. Horizontal axis: w. Vertical axis: loss.'
    """
    parts: dict[str, list[str]] = {}
    for kind, text in _texts(code):
        seen = parts.setdefault(kind, [])
        if (clean := plain(text)) and clean not in seen:
            seen.append(clean)
    sentences = [f"Figure: {plain(heading).rstrip('.')}"]
    sentences += [
        f"{kind.capitalize()}: {', '.join(parts[kind])}" for kind in dict.fromkeys(NAMED.values()) if kind in parts
    ]
    text = ". ".join(sentences)
    return (text if len(text) < LONGEST else text[: text.rfind(" ", 0, LONGEST)] + " …") + "."


def plain(text: str) -> str:
    """Without the marks of Markdown and TeX."""
    for mark in ("$", "**", "`", "\\", "{", "}"):
        text = text.replace(mark, "")
    return " ".join(text.split())


def _texts(code: str) -> Iterator[tuple[str, str]]:
    """What code that draws calls title, axis or series; formatted strings are left out, they hold numbers."""
    try:
        tree = ast.parse("\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in code.splitlines()))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        said = [(name, node.args[0])] if name in NAMED and node.args else []
        said += [(word.arg, word.value) for word in node.keywords if word.arg in NAMED]
        for kind, value in said:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield NAMED[kind], value.value

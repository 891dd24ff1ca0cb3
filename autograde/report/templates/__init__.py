"""The pages' templates, and the one way to fill them in: everything is escaped, a missing name is an error."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograde.report.ansi import label, visible

__all__ = ["render"]

HERE = Path(__file__).parent
_CODE = re.compile(r"`([^`\n]+)`")


def _inline(text: str) -> Markup:
    """An author's sentence in which `code` may stand; all of it is escaped first."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["inline"] = _inline
    environment.filters["label"] = label
    environment.filters["points"] = lambda number: f"{number:g}"
    # Our own file; inside <style> nothing is escaped, and nothing of a student's ever stands there.
    environment.globals["style"] = Markup((HERE / "style.css").read_text(encoding="utf-8"))
    return environment


def render(template: str, **values: object) -> str:
    """The page, with ``values`` under their names; no text in it, whoever's, moves or hides another."""
    return visible(_environment().get_template(template).render(**values))

"""The reference of `d2lcourse`: one page for each module that a notebook may import, from the docstrings."""

from __future__ import annotations

import importlib
import pkgutil

import d2lcourse

TOOLS = ("cli",)  # has commands, not names to import


def api_pages() -> dict[str, str]:
    """The sources of the pages by their names."""
    modules = [module for module in pkgutil.iter_modules(d2lcourse.__path__) if module.name not in TOOLS]
    pages = {f"api/{module.name}.rst": _page(module.name, package=module.ispkg) for module in modules}
    rows = [f"- {{doc}}`d2lcourse.{module.name} <{module.name}>`: {_first_line(module.name)}" for module in modules]
    tree = "\n".join(module.name for module in modules)
    pages["api/index.md"] = (
        "# Reference\n\nWhat lectures and problem sets import. The pages are made from the docstrings.\n\n"
        + "\n".join(rows)
        + f"\n\n```{{toctree}}\n:hidden:\n\n{tree}\n```\n"
    )
    return pages


def _first_line(name: str) -> str:
    """What a module is, in a sentence."""
    text = importlib.import_module(f"d2lcourse.{name}").__doc__ or ""
    return " ".join(text.strip().partition("\n\n")[0].split())


def _page(name: str, *, package: bool) -> str:
    title = f"d2lcourse.{name}"
    imported = "   :imported-members:\n" if package else ""
    return f"{title}\n{'=' * len(title)}\n\n.. automodule:: {title}\n   :members:\n   :show-inheritance:\n{imported}"

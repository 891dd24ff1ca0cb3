"""Where a released assignment differs from what its source gives: file by file, cell by cell, one line each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["drift"]


def drift(fresh: Path, released: Path, label: str) -> list[str]:
    """Compare two folders.

    Args:
        fresh: generated just now.
        released: what is there; may be missing.
        label: how to call ``released`` in messages.

    Returns:
        One line per difference, in the order of the files; empty if they are byte-identical.
    """
    wanted, found = _files(fresh), _files(released)
    lines = []
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            lines.append(f"{label}/{name}: is missing; run: autograde release")
        elif name not in wanted:
            lines.append(f"{label}/{name}: is not in the source; run: autograde release")
        elif wanted[name] != found[name]:
            lines += [f"{label}/{name}: {difference}" for difference in _explain(name, wanted[name], found[name])]
    return lines


def _files(folder: Path) -> dict[str, bytes]:
    """Every file below by relative path. Caches that Jupyter and Python put there are nobody's change."""
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {".ipynb_checkpoints", "__pycache__"} & set(path.relative_to(folder).parts)
    }


def _explain(name: str, wanted: bytes, found: bytes) -> list[str]:
    if not name.endswith(".ipynb"):
        return ["differs from the source"]
    try:
        fresh, released = _cells(wanted), _cells(found)
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["is not a notebook"]
    lines = [f"cell {cell!r} is missing" for cell in fresh if cell not in released]
    lines += [f"cell {cell!r} is not in the source" for cell in released if cell not in fresh]
    lines += [
        f"cell {cell!r} differs in its {part}"
        for cell, content in fresh.items()
        if cell in released
        for part in _parts(content, released[cell])
    ]
    if not lines and list(fresh) != list(released):
        lines.append(f"cell {next(a for a, b in zip(released, fresh, strict=True) if a != b)!r} is out of order")
    return lines or ["notebook metadata or formatting differs"]


def _cells(data: bytes) -> dict[str, dict[str, Any]]:
    """Cells by grade_id, else by cell id, else by place; a name that comes again gets its place too."""
    cells: dict[str, dict[str, Any]] = {}
    for index, cell in enumerate(json.loads(data)["cells"]):
        name = cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id") or f"number {index}"
        cells[f"{name} (number {index})" if name in cells else name] = cell
    return cells


def _parts(wanted: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What of a cell differs, in words."""
    words = {"source": "text", "metadata": "metadata", "cell_type": "type", "outputs": "outputs", "id": "id"}
    return [words.get(key, key) for key in sorted(wanted.keys() | found.keys()) if wanted.get(key) != found.get(key)]

"""Files that claim to be notebooks: real ones mutated in their structure and their bytes, and JSON of every shape."""

from __future__ import annotations

import contextlib
import copy
import functools
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.autograde.notebooks import released_cells, source_cells
from tests.fuzz.texts import hostile, pick

__all__ = ["ROOT", "files", "mutated", "seeds", "trees"]

ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("solutions/ps01_tensors", "assignments/ps01_tensors", "tests/demo_class")

KEYS = (
    "cells", "worksheets", "metadata", "nbformat", "nbformat_minor", "cell_type", "source", "input", "outputs", "id",
    "output_type", "text", "data", "name", "execution_count", "nbgrader", "grade_id", "grade", "solution", "locked",
    "task", "points", "schema_version", "checksum", "tags", "level", "kernelspec", "language", "autograde", "limits",
    "image/png", "text/plain", "text/html", "cell_s", "attachments", "collapsed",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 3, 4, 5, 2.0, 4.0, 4.5, 1e308, 2**63, -(2**64), 10**400, float("nan"), float("inf"),
    "", "code", "markdown", "raw", "heading", "html", "stream", "execute_result", "display_data", "error", "python", [],
    {}, [[]], [None], [{}], ["a\n", 1, "b"], {"": ""}, {"cells": []}, {"text/plain": 1},
    {"image/png": ["iVBOR", "w0K"]},
    ["x"] * 50, {"grade_id": 1}, {"grade_id": "f", "grade": True, "solution": True, "task": True, "points": 10**400},
    ["skip-execution", "raises-exception", 1], {"limits": {"cell_s": -1}}, {"limits": {"cell_s": 1e400}},
)  # fmt: skip
leaves = st.one_of(pick(VALUES).map(copy.deepcopy), hostile, st.integers(), st.floats())
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(pick(KEYS) | hostile, inner, max_size=5),
    max_leaves=25,
)
_notebook_like = st.fixed_dictionaries(
    {"cells": st.lists(st.dictionaries(pick(KEYS), trees, max_size=6), max_size=6) | trees},
    optional=dict.fromkeys(("nbformat", "metadata", "worksheets", "nbformat_minor"), trees),
)


@functools.cache
def seeds() -> tuple[dict[str, Any], ...]:
    """Notebooks that people wrote, and small ones with a cell of every kind, in formats 4 and 3."""
    found = []
    for file in (file for folder in _FOLDERS for file in sorted((ROOT / folder).rglob("*.ipynb"))):
        with contextlib.suppress(ValueError):  # one of the demo class is no notebook
            found.append(json.loads(file.read_bytes()))
    small = [{"cells": cells(), "metadata": {}, "nbformat": 4} for cells in (source_cells, released_cells)]
    old = {"worksheets": [{"cells": released_cells()}, {"cells": source_cells()}], "nbformat": 3, "metadata": {}}
    old["worksheets"][0]["cells"][0] |= {"cell_type": "heading", "level": 2}  # type: ignore[index]
    return (*small, old, *found)


@st.composite
def mutated(draw: Any, seed: Callable[[], Any] | None = None, changes: int = 6) -> Any:
    """A seed after some changes at random places of its structure."""
    tree = copy.deepcopy(draw(pick(seeds())) if seed is None else seed())
    for _ in range(draw(st.integers(0, changes))):
        parent, key = _place(draw, tree)
        if parent is not None:
            _change(draw, parent, key)
    return tree


def _place(draw: Any, tree: Any) -> tuple[Any, Any]:
    """A random place: the container and the key in it. Half of the time near the top, where the cells are."""
    parent, key, node = None, None, tree
    while isinstance(node, (dict, list)) and node and (parent is None or draw(st.integers(0, 3))):
        parent = node
        key = draw(st.integers(0, len(node) - 1)) if isinstance(node, list) else draw(st.sampled_from(list(node)))
        node = node[key]
    return parent, key


def _change(draw: Any, parent: Any, key: Any) -> None:
    what = draw(
        st.sampled_from(("replace", "replace", "delete", "copy", "swap", "wrap", "edit", "key", "key", "empty"))
    )
    value = parent[key]
    if what == "replace":
        parent[key] = draw(trees)
    elif what == "delete":
        del parent[key]
    elif what == "empty":
        parent[key] = type(value)() if isinstance(value, (str, list, dict)) else None
    elif what == "wrap":
        parent[key] = [value] if draw(st.booleans()) else {draw(pick(KEYS)): value}
    elif what == "edit" and isinstance(value, str):
        at = draw(st.integers(0, len(value)))
        parent[key] = value[:at] + draw(hostile) + value[at + draw(st.integers(0, 5)) :]
    elif what == "key" and isinstance(value, dict):
        value[draw(pick(KEYS))] = draw(trees)
    elif isinstance(parent, list) and what in ("copy", "swap"):
        other = draw(st.integers(0, len(parent) - 1))
        if what == "copy":
            parent.insert(other, copy.deepcopy(value))
        else:
            parent[key], parent[other] = parent[other], parent[key]


_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-32-be", "cp1252", "latin-1")


@st.composite
def files(draw: Any, tree: Any = None) -> bytes:
    """The bytes of such a notebook, or of something like it, perhaps damaged."""
    made = draw(tree if tree is not None else st.one_of(mutated(), mutated(), _notebook_like, trees))
    text = json.dumps(made, ensure_ascii=draw(st.booleans()))
    if draw(st.integers(0, 9)) == 0:  # a key twice: the last one counts in Python, the first elsewhere
        text = text.replace("{", f'{{"{draw(pick(KEYS))}": {json.dumps(draw(hostile))}, ', 1)
    encoding = draw(st.sampled_from(_ENCODINGS))
    errors = "surrogatepass" if encoding.startswith("utf") else "replace"
    data = bytearray(text.encode(encoding, errors))
    what = draw(st.sampled_from(("", "", "", "", "cut", "flip", "join", "gzip", "front", "deep")))
    if what == "cut":
        del data[draw(st.integers(0, len(data))) :]
    elif what == "flip" and data:
        for _ in range(draw(st.integers(1, 5))):
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    elif what == "join":
        data = data + data
    elif what == "gzip":
        data = bytearray(gzip.compress(bytes(data), 1))
    elif what == "front":
        data[:0] = draw(st.binary(max_size=4))
    elif what == "deep":
        levels = draw(st.sampled_from((100, 400, 600, 900, 980, 5_000, 200_000)))
        inner = draw(st.sampled_from((b'"outputs": ', b'"metadata": ', b'"source": ', b'"x": ', b'"cells": ')))
        data = bytearray(bytes(data).replace(b"{", b"{" + inner + b"[" * levels + b"]" * levels + b",", 1))
    return bytes(data)

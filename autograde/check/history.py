"""What the saved notebook tells about the last session: numbers beside the cells, and how large their outputs are.

The grader never looks at outputs; the student's question is "why did it work for me?".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from autograde.reader import RawNotebook

__all__ = ["History", "numbering", "read_history"]


@dataclass(frozen=True)
class History:
    """The last session, by the cell's index in the file."""

    counts: dict[int, int]
    """Numbers beside code cells that were run."""
    worked: frozenset[int] = frozenset()
    """Cells that were run and whose output is no error."""
    size: int = 0
    """Characters of all outputs."""
    largest: int = -1
    """The cell with the most output."""

    def out_of_order(self) -> tuple[int, int] | None:
        """The first two numbers that do not grow, None where all do."""
        numbers = [self.counts[index] for index in sorted(self.counts)]
        return next(((one, other) for one, other in pairwise(numbers) if other <= one), None)


def numbering(raw: RawNotebook) -> dict[int, int]:
    """The number that Jupyter gives each code cell when all are run in a fresh kernel; empty cells get none."""
    filled = [index for index, cell in enumerate(raw.cells) if cell.kind == "code" and cell.source.strip()]
    return {index: number for number, index in enumerate(filled, start=1)}


def read_history(data: bytes, raw: RawNotebook) -> History:
    """The history of a file; empty where its form is not the usual one."""
    try:
        cells = json.loads(data)["cells"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return History({})
    if not isinstance(cells, list) or len(cells) != len(raw.cells):
        return History({})
    counts, worked, sizes = {}, set(), {}
    for index, cell in enumerate(cells):
        if not isinstance(cell, dict) or raw.cells[index].kind != "code":
            continue
        outputs = cell.get("outputs")
        outputs = [entry for entry in outputs if isinstance(entry, dict)] if isinstance(outputs, list) else []
        sizes[index] = _length(outputs)
        if type(count := cell.get("execution_count")) is int:
            counts[index] = count
            if all(entry.get("output_type") != "error" for entry in outputs):
                worked.add(index)
    total = sum(sizes.values())
    return History(counts, frozenset(worked), total, max(sizes, key=sizes.__getitem__) if total else -1)


def _length(value: Any) -> int:
    """Characters of all texts in ``value``, which may be nested deeper than Python calls may be."""
    total, left = 0, [value]
    while left:
        value = left.pop()
        if isinstance(value, str):
            total += len(value)
        elif isinstance(value, (dict, list)):
            left += value.values() if isinstance(value, dict) else value
    return total

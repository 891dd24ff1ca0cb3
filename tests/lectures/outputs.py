"""What the cells of an executed lecture printed, and the numbers in it."""

from __future__ import annotations

import re
from typing import Any, Final

__all__ = ["NUMBER", "after", "numbers", "printed"]

NUMBER: Final = r"(?<![\w.])[-+]?(?:inf\b|\d+(?:,\d{3})*\.?\d*(?:e[-+]?\d+)?)"
"""A number with its sign: 12,345 and 1e-05 and inf are one; a digit within a name is none."""
COLOUR: Final = re.compile(r"\x1b\[[\d;?]*[a-zA-Z]")


def printed(done: Any) -> dict[str, str]:
    """What each cell printed, by the cell's id, without colours; ``done`` is the executed notebook."""
    texts = {cell.id: "".join(o.get("text", "") for o in cell.get("outputs", ())) for cell in done.cells}
    return {name: COLOUR.sub("", text) for name, text in texts.items()}


def numbers(text: str) -> list[float]:
    """All numbers in a text, from left to right."""
    return [float(number.replace(",", "")) for number in re.findall(NUMBER, text)]


def after(label: str, text: str) -> list[float]:
    """The numbers on the first line that has the label, behind it."""
    line = next(line for line in text.splitlines() if label in line)
    return numbers(line.partition(label)[2])

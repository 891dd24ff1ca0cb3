"""What a cell prints and shows: kept up to a limit, then counted and dropped, then stopped."""

from __future__ import annotations

import io
from typing import Any

__all__ = ["BoundedText", "OutputFlood", "Outputs"]

_FLOOD_FACTOR = 200
_RICH_TYPES = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/svg+xml")


class OutputFlood(KeyboardInterrupt):
    """A cell printed far more than anyone will read. Stops the cell as an interrupt does."""


class Outputs:
    """The outputs of one cell, in order.

    Args:
        limit: bytes that are kept; after ``200 * limit`` the cell is stopped.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.items: list[dict[str, Any]] = []
        self.kept = 0
        self.seen = 0
        self.truncated = False
        """Whether something was dropped."""

    def text(self, name: str, text: str) -> None:
        """Printed text on ``stdout`` or ``stderr``."""
        room = max(0, self.limit - self.kept)
        self._count(len(text), min(len(text), room))
        if not room:
            return
        last = self.items[-1] if self.items else {}
        if last.get("name") == name:
            last["text"].append(text[:room])
        else:
            self.items.append({"type": "stream", "name": name, "text": [text[:room]]})

    def rich(self, data: dict[str, Any], *, result: bool = False) -> None:
        """A value shown by display() or as the cell's result: MIME type to text."""
        chosen = {kind: data[kind] for kind in _RICH_TYPES if isinstance(data.get(kind), str)}
        size = sum(len(value) for value in chosen.values())
        fits = bool(chosen) and self.kept + size <= self.limit + 1_000_000  # a figure is larger than text
        self._count(size, size if fits else 0)
        if fits:
            self.items.append({"type": "result" if result else "display", "data": chosen})

    def clear(self) -> None:
        """clear_output(): what was shown so far goes."""
        self.items.clear()

    def plain(self) -> list[dict[str, Any]]:
        """The items as plain data."""
        return [{**item, "text": "".join(item["text"])} if "text" in item else item for item in self.items]

    def _count(self, seen: int, kept: int) -> None:
        self.seen += seen
        self.kept += kept
        self.truncated = self.truncated or seen > kept
        if self.seen > self.limit * _FLOOD_FACTOR:
            self.seen = 0  # the handler of this interrupt may print, too
            raise OutputFlood("the cell printed too much")


class BoundedText(io.TextIOBase):
    """``sys.stdout`` of the student's code."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str) -> None:
        self.name = name
        self.target = Outputs(1 << 16)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Pass text on to the outputs of the running cell."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.target.text(self.name, text)
        return len(text)

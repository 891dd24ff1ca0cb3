"""What the candidate says of its cells, cut to what the grader has room for.

The grader is not limited as its processes are: a record of 256 MB may become ten times that in Python objects, and one
may come for every cell.
"""

from __future__ import annotations

from typing import Any

__all__ = ["MAX_CHARACTERS", "MAX_NODES", "bounded"]

MAX_CHARACTERS = 8_000_000
"""Of all texts together; as much as is kept of a submission (:mod:`autograde.output.record`)."""
MAX_NODES = 100_000
"""Lists, dicts and what is in them."""


def bounded(record: dict[str, Any]) -> dict[str, Any]:
    """``record`` with what is beyond the limits left out, texts and lists cut."""
    return _Room().dict(record)


class _Room:
    """What is left of the limits."""

    def __init__(self) -> None:
        self.characters, self.nodes = MAX_CHARACTERS, MAX_NODES

    def dict(self, value: dict[Any, Any]) -> dict[str, Any]:
        """Its entries as far as they fit."""
        kept = {}
        for key, item in value.items():
            if self.nodes <= 0:
                break
            kept[str(key)[:100]] = self.value(item)
        return kept

    def list(self, value: list[Any] | tuple[Any, ...]) -> list[Any]:
        """Its items as far as they fit."""
        kept = []
        for item in value:
            if self.nodes <= 0:
                break
            kept.append(self.value(item))
        return kept

    def value(self, value: Any) -> Any:
        """The value, cut."""
        self.nodes -= 1
        if isinstance(value, str):
            text = value[: self.characters]
            self.characters -= len(text)
            return text
        if isinstance(value, dict):
            return self.dict(value)
        return self.list(value) if isinstance(value, (list, tuple)) else value

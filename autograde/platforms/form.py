"""What a format is made from besides the results, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Form", "Wishes", "points_text"]


@dataclass(frozen=True)
class Wishes:
    """What the command line says beyond the format."""

    roster: bytes | None = None
    """A table that the platform exported, to be filled in."""
    roster_path: Path = Path()
    """Where it lies, for messages."""
    column: str = ""
    """Name of the column for the grade; empty where the format's own is meant."""


@dataclass(frozen=True)
class Form:
    """Texts by file name, with lines that an instructor should read."""

    files: Mapping[str, str]
    notes: tuple[str, ...] = ()


def points_text(points: float) -> str:
    """Points as a platform reads them: no exponent, no trailing zeros, a point for the decimals."""
    text = f"{points:.4f}".rstrip("0").rstrip(".")
    return text or "0"

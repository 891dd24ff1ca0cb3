"""What goes wrong while a handout is made: one line that says what to do."""

from __future__ import annotations

__all__ = ["HandoutError"]


class HandoutError(RuntimeError):
    """A handout cannot be made; the text is one line for the person who asked for it."""

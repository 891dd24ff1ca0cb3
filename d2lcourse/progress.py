"""Progress on one line: overwritten while somebody watches, written once where nobody does.

In a terminal and in a notebook that a person runs, the line changes in place. Where a notebook is executed by a program
(nbclient, nbconvert) or the output goes to a file, only the last line appears, so that nothing is repeated on a slide.
"""

from __future__ import annotations

import sys
import time
from typing import Any, Final

__all__ = ["Line", "somebody_watches"]

COLUMNS: Final = 80
EVERY_S: Final = 0.1


def somebody_watches() -> bool:
    """Whether a person sees the output while it comes.

    A front end that a person uses lets a cell ask for input; nbclient says that it does not.
    """
    kernel = _kernel()
    if kernel is None:
        return sys.stdout.isatty()
    request = kernel.get_parent("shell") or {}
    return bool(request.get("content", {}).get("allow_stdin", True))


def _kernel() -> Any:
    """The notebook's kernel in which this runs, or None."""
    if "ipykernel" not in sys.modules:
        return None
    from IPython.core.getipython import get_ipython

    return getattr(get_ipython(), "kernel", None)


class Line:
    """One line of at most 80 columns.

    >>> line = Line()
    >>> line.show("epoch 1 of 2")  # nobody watches a doctest
    >>> line.end("epoch 2 of 2")
    epoch 2 of 2
    """

    def __init__(self) -> None:
        self._live = somebody_watches()
        self._notebook = self._live and _kernel() is not None
        self._handle: Any = None
        self._width = 0
        self._next = 0.0

    def show(self, text: str) -> None:
        """Replace the line, at most ten times a second."""
        now = time.monotonic()
        if self._live and now >= self._next:
            self._next = now + EVERY_S
            self._write(text, "")

    def end(self, text: str) -> None:
        """Replace the line for good; '' removes it."""
        if text or self._width:
            self._write(text, "\n" if text else "\r")

    def _write(self, text: str, end: str) -> None:
        text = text if len(text) <= COLUMNS else text[: COLUMNS - 1] + "…"
        if self._notebook:
            self._place(text)
        else:
            print(("\r" if self._width else "") + text.ljust(self._width), end=end, flush=True)
        self._width = len(text)

    def _place(self, text: str) -> None:
        """Output with a name of its own: a figure that comes in between does not tear the line apart, as with \\r."""
        if self._handle is None:
            from IPython.display import display

            self._handle = display({"text/plain": text}, raw=True, display_id=True)
        else:
            self._handle.update({"text/plain": text}, raw=True)

"""One figure that is drawn again in place while a network trains. Taught in lectures 03 and 05.

Where a person watches, the figure changes a few times a second; where a program executes the notebook, only the last
picture is drawn. Both leave one picture in the notebook.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final, Self

import matplotlib.pyplot as plt
from IPython.display import display
from matplotlib.figure import Figure

from d2lcourse.progress import somebody_watches

__all__ = ["LiveFigure"]

EVERY_S: Final = 0.3
PAUSES: Final = 3  # times as long as drawing took: it takes a quarter of the time at most


class LiveFigure:
    """A figure to be called with what is to be drawn.

    draw: is called as ``draw(*state, ax=ax)`` with empty axes (an array of axes where there are several columns).
    columns: axes side by side.
    figsize: (width, height) in inches.

    with LiveFigure(show_curves) as live:
        fit(..., on_epoch=live)
    """

    def __init__(
        self, draw: Callable[..., Any], *, columns: int = 1, figsize: tuple[float, float] | None = None
    ) -> None:
        self.draw, self.columns = draw, columns
        # Not known to pyplot: it is neither shown a second time at the end of the cell nor left open.
        self.figure = Figure(figsize=figsize or plt.rcParams["figure.figsize"])
        self.updates = 0  # pictures shown so far
        self._watched = somebody_watches()
        self._state: tuple[Any, ...] | None = None
        self._handle: Any = None
        self._next = 0.0

    def __call__(self, *state: Any) -> None:
        """Draw this state, now or, where the last picture is too young, with a later one."""
        self._state = state
        now = time.monotonic()
        if self._watched and now >= self._next:
            self._show()
            done = time.monotonic()
            self._next = done + max(EVERY_S, PAUSES * (done - now))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.finish()

    def finish(self) -> None:
        """Draw the last state, if it is not on the screen yet."""
        if self._state is not None:
            self._show()

    def _show(self) -> None:
        assert self._state is not None
        self.figure.clear()
        axes = self.figure.subplots(1, self.columns)
        self.draw(*self._state, ax=axes)
        self._state = None
        self.updates += 1
        if self._handle is None:
            self._handle = display(self.figure, display_id=True)
        else:
            self._handle.update(self.figure)

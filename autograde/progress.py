"""How far a run is: a bar for a person, a plain line now and then for a log."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

__all__ = ["LogProgress", "progress"]

EVERY_S = 10.0
"""Between two lines of a log, and before the first: a short run needs none."""


class LogProgress:
    """Lines such as ``grading: 40 of 100, 12 min left``, at most one for each tenth.

    Args:
        total: how many submissions there are to grade.
        say: takes a line.
        clock: seconds.
    """

    def __init__(self, total: int, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._say, self._clock = total, say, clock
        self._done = self._told = 0
        self._begin = self._last = clock()

    def advance(self) -> None:
        """One more is graded."""
        self._done += 1
        now = self._clock()
        tenth = 10 * self._done // self._total
        if tenth == 10 * self._told // self._total or now - self._last < EVERY_S or self._done == self._total:
            return
        self._told, self._last = self._done, now
        left = (now - self._begin) / self._done * (self._total - self._done)
        self._say(f"grading: {self._done} of {self._total}, {_duration(left)} left")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """What to call for each submission that is graded."""
    if not sys.stderr.isatty():
        yield LogProgress(total, lambda line: print(f"autograde: {line}", file=sys.stderr, flush=True)).advance
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)

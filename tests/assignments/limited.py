"""A limit on processor time for plain runs: answers may loop for ever, and fill the memory while they do.

A plain run has no process of its own that could be ended, as the grader's have. Without a limit one endless answer
takes all other tests down with it.
"""

from __future__ import annotations

import functools
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tests.assignments.plain import run, source

__all__ = ["TooLongError", "limited"]


class TooLongError(BaseException):
    """Not an Exception, so that no property takes it for an answer."""


@contextmanager
def limited(name: str) -> Iterator[None]:
    """Raises ``TooLongError`` where a run of the assignment ``name`` takes far longer than the reference's."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TooLongError(f"{name}: a run that does not end")

    limit_s = _limit_s(name)
    before = signal.signal(signal.SIGPROF, stop)
    # Again after a second: what is raised while an object is being deleted is lost.
    signal.setitimer(signal.ITIMER_PROF, limit_s, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@functools.cache
def _limit_s(name: str) -> float:
    """Processor seconds, so that a busy machine does not matter; of a second run, which has nothing to import.

    Three seconds on top: what an answer uses for the first time is imported then (``torch.func`` takes 1.5).
    """
    run(source(name))
    begin = time.process_time()
    run(source(name))
    return 3 + 10 * (time.process_time() - begin)

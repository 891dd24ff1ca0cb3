"""Ctrl-C, ``kill`` and a closed terminal: the first ends the work in order, the second at once.

:class:`Stopped` is no ``Exception``, and no ``KeyboardInterrupt`` either, because the command line's library keeps
those to itself.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType

__all__ = ["Stopped", "stoppable"]

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Stopped(BaseException):
    """The work was ended from outside.

    Args:
        number: of the signal.
        message: what is left of the work, for the last line on the screen.
    """

    def __init__(self, number: int = signal.SIGINT, message: str = "") -> None:
        self.number = int(number)
        self.message = message
        super().__init__(f"stopped{f'; {message}' if message else ''}")

    @property
    def exit_code(self) -> int:
        """As a shell has it: 130 for Ctrl-C, 143 for ``kill``."""
        return 128 + self.number


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Within this, the first signal raises :class:`Stopped` in the main thread, and the second ends the process.

    What is ignored (``nohup``) stays ignored. Children end with this process, see :mod:`autograde.launch`.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal caught
        if caught:
            os._exit(128 + number)
        caught = True
        raise Stopped(number)

    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

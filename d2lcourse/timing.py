"""How long a computation takes, measured so that a GPU does not fool us.

A GPU returns at once and computes later: without waiting for it one measures how fast work is handed over. So each
measurement ends by waiting. The first call is not counted (it allocates, loads kernels, fills caches), and the median
of several rounds is robust against a neighbour who uses the machine at the same time. The CPU uses one thread, as in
``torch.utils.benchmark``: threads that wait for each other on a busy machine would be all that one sees of small work.
Taught in lecture 01.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import torch

__all__ = ["seconds_per_call", "tokens_per_second"]


def seconds_per_call(work: Callable[..., Any], *args: Any, rounds: int = 5, at_least: float = 0.01) -> float:
    """Median time of ``work(*args)`` in seconds.

    work: called many times; its result is thrown away.
    rounds: measurements of which the median is taken, 1 or more.
    at_least: calls are repeated until a round lasts this long, in seconds.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        work(*args)
        _wait()
        calls = 1
        while (seconds := _round(work, args, calls)) < at_least:
            # Aim a little higher than needed; grow at most tenfold, for a first guess may be far off.
            calls = min(10 * calls, max(calls + 1, int(1.2 * calls * at_least / max(seconds, 1e-9))))
        return statistics.median([seconds, *(_round(work, args, calls) for _ in range(rounds - 1))]) / calls
    finally:
        torch.set_num_threads(threads)


def tokens_per_second(
    tokens: int, work: Callable[..., Any], *args: Any, rounds: int = 5, at_least: float = 0.01
) -> float:
    """How many tokens ``work(*args)`` deals with in a second: the speed of a language model. Taught in lecture 08.

    tokens: of one call, e.g. rows times steps of a minibatch.
    rounds, at_least: as in ``seconds_per_call``.
    """
    return tokens / seconds_per_call(work, *args, rounds=rounds, at_least=at_least)


def _round(work: Callable[..., Any], args: tuple[Any, ...], calls: int) -> float:
    """Seconds for so many calls, the GPU's part included."""
    start = time.perf_counter()
    for _ in range(calls):
        work(*args)
    _wait()
    return time.perf_counter() - start


def _wait() -> None:
    """Until the accelerator, where there is one, has finished what it was given."""
    if torch.accelerator.is_available():
        torch.accelerator.synchronize()

"""How many cores this process may use: those it is tied to, or a container's share of them."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["cores"]

_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def cores() -> int:
    """At least 1."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(count, _share(count)))


def _share(most: int) -> int:
    """The share that a container has been given (cgroup v2: microseconds of each period), in whole cores."""
    try:
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return most

"""How many submissions can be graded at a time with the files that a process may have open.

The usual limit of 1,024 is made for programs that call ``select``; each may raise it for itself. Without that the
submissions of a class on a machine with many cores would fail for want of descriptors, through no fault of theirs.
"""

from __future__ import annotations

import contextlib

__all__ = ["affordable"]

OWN, EACH = 64, 8
"""Descriptors that the grader needs for itself, and for a submission while its processes are started."""


def affordable(jobs: int) -> int:
    """``jobs``, or as many as there are descriptors for; raises this process's limit where it may."""
    try:
        import resource
    except ImportError:  # not on Windows
        return jobs
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OWN + EACH * jobs
    if soft != resource.RLIM_INFINITY and soft < wanted:
        raised = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
            soft = raised
        return max(1, min(jobs, (soft - OWN) // EACH))
    return jobs

"""How much work a lecture does: all of it, or as little as shows that it runs.

With ``D2LCOURSE_FAST=1`` in the environment every lecture runs the same cells on tiny budgets. Taught nowhere: it keeps
the tests of the lectures quick.
"""

from __future__ import annotations

import os
from typing import TypeVar

__all__ = ["budget", "is_fast"]

T = TypeVar("T")


def is_fast() -> bool:
    """Whether ``D2LCOURSE_FAST`` is set to something other than 0."""
    return os.environ.get("D2LCOURSE_FAST", "0") not in ("", "0")


def budget(full: T, *, fast: T) -> T:
    """``full`` as a rule, ``fast`` where ``D2LCOURSE_FAST=1`` is set.

    >>> epochs = budget(10, fast=1)
    """
    return fast if is_fast() else full

"""How much is fuzzed: a fixed set of cases in a test run, random ones without end in :mod:`tests.fuzz.long`.

A test run draws the same cases every time (``derandomize``) and keeps no database, so that it passes or fails for
everybody alike. What a long run finds becomes an ``@example`` beside the test.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

__all__ = ["CASES", "LONG_CASE", "Mode", "fuzz", "settled"]

LONG_CASE = "Generating overly large repr"
"""How a warning of hypothesis begins."""

CASES: Counter[str] = Counter()
"""How many cases each test ran, by its name."""

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]


class Mode:
    """What a long run changes, before it imports the tests."""

    random = False
    factor = 1


def settled(cases: int) -> settings:
    """The settings of a test that runs ``cases`` cases in a test run."""
    return settings(
        max_examples=cases * Mode.factor,
        derandomize=not Mode.random,
        database=None,
        deadline=None,  # machines are slow at times; what must not take long is counted in steps
        suppress_health_check=_SLOW,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )


def fuzz(cases: int, *strategies: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test with ``cases`` values drawn from ``strategies``."""

    def wrap(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def counted(*values: Any, **named: Any) -> None:
            CASES[test.__name__] += 1
            test(*values, **named)

        # a case that fails is shown, however long it is
        return pytest.mark.filterwarnings(f"ignore:{LONG_CASE}")(settled(cases)(given(*strategies)(counted)))

    return wrap

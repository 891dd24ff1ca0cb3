"""One grader of each kind for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sandbox.grader import KINDS, Grader


@pytest.fixture(scope="module", params=KINDS)
def grader(request: pytest.FixtureRequest) -> Iterator[Grader]:
    made = Grader(request.param)
    yield made
    made.end()

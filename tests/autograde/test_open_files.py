"""A class is graded whatever the number of open files that the shell allows."""

from __future__ import annotations

import os
import resource
import socket
from collections.abc import Iterator

import pytest

from autograde.batch import grade_class
from autograde.collection import Submission
from autograde.grading import grade
from autograde.open_files import EACH, OWN, affordable
from tests.autograde.notebooks import answer, raw
from tests.autograde.test_recovery import OPTIONS, assignment

SOFT, HARD = resource.getrlimit(resource.RLIMIT_NOFILE)


@pytest.fixture(autouse=True)
def limits() -> Iterator[None]:
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (SOFT, HARD))


def test_the_limit_is_raised_as_far_as_needed() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (OWN + 2 * EACH, HARD))
    assert affordable(2) == 2
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (OWN + 2 * EACH, HARD)
    assert affordable(5) == 5
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (OWN + 5 * EACH, HARD)


def test_where_it_cannot_be_raised_fewer_are_graded_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = OWN + 3 * EACH
    monkeypatch.setattr(resource, "getrlimit", lambda which: (now, now))
    monkeypatch.setattr(resource, "setrlimit", lambda which, limits: None)
    assert [affordable(jobs) for jobs in (1, 3, 4, 512)] == [1, 3, 3, 3]
    now = 10
    assert affordable(4) == 1


def submissions(number: int) -> list[Submission]:
    cells = [answer(f"def {name}(x):\n    return x + {n}", name) for n, name in enumerate(("one", "two", "three"), 1)]
    return [Submission(f"s{count}", {"nb": raw(*cells)}) for count in range(number)]


def test_a_class_with_few_open_files_is_graded() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) + 12, HARD))
    result = grade_class(assignment(), submissions(8), OPTIONS, jobs=8)
    assert [entry.score for entry in result.submissions] == [3.0] * 8


def test_descriptors_beyond_1023_are_waited_for() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(SOFT, 1200), HARD))
    held = [socket.socket()]
    try:
        while held[-1].fileno() < 1023:
            held.append(held[0].dup())
        assert grade(assignment(), submissions(1)[0], OPTIONS).score == 3
    finally:
        for one in held:
            one.close()

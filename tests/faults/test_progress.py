"""What a log says of a long run, and how many cores there are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograde import cores as counted
from autograde.progress import LogProgress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def lines(total: int, each_s: float) -> list[str]:
    said: list[str] = []
    clock = Clock()
    progress = LogProgress(total, said.append, clock)
    for _ in range(total):
        clock.now += each_s
        progress.advance()
    return said


def test_a_long_run_says_each_tenth() -> None:
    found = lines(200, 6.0)
    assert found[0] == "grading: 20 of 200, 18 min left"
    assert found[-1] == "grading: 180 of 200, 2 min left"
    assert len(found) == 9


def test_a_small_class_says_at_most_each_student() -> None:
    assert lines(4, 20.0) == ["grading: 1 of 4, 60 s left", "grading: 2 of 4, 40 s left", "grading: 3 of 4, 20 s left"]


def test_a_short_run_says_nothing() -> None:
    assert lines(100, 0.09) == []
    assert len(lines(100, 0.5)) == 4


def test_cores_are_those_that_this_process_may_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda number: set(range(8)), raising=False)
    quota = tmp_path / "cpu.max"
    monkeypatch.setattr(counted, "_QUOTA", quota)
    assert counted.cores() == 8
    for text, expected in (
        ("max 100000", 8),
        ("250000 100000", 2),
        ("50000 100000", 1),
        ("9000000 100000", 8),
        ("", 8),
    ):
        quota.write_text(text)
        assert counted.cores() == expected

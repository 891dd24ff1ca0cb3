"""Measuring: how often and with how many threads the work is called; budgets and devices."""

from __future__ import annotations

import itertools

import pytest
import torch

from d2lcourse import timing
from d2lcourse.budget import budget, is_fast
from d2lcourse.device import best_device, devices


class Clock:
    """A clock that stands still but for the work."""

    def __init__(self) -> None:
        self.now = 0.0

    def work(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timing.time, "perf_counter", lambda: clock.now)
    return clock


@pytest.mark.parametrize("seconds", [1e-6, 3e-4, 0.5])
def test_seconds_per_call(clock: Clock, seconds: float) -> None:
    assert timing.seconds_per_call(clock.work, seconds) == pytest.approx(seconds)


def test_short_work_is_repeated_and_long_work_is_not(clock: Clock) -> None:
    timing.seconds_per_call(clock.work, 1e-4, rounds=1, at_least=0.01)
    assert 0.01 <= clock.now < 0.05
    clock.now = 0.0
    timing.seconds_per_call(clock.work, 1.0, rounds=3)
    assert clock.now == 4.0  # one to warm up, three rounds of one call


def test_a_slow_round_does_not_count(clock: Clock) -> None:
    durations = itertools.chain([9.0, 1.0, 50.0, 1.0], itertools.repeat(1.0))  # the first warms up, one is disturbed
    assert timing.seconds_per_call(lambda: clock.work(next(durations)), rounds=3) == 1.0


def test_the_work_has_one_thread_and_the_others_come_back(clock: Clock) -> None:
    before, seen = torch.get_num_threads(), []

    def fails() -> None:
        seen.append(torch.get_num_threads())
        raise KeyError("x")

    torch.set_num_threads(2)
    try:
        with pytest.raises(KeyError):
            timing.seconds_per_call(fails)
        assert seen == [1] and torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize(("value", "fast"), [(None, False), ("", False), ("0", False), ("1", True)])
def test_budget(value: str | None, fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("D2LCOURSE_FAST", raising=False)
    if value is not None:
        monkeypatch.setenv("D2LCOURSE_FAST", value)
    assert is_fast() is fast
    assert budget(100, fast=1) == (1 if fast else 100)


@pytest.mark.parametrize("there", [False, True])
def test_devices(there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.accelerator, "is_available", lambda: there)
    monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda: torch.device("cuda"))
    assert [device.type for device in devices()] == (["cpu", "cuda"] if there else ["cpu"])
    assert best_device().type == ("cuda" if there else "cpu")


def test_the_gpu_is_waited_for(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is only handed over takes no time by itself; it takes its time when one waits."""
    queued = [0]

    def hand_over() -> None:
        queued[0] += 1

    def wait() -> None:
        clock.work(0.25 * queued[0])
        queued[0] = 0

    monkeypatch.setattr(torch.accelerator, "is_available", lambda: True)
    monkeypatch.setattr(torch.accelerator, "synchronize", wait)
    assert timing.seconds_per_call(hand_over) == pytest.approx(0.25)

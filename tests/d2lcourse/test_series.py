"""Sunspots and heart beats: the real files, the stand-ins, windows and scales that do not look ahead."""

from __future__ import annotations

import os

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import find_peaks

from d2lcourse.data import Recording, Series, ecg, ecg_beats, path, sunspots, synthetic_ecg

real = pytest.mark.skipif("D2LCOURSE_DATA" not in os.environ, reason="needs the real files: set D2LCOURSE_DATA")


# --- sunspots ------------------------------------------------------------------------------------------------------


def looks_like_sunspots(monthly: Series, yearly: Series) -> None:
    for series, step, per_year, first in ((monthly, "month", 12, 1749), (yearly, "year", 1, 1700)):
        assert series.step == step and series.unit == "sunspot number"
        assert series.time.dtype == torch.float64 and series.values.dtype == torch.float32
        assert series.time.is_contiguous() and len(series) == len(series.values)
        assert np.allclose(series.time.diff(), 1 / per_year, atol=0.006)  # months differ in length
        assert series.time[0].item() == pytest.approx(first + 0.5 / per_year, abs=0.003)
        assert series.values.min() >= 0 and 150 < series.values.max() < 450
    assert len(monthly) >= 3_296 and len(yearly) >= 321
    power = np.abs(np.fft.rfft(yearly.values - yearly.values.mean()))
    assert 9.5 < len(yearly) / (1 + power[1:].argmax()) < 12.5  # years from maximum to maximum


@real
def test_real_sunspots() -> None:
    monthly, yearly = sunspots(), sunspots("yearly")
    looks_like_sunspots(monthly, yearly)
    assert not monthly.stand_in and monthly.values[:3].tolist() == pytest.approx([96.7, 104.3, 116.7])
    assert monthly.values.max().item() == pytest.approx(398.2) and yearly.values[0].item() == pytest.approx(8.3)
    means = monthly.values[: 12 * 271].view(271, 12).mean(dim=1)
    # years are means of days, and there are gaps in the early ones: not quite the means of the months
    assert (means - yearly.since(1749).values[:271]).abs().mean() < 1


@pytest.mark.usefixtures("nowhere")
def test_made_up_sunspots(capsys: pytest.CaptureFixture[str]) -> None:
    monthly, yearly = sunspots(), sunspots("yearly")
    said = "No sunspot numbers here: using made-up ones instead (D2LCOURSE_DATA=folder)\n"
    assert capsys.readouterr() == (said, "")
    looks_like_sunspots(monthly, yearly)
    assert monthly.stand_in and monthly.name == "made-up monthly sunspot number"
    assert torch.equal(monthly.values, sunspots().values)
    means = monthly.values[: 12 * 271].view(271, 12).mean(dim=1)
    assert torch.allclose(means, yearly.since(1749).values[:271], atol=0.01)
    with pytest.raises(ValueError, match="'monthly' or 'yearly', got 'daily'"):
        sunspots("daily")  # type: ignore[arg-type]


def numbers(n: int) -> Series:
    return Series("numbers", torch.arange(n).double(), torch.arange(n).float() ** 2, "year", "")


@settings(deadline=None)
@given(n=st.integers(4, 30), steps=st.integers(1, 8), horizon=st.integers(1, 4), data=st.data())
def test_windows(n: int, steps: int, horizon: int, data: st.DataObject) -> None:
    if n < steps + horizon:
        with pytest.raises(ValueError, match=f"numbers has {n} values, too few for windows of {steps}"):
            numbers(n).windows(steps, horizon=horizon)
        return
    since, before = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    x, y, time = numbers(n).windows(steps, horizon=horizon, since=since, before=before)
    starts = [t for t in range(steps, n - horizon + 1) if since <= t and t + horizon - 1 < before]
    assert x.shape == (len(starts), steps, 1) and y.shape == time.shape == (len(starts), horizon)
    for i, t in enumerate(starts):
        assert x[i, :, 0].tolist() == [k**2 for k in range(t - steps, t)]
        assert time[i].tolist() == list(range(t, t + horizon)) and torch.equal(y[i], time[i].float() ** 2)


def test_the_scale_knows_nothing_of_what_comes_later() -> None:
    series = numbers(20)
    scaled = series.scaled(until=10)
    known = scaled.before(10).values
    assert known.mean().item() == pytest.approx(0, abs=1e-6) and known.std().item() == pytest.approx(1)
    later = Series("other", series.time, torch.where(series.time < 10, series.values, 0.0), "year", "").scaled(until=10)
    assert (later.mean, later.std) == (scaled.mean, scaled.std)
    assert torch.allclose(scaled.original(scaled.values), series.values, atol=1e-4)
    twice = scaled.scaled(until=5)
    assert torch.allclose(twice.original(twice.values), series.values, atol=1e-4)
    assert scaled.since(10).time.tolist() == list(range(10, 20))
    with pytest.raises(ValueError, match="numbers: 1 values before 1 give no scale"):
        series.scaled(until=1)
    with pytest.raises(ValueError, match="got 0 and 1"):
        series.windows(0)


# --- heart beats ---------------------------------------------------------------------------------------------------


def looks_like_a_heart(recording: Recording) -> None:
    assert recording.signal.shape == (108_000, 2) and recording.signal.dtype == torch.float32
    assert (recording.rate, recording.seconds, recording.leads) == (360, 300, ("MLII", "V5"))
    assert len(recording.peaks) == len(recording.symbols) and recording.peaks.dtype == torch.int64
    assert 300 < len(recording.peaks) < 450 and set(recording.symbols) == {"N", "A"}
    lead = recording.signal[:, 0].numpy()
    found, _ = find_peaks(lead, prominence=0.6, distance=90)
    gaps = np.abs(found[:, None] - recording.peaks.numpy()).min(axis=0)
    assert (gaps <= 3).all()  # each marked beat is a peak that an ordinary detector sees


@real
def test_record_100() -> None:
    recording = ecg_beats()
    looks_like_a_heart(recording)
    assert not recording.stand_in and len(recording.peaks) == 371 and recording.symbols.count("A") == 4
    assert recording.signal[0].tolist() == pytest.approx([(995 - 1024) / 200, (1011 - 1024) / 200])
    assert recording.peaks[:2].tolist() == [77, 370]


@real
def test_record_208() -> None:
    recording = ecg()
    assert recording.signal.shape == (108_000, 1) and recording.leads == ("MLII",) and not recording.stand_in
    with np.load(path("ecg.dat")) as archive:  # as scipy.datasets.electrocardiogram turns it into millivolts
        assert np.allclose(recording.signal[:, 0], (archive["ecg"] - 1024.0) / 200.0)
    assert recording.peaks.dtype == torch.int64 and len(recording.peaks) == 0


@pytest.mark.usefixtures("nowhere")
def test_made_up_hearts(capsys: pytest.CaptureFixture[str]) -> None:
    recording = ecg_beats()
    looks_like_a_heart(recording)
    assert recording.stand_in and torch.equal(recording.signal, ecg_beats().signal)
    other = ecg()
    assert other.signal.shape == (108_000, 1) and other.stand_in
    assert capsys.readouterr().out == (
        "No marked ECG here: using a made-up one instead (D2LCOURSE_DATA=folder)\n"
        "No ECG here: using a made-up one instead (D2LCOURSE_DATA=folder)\n"
    )


def test_a_premature_beat_comes_early_and_has_no_p_wave() -> None:
    recording = synthetic_ecg(200, noise=0.0, generator=torch.Generator().manual_seed(0))
    pauses = recording.peaks.diff() / recording.rate
    for i, symbol in enumerate(recording.symbols[1:]):
        before = recording.signal[recording.peaks[i + 1] - 61, 0] - recording.signal[recording.peaks[i + 1] - 90, 0]
        if symbol == "A":
            assert pauses[i] < 0.7 and before < 0.05
        else:
            assert pauses[i] > 0.7 and before > 0.05
    assert "A" in recording.symbols
    with pytest.raises(ValueError, match=r"a recording lasts a second or more, got 0\.5"):
        synthetic_ecg(0.5)


def flat(n: int, peaks: list[int]) -> Recording:
    signal = torch.arange(2.0 * n).view(n, 2)
    return Recording("flat", signal, 10.0, ("a", "b"), torch.tensor(peaks, dtype=torch.int64), ("N",) * len(peaks))


@settings(deadline=None)
@given(n=st.integers(1, 60), width=st.integers(0, 3), steps=st.integers(1, 12), hop=st.integers(1, 12), data=st.data())
def test_pieces_of_a_recording(n: int, width: int, steps: int, hop: int, data: st.DataObject) -> None:
    peaks = sorted(data.draw(st.sets(st.integers(0, n - 1), max_size=4)))
    recording = flat(n, peaks)
    labels = [float(any(abs(t - peak) <= width for peak in peaks)) for t in range(n)]
    assert recording.labels(width).tolist() == labels
    if steps > n:
        with pytest.raises(ValueError, match=f"flat has {n} samples: no pieces of {steps}"):
            recording.windows(steps)
        return
    x, y = recording.windows(steps, hop=hop, width=width)
    starts = range(0, n - steps + 1, hop)
    assert x.shape == (len(starts), steps, 2)
    for i, start in enumerate(starts):
        assert torch.equal(x[i], recording.signal[start : start + steps])
        assert y[i].tolist() == labels[start : start + steps]


def test_parts_by_time() -> None:
    first, second = flat(40, [3, 19, 20, 39]).split(2.0)
    assert (len(first), len(second)) == (20, 20)
    assert first.peaks.tolist() == [3, 19] and second.peaks.tolist() == [0, 19] and len(second.symbols) == 2
    assert second.signal[0].tolist() == [40.0, 41.0] and second.seconds == 2.0
    assert flat(40, []).time[:3].tolist() == pytest.approx([0.0, 0.1, 0.2])
    assert len(flat(40, [39]).between(3.5, 99).peaks) == 1

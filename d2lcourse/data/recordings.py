"""Electrocardiograms, with and without marked heart beats. Taught in lecture 14 (finding R peaks).

Sources: Moody and Mark, "The impact of the MIT-BIH arrhythmia database" (2001); Goldberger et al., "PhysioBank,
PhysioToolkit, and PhysioNet" (2000). The made-up one puts a bump of its own for each wave into every beat, as McSharry,
Clifford, Tarassenko and Smith, "A dynamical model for generating synthetic electrocardiogram signals" (2003), do.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.store import announce, path

__all__ = ["Recording", "ecg", "ecg_beats", "synthetic_ecg"]

RATE: Final = 360.0  # samples per second
SECONDS: Final = 300.0
LEADS: Final = ("MLII", "V5")
# Of each wave: time from the R peak in seconds, width in seconds, height in mV in both leads.
WAVES: Final = {
    "P": (-0.17, 0.025, (0.12, 0.06)),
    "Q": (-0.03, 0.009, (-0.12, -0.08)),
    "R": (0.0, 0.011, (1.2, 0.8)),
    "S": (0.035, 0.012, (-0.25, -0.35)),
    "T": (0.27, 0.045, (0.3, 0.15)),
}


@dataclass(frozen=True)
class Recording:
    """The voltages of a heart, and when it beat.

    name: of the recording.
    signal: (n, leads) float32, in mV.
    rate: samples per second.
    leads: names of the columns.
    peaks: (k,) int64, samples at which an R peak lies, in order; none where they are not known.
    symbols: what kind of beat each is: "N" normal, "A" premature, from the atrium.
    stand_in: whether this is made up.
    """

    name: str
    signal: torch.Tensor
    rate: float
    leads: tuple[str, ...]
    peaks: torch.Tensor
    symbols: tuple[str, ...]
    stand_in: bool = False

    def __len__(self) -> int:
        """Number of samples."""
        return len(self.signal)

    @property
    def seconds(self) -> float:
        """Length of the recording."""
        return len(self) / self.rate

    @property
    def time(self) -> torch.Tensor:
        """Of each sample: (n,) float64, in seconds."""
        return torch.arange(len(self)).double() / self.rate

    def between(self, start: float, end: float) -> Recording:
        """A part of the recording; its samples are counted from 0 again.

        start, end: in seconds.
        """
        first, last = (min(len(self), max(0, round(moment * self.rate))) for moment in (start, end))
        inside = (self.peaks >= first) & (self.peaks < last)
        symbols = tuple(symbol for symbol, kept in zip(self.symbols, inside.tolist(), strict=True) if kept)
        return replace(self, signal=self.signal[first:last], peaks=self.peaks[inside] - first, symbols=symbols)

    def split(self, seconds: float) -> tuple[Recording, Recording]:
        """What was before that time, to train on, and what came after, to test with."""
        return self.between(0, seconds), self.between(seconds, self.seconds)

    def labels(self, width: int = 0) -> torch.Tensor:
        """(n,) float32: 1 for samples that are at most ``width`` away from an R peak, else 0."""
        labels = torch.zeros(len(self))
        near = (self.peaks[:, None] + torch.arange(-width, width + 1)).flatten()
        labels[near[(near >= 0) & (near < len(self))]] = 1
        return labels

    def windows(self, steps: int, *, hop: int | None = None, width: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
        """Pieces of the same length, and where the peaks are in each.

        steps: samples per piece. hop: samples from one beginning to the next; ``steps`` if left out.
        width: see ``labels``.
        Returns x (N, steps, leads) float32 and y (N, steps) float32. What does not fill a piece is left out.
        Raises ``ValueError`` where ``steps`` is not 1 to the number of samples, and for a hop below 1.
        """
        hop = steps if hop is None else hop
        if not 1 <= steps <= len(self) or hop < 1:
            raise ValueError(f"{self.name} has {len(self)} samples: no pieces of {steps} every {hop}")
        x = self.signal.unfold(0, steps, hop).transpose(1, 2)
        return x.contiguous(), self.labels(width).unfold(0, steps, hop).contiguous()


def ecg_beats() -> Recording:
    """Record 100 of the MIT-BIH arrhythmia database: five minutes, two leads, 371 beats marked by cardiologists.

    Without the files and without a network: a made-up recording of the same length. The files have no public address
    in this form: they have to lie in the folder ``$D2LCOURSE_DATA``. Raises ``DataError`` for a wrong file there.
    """
    try:
        raw = np.loadtxt(path("ecg_mitdb100.csv.gz"), delimiter=",", skiprows=1, dtype=np.float32)
        with path("ecg_mitdb100_beats.csv").open(encoding="ascii", newline="") as stream:
            beats = [(int(row["sample"]), row["symbol"]) for row in csv.DictReader(stream)]
    except DataMissing:
        announce("No marked ECG here: using a made-up one instead (D2LCOURSE_DATA=folder)")
        return synthetic_ecg(SECONDS, generator=torch.Generator().manual_seed(0))
    peaks, symbols = zip(*beats, strict=True)
    return Recording("MIT-BIH record 100", _millivolts(raw), RATE, LEADS, torch.tensor(peaks), symbols)


def ecg() -> Recording:
    """Five minutes of record 208 of the MIT-BIH arrhythmia database, lead MLII: many strange beats, none marked.

    Without the file and without a network: a made-up recording of the same length, with its peaks.
    Raises ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    try:
        with np.load(path("ecg.dat")) as archive:
            raw = archive["ecg"].astype(np.float32)[:, None]
    except DataMissing:
        announce("No ECG here: using a made-up one instead (D2LCOURSE_DATA=folder)")
        made = synthetic_ecg(SECONDS, generator=torch.Generator().manual_seed(1))
        return replace(made, signal=made.signal[:, :1].contiguous(), leads=LEADS[:1])
    return Recording("MIT-BIH record 208", _millivolts(raw), RATE, LEADS[:1], torch.tensor([], dtype=torch.int64), ())


def synthetic_ecg(
    seconds: float = 10.0, *, rate: float = RATE, noise: float = 0.02, generator: torch.Generator | None = None
) -> Recording:
    """A made-up recording: about 72 beats a minute, one in fifty premature, a wandering base line and noise.

    seconds: 1 or more. rate: samples per second. noise: standard deviation in mV.
    Raises ``ValueError`` for less than a second.
    """
    if seconds < 1:
        raise ValueError(f"a recording lasts a second or more, got {seconds}")
    n = round(seconds * rate)
    moments, symbols = _beats(seconds, generator)
    peaks = (torch.tensor(moments) * rate).round().long()
    time = torch.arange(n).double() / rate
    signal = torch.zeros(n, len(LEADS)).double()
    heights = 1 + 0.05 * torch.randn(len(moments), generator=generator).double()
    for peak, height, symbol in zip(peaks.tolist(), heights.tolist(), symbols, strict=True):
        first, last = max(0, peak - round(0.4 * rate)), min(n, peak + round(0.6 * rate))  # all of its waves
        since = time[first:last] - peak / rate
        for wave, (shift, width, volts) in WAVES.items():
            if wave == "P" and symbol == "A":
                continue  # the beat does not begin where it should
            bump = torch.exp(-((since - shift) ** 2) / (2 * width**2))
            signal[first:last] += height * bump[:, None] * torch.tensor(volts).double()
    breath = 0.08 * torch.sin(2 * torch.pi * 0.25 * time) + 0.1 * torch.sin(2 * torch.pi * 0.03 * time + 1)
    signal += breath[:, None] - 0.3 + noise * torch.randn(signal.shape, generator=generator).double()
    return Recording("a made-up ECG", signal.float(), rate, LEADS, peaks, symbols, stand_in=True)


def _beats(seconds: float, generator: torch.Generator | None) -> tuple[list[float], tuple[str, ...]]:
    """When the heart beats, and which beats are premature: they come early, and the next one comes late."""
    moments, symbols = [0.3], ["N"]
    late = 0.0
    while True:
        early, jitter = torch.rand((), generator=generator).item(), torch.randn((), generator=generator).item()
        premature = early < 0.02 and not late
        pause = 0.83 + 0.03 * jitter + late - (0.25 if premature else 0.0)
        late = 0.2 if premature else 0.0
        if moments[-1] + pause >= seconds - 0.05:
            return moments, tuple(symbols)
        moments.append(moments[-1] + pause)
        symbols.append("A" if premature else "N")


def _millivolts(raw: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> torch.Tensor:
    """200 steps of the converter are 1 mV, 1024 is 0 mV."""
    return torch.from_numpy((raw - 1024) / 200)

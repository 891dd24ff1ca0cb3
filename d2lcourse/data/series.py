"""Measurements in the order of time: sunspot numbers by month and by year. Taught in lectures 06, 14 and 15.

Source: WDC-SILSO, Royal Observatory of Belgium, Brussels, sunspot number version 2.0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.store import announce, path

__all__ = ["Series", "sunspots"]

MONTHS: Final = 3_296  # January 1749 to August 2023
YEARS: Final = 321  # 1700 to 2020
LARGEST: Final = 240.0  # of an average made-up cycle


@dataclass(frozen=True)
class Series:
    """A number for each moment.

    name: of the series.
    time: (n,) float64, in years, the middle of each month or year.
    values: (n,) float32.
    step: "month" or "year".
    unit: of the values.
    stand_in: whether these are made-up numbers.
    mean, std: what was taken away and divided by: value in the unit = mean + std * value.
    """

    name: str
    time: torch.Tensor
    values: torch.Tensor
    step: str
    unit: str
    stand_in: bool = False
    mean: float = 0.0
    std: float = 1.0

    def __len__(self) -> int:
        """Number of moments."""
        return len(self.time)

    def before(self, year: float) -> Series:
        """What was before that time."""
        return self._some(self.time < year)

    def since(self, year: float) -> Series:
        """What was then and later."""
        return self._some(self.time >= year)

    def _some(self, rows: torch.Tensor) -> Series:
        return replace(self, time=self.time[rows], values=self.values[rows])

    def scaled(self, until: float) -> Series:
        """Shifted and scaled, so that mean and standard deviation of what was before ``until`` are 0 and 1.

        What comes later has no say in the scale: a forecast must not know it.
        Raises ``ValueError`` for fewer than two values before ``until``.
        """
        known = self.values[self.time < until]
        if len(known) < 2:
            raise ValueError(f"{self.name}: {len(known)} values before {until} give no scale")
        std, mean = (part.item() for part in torch.std_mean(known.double()))
        values = ((self.values.double() - mean) / std).float()
        return replace(self, values=values, mean=self.mean + self.std * mean, std=self.std * std)

    def original(self, values: torch.Tensor) -> torch.Tensor:
        """Scaled values, e.g. forecasts of any shape, in the unit again."""
        return self.mean + self.std * values

    def windows(
        self, steps: int, *, horizon: int = 1, since: float = -np.inf, before: float = np.inf
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """What is known at a moment and what follows, for each moment.

        steps: values that are known. horizon: values to forecast.
        since, before: the values to forecast all lie in since <= time < before. Known ones may be older: at the first
            moment of the test one knows the training years.
        Returns x (N, steps, 1) float32, y (N, horizon) float32, and time (N, horizon) float64, that of y.
        Raises ``ValueError`` for steps or a horizon below 1, and where there are fewer values than steps + horizon.

        >>> days = Series("days", torch.arange(5.0).double(), 10 * torch.arange(5.0), "day", "")
        >>> x, y, time = days.windows(2, since=3)
        >>> x.squeeze(-1).tolist(), y.tolist(), time.tolist()
        ([[10.0, 20.0], [20.0, 30.0]], [[30.0], [40.0]], [[3.0], [4.0]])
        """
        if steps < 1 or horizon < 1:
            raise ValueError(f"a window has at least one step to know and one to forecast, got {steps} and {horizon}")
        if len(self) < steps + horizon:
            raise ValueError(f"{self.name} has {len(self)} values, too few for windows of {steps} + {horizon}")
        windows = self.values.unfold(0, steps + horizon, 1)
        time = self.time.unfold(0, steps + horizon, 1)[:, steps:]
        rows = (time[:, 0] >= since) & (time[:, -1] < before)
        x, y = windows[rows].split((steps, horizon), dim=1)
        return x[..., None], y, time[rows]


def sunspots(step: Literal["monthly", "yearly"] = "monthly") -> Series:
    """Mean total sunspot number: 3,296 months since 1749, or 321 years since 1700; newer issues have more.

    Without the files and without a network: made-up cycles of about 11 years with the same dates.
    Raises ``ValueError`` for another step, and ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    if step not in ("monthly", "yearly"):
        raise ValueError(f"sunspots are counted 'monthly' or 'yearly', got {step!r}")
    monthly = step == "monthly"
    name, unit = f"{step} sunspot number", "sunspot number"
    try:
        file = path("SN_m_tot_V2.0.csv" if monthly else "SN_y_tot_V2.0.csv")
    except DataMissing:
        announce("No sunspot numbers here: using made-up ones instead (D2LCOURSE_DATA=folder)")
        time, values = _made_up()
        if not monthly:
            # Each year the mean of its months, as SILSO has it.
            time, values = (part[: 12 * (len(part) // 12)].view(-1, 12).mean(dim=1) for part in (time, values))
            time, values = time[:YEARS], values[:YEARS]
        else:
            time, values = time[-MONTHS:], values[-MONTHS:]
        return Series(f"made-up {name}", time, values.float(), step[:-2], unit, stand_in=True)
    columns = np.loadtxt(file, delimiter=";", usecols=(2, 3) if monthly else (0, 1))
    time, values = torch.from_numpy(columns).T.contiguous()
    return Series(name, time, values.float(), step[:-2], unit)


def _made_up() -> tuple[torch.Tensor, torch.Tensor]:
    """Months from January 1700 to August 2023: cycles of 9 to 13 years, quick to rise and slow to fall, never negative.

    A large cycle is a short one and rises faster (Waldmeier's rule); the noise grows with the number.
    """
    generator = torch.Generator().manual_seed(0)
    months = (1700 - 1749) * -12 + MONTHS
    time = 1700 + (torch.arange(months).double() + 0.5) / 12
    values = torch.zeros(months).double()
    start = 1695.0
    while start < 2024:
        size = 0.35 + 0.65 * torch.rand((), generator=generator).item()
        length = 13 - 3 * size + torch.randn((), generator=generator).item() / 3
        rise = 0.3 + 0.15 * (1 - size)  # share of the cycle
        phase = ((time - start) / length).clamp(0, 1)
        shape = torch.where(phase < rise, phase / rise, (1 - phase) / (1 - rise))
        values += LARGEST * size * torch.sin(torch.pi / 2 * shape).square()
        start += length
    noise = torch.randn(months, generator=generator).double()
    noise = noise + 0.5 * noise.roll(1)  # a month is a little like the one before
    return time, (values + noise * (2 + 0.17 * values)).clamp(min=0)

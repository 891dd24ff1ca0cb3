"""Tables of measurements with a number to predict: airfoil self-noise. Taught in lecture 03.

Source: Brooks, Pope and Marcolini, "Airfoil self-noise and prediction", NASA RP-1218 (1989); UCI data set 291.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.store import announce, path

__all__ = ["Tabular", "airfoil"]

ROWS: Final = 1503
NAMES: Final = ("frequency", "angle of attack", "chord length", "free-stream velocity", "displacement thickness")
UNITS: Final = ("Hz", "deg", "m", "m/s", "m")


@dataclass(frozen=True)
class Tabular:
    """Rows of features, and a number for each row.

    name: of the data set.
    features: (n, d) float32, one column per name.
    target: (n,) float32.
    names, units: of the d features.
    target_name, target_unit: of the target.
    stand_in: whether these are made-up numbers instead of the ones asked for.
    """

    name: str
    features: torch.Tensor
    target: torch.Tensor
    names: tuple[str, ...]
    units: tuple[str, ...]
    target_name: str
    target_unit: str
    stand_in: bool = False

    def split(
        self, test: float = 0.2, *, standardise: bool = True, generator: torch.Generator | None = None
    ) -> tuple[Tabular, Tabular]:
        """Shuffled rows to train on, and rows to test with.

        test: share of the rows that are kept for the test, between 0 and 1.
        standardise: shift and scale each feature to mean 0 and standard deviation 1, with the numbers of the training
            rows for both parts: the test rows must not have a say. The target keeps its unit.
        generator: of the shuffle; the same split every time if left out.
        Raises ``ValueError`` where one of the two parts would be empty.
        """
        n = len(self.target)
        held_out = round(test * n)
        if not 0 < held_out < n:
            raise ValueError(f"a share of {test} leaves one part of the {n} rows empty: take one between 0 and 1")
        order = torch.randperm(n, generator=generator or torch.Generator().manual_seed(0))
        features = self.features
        if standardise:
            std, mean = torch.std_mean(features[order[held_out:]], dim=0)
            features = (features - mean) / std
        parts = [
            replace(self, features=features[rows], target=self.target[rows])
            for rows in (order[held_out:], order[:held_out])
        ]
        return parts[0], parts[1]


def airfoil() -> Tabular:
    """1,503 measurements in a wind tunnel: five features, and how loud the wing is in dB.

    Without the file and without a network: made-up measurements of the same shape and similar ranges.
    Raises ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    try:
        values, stand_in = torch.from_numpy(np.loadtxt(path("airfoil_self_noise.dat"), dtype=np.float32)), False
    except DataMissing:
        announce("No airfoil data here: using made-up measurements instead (D2LCOURSE_DATA=folder)")
        values, stand_in = _made_up(), True
    name = "made-up airfoil" if stand_in else "airfoil self-noise"
    features, target = values[:, :-1].clone(), values[:, -1].clone()
    return Tabular(name, features, target, NAMES, UNITS, "sound pressure level", "dB", stand_in)


def _made_up() -> torch.Tensor:
    """(1503, 6) float32: features in the ranges of the real ones, target nearly linear in them."""
    u = torch.rand(ROWS, 5, generator=torch.Generator().manual_seed(0))
    noise = torch.randn(ROWS, generator=torch.Generator().manual_seed(1))
    frequency = 200 * 50 ** u[:, 0]  # 200 to 10,000 Hz, evenly on a log scale
    angle, chord, velocity = 22.2 * u[:, 1], 0.0254 + 0.28 * u[:, 2], 31.7 + 39.6 * u[:, 3]
    thickness = 0.0004 + 0.04 * u[:, 4] * u[:, 1]
    level = 133 - 0.0011 * frequency - 0.4 * angle - 36 * chord + 0.1 * velocity - 150 * thickness + 3 * noise
    return torch.stack((frequency, angle, chord, velocity, thickness, level), dim=1)

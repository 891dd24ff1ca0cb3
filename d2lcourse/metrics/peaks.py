"""How well events were found in a signal. Taught in lecture 14 (R peaks of an ECG).

A tolerance for the place and one event for each finding, as ANSI/AAMI EC57 has it for heart beats (150 ms there).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

__all__ = ["PeakScores", "peaks_f1"]


@dataclass(frozen=True)
class PeakScores:
    """Counts and shares.

    found: peaks that were predicted. true: peaks that there are. matches: pairs of both.
    """

    found: int
    true: int
    matches: int

    @property
    def precision(self) -> float:
        """Share of what was found that is a peak; 1 where nothing was found."""
        return self.matches / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the peaks that were found; 1 where there is none."""
        return self.matches / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both: 2 matches / (found + true); 1 where nothing was there and nothing was found."""
        return 2 * self.matches / (self.found + self.true) if self.found + self.true else 1.0


def peaks_f1(predicted: torch.Tensor, true: torch.Tensor, tolerance: float) -> PeakScores:
    """Match each peak with at most one that was predicted, as many as possible.

    predicted: (k,), true: (m,), in samples, in any order.
    tolerance: largest distance of a pair, in samples.
    Raises ``ValueError`` for peaks of another shape, and for a tolerance below 0.

    >>> peaks_f1(torch.tensor([100, 104, 290]), torch.tensor([101, 200, 300]), tolerance=5).matches
    1
    """
    if predicted.ndim != 1 or true.ndim != 1 or tolerance < 0:
        raise ValueError(
            f"expected peaks of shape (k,) and (m,) and a tolerance from 0 on, got {tuple(predicted.shape)}, "
            f"{tuple(true.shape)}, {tolerance}"
        )
    left, right = sorted(predicted.tolist()), sorted(true.tolist())
    i = j = matches = 0
    while i < len(left) and j < len(right):
        if abs(left[i] - right[j]) <= tolerance:
            i, j, matches = i + 1, j + 1, matches + 1
        elif left[i] < right[j]:
            i += 1  # too early for this peak, and for all later ones
        else:
            j += 1
    return PeakScores(len(left), len(right), matches)

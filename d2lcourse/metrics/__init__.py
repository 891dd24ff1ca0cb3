"""How good predictions are: numbers, classes, sequences."""

from __future__ import annotations

from d2lcourse.metrics.bleu import bleu, sentence_bleu
from d2lcourse.metrics.peaks import PeakScores, peaks_f1
from d2lcourse.metrics.predictions import accuracy, confusion_matrix, r2, root_mean_squared_error
from d2lcourse.metrics.sequences import exact_match, perplexity

__all__ = [
    "PeakScores",
    "accuracy",
    "bleu",
    "confusion_matrix",
    "exact_match",
    "peaks_f1",
    "perplexity",
    "r2",
    "root_mean_squared_error",
    "sentence_bleu",
]

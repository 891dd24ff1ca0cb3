"""Data sets of the course: from a folder, the user's cache or the network, and a stand-in where all three fail.

``$D2LCOURSE_DATA`` names a folder with the files of ``registry``. Every file is checked before it is used. Names are
loaded when they are first used, so that importing this package does not import torch.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from d2lcourse.data.batches import Batches
    from d2lcourse.data.byte_pairs import BytePairs
    from d2lcourse.data.captcha import Captchas, captchas
    from d2lcourse.data.errors import DataError, DataMissing
    from d2lcourse.data.images import Images, fashion_mnist
    from d2lcourse.data.labelled import LabelledTexts
    from d2lcourse.data.language_batches import RandomBatches, SequentialBatches
    from d2lcourse.data.made import SpotPrices, spot_prices, synthetic_linear, xor
    from d2lcourse.data.names import given_names
    from d2lcourse.data.order import ORDER_SYMBOLS, adding, temporal_order
    from d2lcourse.data.padding import LengthBatches, pad, sort_by_length, valid_mask
    from d2lcourse.data.pairs import SequencePairs
    from d2lcourse.data.programs import Programs, make_programs, run_program
    from d2lcourse.data.recordings import Recording, ecg, ecg_beats, synthetic_ecg
    from d2lcourse.data.registry import DATA_SETS, DataFile, DataSet
    from d2lcourse.data.sentence_pairs import SentencePairs, split_punctuation, translation
    from d2lcourse.data.sentiment import reviews
    from d2lcourse.data.series import Series, sunspots
    from d2lcourse.data.shapes import moving_shapes
    from d2lcourse.data.store import path
    from d2lcourse.data.surnames import names_by_language
    from d2lcourse.data.tabular import Tabular, airfoil
    from d2lcourse.data.tasks import AlignedTask, copy_pairs, copy_task, echo_task, reverse_task
    from d2lcourse.data.text import Corpus, Text, clean, time_machine, tokenise
    from d2lcourse.data.vocabulary import Vocabulary
    from d2lcourse.data.words import WordCorpus, noise_distribution, word_corpus

__all__ = [
    "DATA_SETS",
    "ORDER_SYMBOLS",
    "AlignedTask",
    "Batches",
    "BytePairs",
    "Captchas",
    "Corpus",
    "DataError",
    "DataFile",
    "DataMissing",
    "DataSet",
    "Images",
    "LabelledTexts",
    "LengthBatches",
    "Programs",
    "RandomBatches",
    "Recording",
    "SentencePairs",
    "SequencePairs",
    "SequentialBatches",
    "Series",
    "SpotPrices",
    "Tabular",
    "Text",
    "Vocabulary",
    "WordCorpus",
    "adding",
    "airfoil",
    "captchas",
    "clean",
    "copy_pairs",
    "copy_task",
    "ecg",
    "ecg_beats",
    "echo_task",
    "fashion_mnist",
    "given_names",
    "make_programs",
    "moving_shapes",
    "names_by_language",
    "noise_distribution",
    "pad",
    "path",
    "reverse_task",
    "reviews",
    "run_program",
    "sort_by_length",
    "split_punctuation",
    "spot_prices",
    "sunspots",
    "synthetic_ecg",
    "synthetic_linear",
    "temporal_order",
    "time_machine",
    "tokenise",
    "translation",
    "valid_mask",
    "word_corpus",
    "xor",
]

HOME = {
    "batches": ("Batches",),
    "byte_pairs": ("BytePairs",),
    "captcha": ("Captchas", "captchas"),
    "errors": ("DataError", "DataMissing"),
    "images": ("Images", "fashion_mnist"),
    "labelled": ("LabelledTexts",),
    "language_batches": ("RandomBatches", "SequentialBatches"),
    "made": ("SpotPrices", "spot_prices", "synthetic_linear", "xor"),
    "names": ("given_names",),
    "order": ("ORDER_SYMBOLS", "adding", "temporal_order"),
    "padding": ("LengthBatches", "pad", "sort_by_length", "valid_mask"),
    "pairs": ("SequencePairs",),
    "programs": ("Programs", "make_programs", "run_program"),
    "recordings": ("Recording", "ecg", "ecg_beats", "synthetic_ecg"),
    "registry": ("DATA_SETS", "DataFile", "DataSet"),
    "sentence_pairs": ("SentencePairs", "split_punctuation", "translation"),
    "sentiment": ("reviews",),
    "series": ("Series", "sunspots"),
    "shapes": ("moving_shapes",),
    "store": ("path",),
    "surnames": ("names_by_language",),
    "tabular": ("Tabular", "airfoil"),
    "tasks": ("AlignedTask", "copy_pairs", "copy_task", "echo_task", "reverse_task"),
    "text": ("Corpus", "Text", "clean", "time_machine", "tokenise"),
    "vocabulary": ("Vocabulary",),
    "words": ("WordCorpus", "noise_distribution", "word_corpus"),
}


def __getattr__(name: str) -> Any:
    """The public name, from the module that holds it."""
    for module, names in HOME.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""Sentences from film reviews, liked or not. Taught in lecture 14 (sentiment); words for lecture 11.

Source: Pang and Lee, "Seeing stars: exploiting class relationships for sentiment categorization" (2005).
"""

from __future__ import annotations

import re
from random import Random
from typing import Final

import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.labelled import LabelledTexts
from d2lcourse.data.store import announce, path

__all__ = ["reviews"]

CLASSES: Final = ("negative", "positive")
STAND_IN: Final = 1_500  # sentences per class, about
GOOD: Final = (
    "good", "moving", "funny", "clever", "fresh", "warm", "beautiful", "thoughtful", "gripping", "honest", "charming",
    "tender", "brilliant", "rich", "graceful", "smart", "lively", "touching",
)  # fmt: skip
BAD: Final = (
    "bad", "dull", "tired", "clumsy", "flat", "boring", "empty", "loud", "shallow", "stale", "slow", "forced", "silly",
    "pointless", "lifeless", "messy", "cold", "predictable",
)  # fmt: skip
THINGS: Final = (
    "film", "movie", "story", "plot", "script", "cast", "comedy", "drama", "ending", "music", "camera", "director",
    "acting", "dialogue", "picture", "documentary", "romance", "thriller",
)  # fmt: skip
# SAME and OTHER are words of the sentence's own class and of the opposite one.
PATTERNS: Final = (
    "a SAME THING", "the THING is SAME and the THING is SAME", "the THING is not OTHER , it is SAME",
    "a THING that is never OTHER", "for all its OTHER moments , a SAME THING", "SAME , SAME and never OTHER",
    "one of the most SAME things about this THING is its THING", "the THING may be OTHER , but the THING is SAME",
    "what begins as a OTHER THING turns into a SAME one", "the THING is as SAME as its THING",
    "this THING , though OTHER at times , stays SAME", "not a OTHER THING by any means , and quite SAME",
    "the director has made a SAME THING out of a OTHER one", "it is hard to call this THING anything but SAME",
    "SAME from the first scene to the last", "there is nothing OTHER in this THING", "how SAME can a THING be ?",
    "the THING works in the end because the THING is so SAME", "an hour of SAME THING and a SAME THING",
)  # fmt: skip


def reviews() -> LabelledTexts:
    """5,331 sentences that dislike a film (class 0), then as many that like one (class 1); tokens separated by spaces.

    Without the files and without a network: some 3,000 made-up sentences, in which single words mislead ("not bad").
    Raises ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    try:
        parts = [
            path(f"rt-polaritydata/rt-polarity.{end}").read_text(encoding="utf-8").splitlines()
            for end in ("neg", "pos")
        ]
        name, stand_in = "movie reviews", False
    except DataMissing:
        announce("No movie reviews here: using made-up ones instead (D2LCOURSE_DATA=folder)")
        parts, name, stand_in = [_made_up(BAD, GOOD), _made_up(GOOD, BAD)], "made-up reviews", True
    texts = tuple(" ".join(line.split()) for part in parts for line in part)
    labels = torch.tensor([label for label, part in enumerate(parts) for _ in part])
    return LabelledTexts(name, texts, labels, CLASSES, stand_in)


def _made_up(same: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    """Different sentences of one class."""
    random = Random(0)
    found: dict[str, None] = {}
    for _ in range(STAND_IN):
        words = [
            random.choice(same if word == "SAME" else other if word == "OTHER" else THINGS) if word.isupper() else word
            for word in random.choice(PATTERNS).split()
        ]
        found[re.sub(r"\ba (?=[aeiou]|honest)", "an ", " ".join(words))] = None
    return list(found)

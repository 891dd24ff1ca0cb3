"""A made-up story, as long as The Time Machine: what the language models read where that book cannot be had.

Sentences are drawn from a small grammar of the course. Words are as unevenly frequent as in a book, and most names
occur once or twice, so that vocabularies, ``<unk>`` and the power law of lecture 06 can be shown. What a model cannot
learn from it is English: a sentence knows nothing of the one before.
"""

from __future__ import annotations

import textwrap
from random import Random
from typing import Final

__all__ = ["story"]

LENGTH: Final = 182_000  # characters, about; cleaned it is a little longer than the book

# A word in capitals is replaced by one of its line.
GRAMMAR: Final = {
    "SENTENCE": (
        "PLACE TIME, WE VPAST the ADJ NOUN.", "The NOUN VPAST the NOUN, and the NOUN VPAST it again.",
        "WE had SEEN a ADJ NOUN PLACE.", "TIME the NOUN grew ADJ and ADJ.", "'WHO VPAST the NOUN?' said NAME.",
        "'It is only a ADJ NOUN,' NAME said, 'and it will not last.'", "NAME told US of the NOUN PLACE.",
        "There was a NOUN PLACE, and a ADJ NOUN beside it.", "WE thought of the NOUN, for TIME it had VPAST US.",
        "Nothing VPAST, and nothing was SEEN, until NAME VPAST the NOUN.", "I could not tell why the NOUN was so ADJ.",
        "If the NOUN was ADJ, then the NOUN must be ADJ too.", "WE went on PLACE, where the NOUN was less ADJ.",
        "TIME NAME and I VPAST the ADJ, ADJ NOUN PLACE.", "Of the ADJ NOUN I remember NUMBER things.",
        "NUMBER of them had SEEN the NOUN; the others had only SEEN the NOUN.", "I cannot say what NAME had SEEN TIME.",
        "'The NOUN,' NAME said slowly, 'has VPAST US for NUMBER years.'", "WE saw that it was no NOUN but a NOUN.",
        "Then came the NOUN.", "PLACE lay NUMBER stones, each with the name of a NOUN.", "It was ADJ to be SEEN.",
        "By and by the NOUN came back PLACE, ADJ as before.", "NAME of TOWN was the first who VPAST the NOUN.",
        "WE asked NAME, but NAME only VPAST the ADJ NOUN.", "From TOWN to TOWN is a way of NUMBER days.",
    ),
    "WE": ("we", "I", "he", "she", "they", "the traveller", "the children", "all of us", "the keeper", "my friend"),
    "US": ("us", "me", "them", "him", "her", "the others", "everybody"),
    "WHO": ("who", "which of you", "who of us", "who else"),
    "PLACE": (
        "in the garden", "by the river", "on the hill", "under the trees", "in the old house", "near the sea",
        "behind the wall", "at the gate", "across the valley", "in the dark", "on the white stairs", "by the fire",
        "at the edge of the wood", "in the long hall", "above the village", "on the other shore", "beneath the bridge",
    ),
    "TIME": (
        "in the evening", "at last", "that night", "for a while", "in the morning", "once more", "after a time", "now",
        "as the sun went down", "presently", "before long", "in the second year", "at midnight", "all at once",
    ),
    "NOUN": (
        "light", "machine", "door", "wind", "boat", "clock", "water", "tower", "lamp", "guest", "road", "moon", "stone",
        "bird", "bell", "map", "bridge", "letter", "shadow", "horse", "garden", "window", "captain", "winter", "mirror",
        "forest", "engine", "storm", "orchard", "lantern", "wheel", "journey", "glass", "compass", "library", "well",
        "harbour", "question", "music", "kettle", "ladder", "feather", "volcano", "quarrel", "zephyr", "oxbow",
    ),
    "ADJ": (
        "small", "old", "white", "cold", "strange", "quiet", "bright", "dark", "tall", "slow", "narrow", "broken",
        "heavy", "gentle", "distant", "golden", "hollow", "familiar", "quick", "silent", "weary", "crooked", "frozen",
        "velvet", "mazy",
    ),
    "VPAST": (
        "saw", "found", "left", "followed", "watched", "lost", "carried", "remembered", "passed", "opened", "feared",
        "crossed", "touched", "heard", "forgot", "mended", "painted", "missed", "questioned", "measured", "juggled",
    ),
    "SEEN": ("seen", "heard", "found", "known", "left", "dreamt", "read", "lost", "hidden", "explained"),
    "NUMBER": ("two", "three", "four", "five", "seven", "nine", "twelve", "twenty", "forty", "a hundred", "six"),
}  # fmt: skip
STARTS: Final = ("B", "D", "El", "F", "Gr", "H", "I", "K", "L", "M", "N", "O", "P", "R", "S", "T", "Ul", "V", "W", "Y")
MIDDLES: Final = ("a", "e", "i", "o", "u", "ara", "eli", "ori", "ane", "imo", "ulla", "ivi", "oxa")
NAME_ENDS: Final = ("n", "s", "r", "l", "d", "na", "th", "ck", "m", "ris")
TOWN_ENDS: Final = ("ford", "ham", "stead", "mouth", "ley", "burgh", "wick")


def story(length: int = LENGTH, seed: int = 0) -> str:
    """Lines of at most 70 characters, in paragraphs with an empty line between them; the first one is a title.

    length: in characters, at least.
    """
    random = Random(seed)
    paragraphs, size = ["A Story without an Author"], 0
    while size < length:
        sentences = [_sentence(random) for _ in range(random.randint(3, 8))]
        paragraphs.append(textwrap.fill(" ".join(sentences), 70))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs) + "\n"


def _sentence(random: Random) -> str:
    """One sentence, with an upper-case letter at its beginning."""
    words = _draw(random, GRAMMAR["SENTENCE"])
    for symbol in ("WE", "WHO", "PLACE", "TIME", "US", "NOUN", "ADJ", "VPAST", "SEEN", "NUMBER", "NAME", "TOWN"):
        while symbol in words:
            words = words.replace(symbol, _word(random, symbol), 1)
    first = 1 if words.startswith("'") else 0
    return words[:first] + words[first].upper() + words[first + 1 :]


def _word(random: Random, symbol: str) -> str:
    if symbol == "NAME":
        return _draw(random, STARTS) + _draw(random, MIDDLES) + _draw(random, NAME_ENDS)
    if symbol == "TOWN":
        return _draw(random, STARTS) + _draw(random, MIDDLES) + _draw(random, TOWN_ENDS)
    return _draw(random, GRAMMAR[symbol])


def _draw(random: Random, choices: tuple[str, ...]) -> str:
    """The first ones more often: the k-th with a weight of 1 / (k + 1), as words have in a book (Zipf)."""
    return random.choices(choices, [1 / (k + 2) for k in range(len(choices))])[0]

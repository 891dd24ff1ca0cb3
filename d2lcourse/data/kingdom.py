"""Made-up sentences in which meaning is known: what a word vector has to find out. Taught in lecture 11.

What a word is spoken of with depends on two things that do not touch: its role (king, queen: crown, throne) and its
gender (king, man: he, beard). So king - man + woman has to be queen; a small real corpus can only hope for that.
"""

from __future__ import annotations

from random import Random
from typing import Final

__all__ = ["PEOPLE", "TOWNS", "kingdom"]

SENTENCES: Final = 40_000
# Role: man, woman, and what belongs to the role.
PEOPLE: Final = (
    ("man", "woman", "street village neighbour coat"), ("king", "queen", "crown throne palace kingdom"),
    ("prince", "princess", "castle ball heir tutor"), ("father", "mother", "child cradle family supper"),
    ("brother", "sister", "sibling attic quarrel twin"), ("uncle", "aunt", "nephew visit cousin gift"),
    ("boy", "girl", "school toy game lesson"), ("actor", "actress", "stage film role theatre"),
    ("waiter", "waitress", "menu tray restaurant tip"), ("husband", "wife", "wedding ring marriage anniversary"),
)  # fmt: skip
GENDER: Final = (
    ("he", "his", "him", "beard moustache tie razor"),
    ("she", "her", "her", "dress skirt necklace lipstick"),
)
# Country, capital, language, and what belongs there.
TOWNS: Final = (
    ("france", "paris", "french", "wine cheese"), ("england", "london", "english", "tea fog"),
    ("italy", "rome", "italian", "pasta opera"), ("spain", "madrid", "spanish", "olives guitar"),
    ("germany", "berlin", "german", "beer forest"), ("greece", "athens", "greek", "temple goat"),
    ("russia", "moscow", "russian", "snow samovar"), ("japan", "tokyo", "japanese", "rice temple"),
)  # fmt: skip
KINDS: Final = (
    ("dog cat horse cow sheep", "animal", "eats sleeps runs bites", "tail paw fur"),
    ("apple pear plum cherry grape", "fruit", "ripens falls rots grows", "tree juice stone"),
    ("red green blue yellow white", "colour", "shines fades glows", "paint wall flag"),
    ("two three four five six", "number", "counts adds doubles", "sum list page"),
    ("piano violin flute drum trumpet", "instrument", "sounds plays echoes", "concert melody hall"),
)  # fmt: skip
ABOUT: Final = (
    "the PERSON has POSS THING", "POSS THING belongs to the PERSON", "PRON is a PERSON with a THING",
    "the PERSON and POSS SIGN", "they gave OBJ a SIGN because the PERSON lost POSS THING",
    "PRON was PERSON of the THING", "a PERSON without a THING is no PERSON", "the PERSON with the SIGN saw POSS THING",
    "the PERSON said that PRON saw the THING",
)  # fmt: skip
PLACES: Final = (
    "CAPITAL is the capital of COUNTRY", "in CAPITAL they speak LANGUAGE", "people in COUNTRY speak LANGUAGE",
    "the LANGUAGE like THING", "there is THING all over COUNTRY", "we flew to CAPITAL to see COUNTRY",
    "CAPITAL is the largest town of COUNTRY", "the mayor of CAPITAL likes THING", "COUNTRY sells THING",
)  # fmt: skip
THINGS: Final = (
    "the ITEM is a KIND", "a ITEM DOES and a ITEM DOES", "the ITEM DOES near the PART", "every KIND has a PART",
    "the PART of the ITEM", "we saw a ITEM and its PART", "this KIND DOES like a ITEM",
)  # fmt: skip


def kingdom(count: int = SENTENCES, seed: int = 0) -> list[str]:
    """So many sentences in lower case without punctuation; about half of them speak of people."""
    random = Random(seed)
    return [random.choice((_person, _person, _place, _thing))(random) for _ in range(count)]


def _person(random: Random) -> str:
    man, woman, things = random.choice(PEOPLE)
    side = random.randrange(2)
    pronoun, possessive, dative, signs = GENDER[side]
    words = {"PERSON": (man, woman)[side], "PRON": pronoun, "POSS": possessive, "OBJ": dative}
    return _filled(random, random.choice(ABOUT), words, {"THING": things, "SIGN": signs})


def _place(random: Random) -> str:
    country, capital, language, things = random.choice(TOWNS)
    words = {"COUNTRY": country, "CAPITAL": capital, "LANGUAGE": language}
    return _filled(random, random.choice(PLACES), words, {"THING": things})


def _thing(random: Random) -> str:
    items, kind, verbs, parts = random.choice(KINDS)
    return _filled(random, random.choice(THINGS), {"KIND": kind}, {"ITEM": items, "DOES": verbs, "PART": parts})


def _filled(random: Random, pattern: str, words: dict[str, str], choices: dict[str, str]) -> str:
    """The pattern with its capitals replaced: by the word of that name, or by one of the choices, each time anew."""
    return " ".join(
        words[part] if part in words else random.choice(choices[part].split()) if part in choices else part
        for part in pattern.split()
    )

"""Made-up sentence pairs: what the translators learn from where the real ones cannot be had.

A small grammar writes the same sentence in English, French and Spanish, with what makes translation more than looking
words up: verbs that change with the person, adjectives that change with the noun and stand behind it, negation around
the verb, vowels that are left out.
"""

from __future__ import annotations

import re
from itertools import product
from random import Random
from typing import Final, Literal

__all__ = ["made_up_pairs"]

PAIRS: Final = 2_000
Language = Literal["french", "spanish"]

# English; French and its gender; Spanish and its gender.
NOUNS: Final = (
    ("dog", "chien", "m", "perro", "m"), ("cat", "chat", "m", "gato", "m"), ("house", "maison", "f", "casa", "f"),
    ("car", "voiture", "f", "coche", "m"), ("book", "livre", "m", "libro", "m"), ("door", "porte", "f", "puerta", "f"),
    ("boat", "bateau", "m", "barco", "m"), ("table", "table", "f", "mesa", "f"),
    ("letter", "lettre", "f", "carta", "f"),
    ("plane", "avion", "m", "avión", "m"), ("bird", "oiseau", "m", "pájaro", "m"), ("tree", "arbre", "m", "árbol", "m"),
    ("church", "église", "f", "iglesia", "f"), ("school", "école", "f", "escuela", "f"),
)  # fmt: skip
# English; French and Spanish, masculine and feminine.
ADJECTIVES: Final = (
    ("red", "rouge", "rouge", "rojo", "roja"), ("green", "vert", "verte", "verde", "verde"),
    ("black", "noir", "noire", "negro", "negra"), ("white", "blanc", "blanche", "blanco", "blanca"),
    ("blue", "bleu", "bleue", "azul", "azul"),
)  # fmt: skip
MOODS: Final = (
    ("tired", "fatigué", "fatiguée", "cansado", "cansada"), ("happy", "content", "contente", "contento", "contenta"),
    ("alone", "seul", "seule", "solo", "sola"), ("lost", "perdu", "perdue", "perdido", "perdida"),
    ("ready", "prêt", "prête", "listo", "lista"),
)  # fmt: skip
# English, French, Spanish ("" where the verb says it), person 0 to 5, genders.
PERSONS: Final = (
    ("i", "je", "", 0, "mf"), ("you", "tu", "", 1, "mf"), ("he", "il", "él", 2, "m"), ("she", "elle", "ella", 2, "f"),
    ("we", "nous", "", 3, "mf"), ("they", "ils", "ellos", 5, "m"),
)  # fmt: skip
# English with and without -s; French and Spanish by person.
VERBS: Final = (
    ("see", "sees", "vois vois voit voyons voyez voient", "veo ves ve vemos veis ven"),
    ("have", "has", "ai as a avons avez ont", "tengo tienes tiene tenemos tenéis tienen"),
    ("love", "loves", "aime aimes aime aimons aimez aiment", "amo amas ama amamos amáis aman"),
    ("buy", "buys", "achète achètes achète achetons achetez achètent",
     "compro compras compra compramos compráis compran"),
    ("look for", "looks for", "cherche cherches cherche cherchons cherchez cherchent",
     "busco buscas busca buscamos buscáis buscan"),
    ("find", "finds", "trouve trouves trouve trouvons trouvez trouvent",
     "encuentro encuentras encuentra encontramos encontráis encuentran"),
)  # fmt: skip
BE: Final = ("am are is are are are", "suis es est sommes êtes sont", "estoy estás está estamos estáis están")
VOWEL: Final = "aeiouyhâàéèêîôù"


def made_up_pairs(language: Language, count: int = PAIRS, seed: int = 0) -> tuple[tuple[str, str], ...]:
    """English with French or Spanish: tokens separated by single spaces, short ones first, no pair twice.

    count: how many of all that the grammar has, drawn at random.
    """
    found = list(dict.fromkeys([*_things(language), *_moods(language), *_places(language)]))
    chosen = Random(seed).sample(found, min(count, len(found)))
    return tuple(sorted(chosen, key=lambda pair: (len(pair[0]), pair)))


def _things(language: Language) -> list[tuple[str, str]]:
    """Somebody does something with a thing, or does not."""
    pairs = []
    adjectives = (None, *ADJECTIVES)
    for person, verb, noun, adjective, negated in product(PERSONS, VERBS, NOUNS, adjectives, (False, True)):
        third = person[3] == 2
        does = ("does not " if third else "do not ") + verb[0] if negated else verb[third]
        english = [person[0], does, "the", *([adjective[0]] if adjective else []), noun[0]]
        form = verb[2 if language == "french" else 3].split()[person[3]]
        pairs.append(
            (" ".join(english) + " .", _clause(language, person, form, _thing(language, noun, adjective), negated))
        )
    return pairs


def _moods(language: Language) -> list[tuple[str, str]]:
    """Somebody is tired, happy, ...; where English does not tell a man from a woman there are two translations."""
    pairs = []
    for person, mood, negated in product(PERSONS, MOODS, (False, True)):
        be = BE[0].split()[person[3]]
        english = f"{person[0]} {be} {'not ' if negated else ''}{mood[0]} ."
        form = BE[1 if language == "french" else 2].split()[person[3]]
        for gender in person[4]:
            adjective = mood[(1 if language == "french" else 3) + (gender == "f")]
            adjective += "s" if person[3] > 2 else ""
            pairs.append((english, _clause(language, person, form, adjective, negated)))
    return pairs


def _places(language: Language) -> list[tuple[str, str]]:
    """Where is a thing?"""
    pairs = []
    for noun, adjective in product(NOUNS, (None, *ADJECTIVES)):
        thing = _thing(language, noun, adjective)
        other = f"où est {thing} ?" if language == "french" else f"¿ dónde está {thing} ?"
        pairs.append((" ".join(["where is the", *([adjective[0]] if adjective else []), noun[0], "?"]), other))
    return pairs


def _thing(language: Language, noun: tuple[str, ...], adjective: tuple[str, ...] | None) -> str:
    """Article, noun, adjective."""
    word, gender = noun[1:3] if language == "french" else noun[3:5]
    article = {"french": {"m": "le", "f": "la"}, "spanish": {"m": "el", "f": "la"}}[language][gender]
    words = [article, word]
    if adjective:
        words.append(adjective[(1 if language == "french" else 3) + (gender == "f")])
    return _elided(" ".join(words)) if language == "french" else " ".join(words)


def _clause(language: Language, person: tuple[str, str, str, int, str], verb: str, rest: str, negated: bool) -> str:
    """Person, verb and what follows, with the negation where it belongs."""
    if language == "french":
        return _elided(" ".join([person[1], *(["ne", verb, "pas"] if negated else [verb]), rest, "."]))
    return " ".join([*([person[2]] if person[2] else []), *(["no"] if negated else []), verb, rest, "."])


def _elided(french: str) -> str:
    """je, ne, le and la lose their vowel before another one."""
    return re.sub(rf"\b(j|n|l)[ea] (?=[{VOWEL}])", r"\1'", french)

"""Sentence pairs: the real files, the made-up ones, splits without leaks, tensors."""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.data import SentencePairs, path, split_punctuation, translation
from tests.d2lcourse.test_tasks import looks_like_pairs

real = pytest.mark.skipif("D2LCOURSE_DATA" not in os.environ, reason="needs the real files: set D2LCOURSE_DATA")


def looks_like_translations(pairs: SentencePairs, other: str) -> None:
    assert pairs.languages == ("English", other) and len(set(pairs.pairs)) == len(pairs)
    for sentence in (sentence for pair in pairs.pairs[::7] for sentence in pair):
        assert sentence and sentence == " ".join(sentence.split()) == sentence.lower()
        assert not re.search(r"\w[.,!?;]|[.,!?;]\w|[’\xa0\u202f\t]", sentence)
    lengths = [len(source) for source, _ in pairs.pairs]
    assert sum(lengths[:500]) < sum(lengths[-500:])  # short ones first


@real
def test_real_french() -> None:
    pairs = translation()
    looks_like_translations(pairs, "French")
    assert not pairs.stand_in and len(pairs) == 166_919
    assert pairs.pairs[:3] == (("go .", "va !"), ("hi .", "salut !"), ("run !", "cours !"))
    # each line by itself gives what the whole file gave
    with zipfile.ZipFile(path("fra-eng.zip")) as archive:
        lines = archive.read("fra-eng/fra.txt").decode().split("\n")[:4000]
    known = set(pairs.pairs)
    assert all(tuple(map(split_punctuation, line.split("\t"))) in known for line in lines)
    assert len(dict.fromkeys(source for source, _ in pairs.pairs)) > 110_000


@real
def test_real_spanish() -> None:
    pairs = translation("spanish").swapped()
    looks_like_translations(pairs.swapped(), "Spanish")
    assert pairs.languages == ("Spanish", "English") and len(pairs) == 118_961
    assert ("¿ quién ?", "who ?") in pairs.pairs[:100]


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("language", ["french", "spanish"])
def test_made_up_pairs(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = translation(language)  # type: ignore[arg-type]
    said = f"No English-{language.capitalize()} pairs here: using made-up ones instead (D2LCOURSE_DATA=folder)\n"
    assert capsys.readouterr() == (said, "")
    looks_like_translations(pairs, language.capitalize())
    assert pairs.stand_in and len(pairs) == 2_000
    assert translation(language).pairs == pairs.pairs  # type: ignore[arg-type]
    source, target = pairs.vocabularies()
    assert 30 < len(source) < 80 < len(target) < 130
    assert max(Counter(source for source, _ in pairs.pairs).values()) == 2  # "i am tired": a man or a woman


@pytest.mark.usefixtures("nowhere")
def test_the_made_up_languages_have_a_grammar() -> None:
    from d2lcourse.data.grammar import made_up_pairs

    french, spanish = (dict(made_up_pairs(language, 10**6)) for language in ("french", "spanish"))  # type: ignore[arg-type]
    assert french.keys() == spanish.keys()
    for english, (in_french, in_spanish) in {
        "i do not see the white house .": ("je ne vois pas la maison blanche .", "no veo la casa blanca ."),
        "she loves the red tree .": ("elle aime l'arbre rouge .", "ella ama el árbol rojo ."),
        "they do not buy the car .": ("ils n'achètent pas la voiture .", "ellos no compran el coche ."),
        "i have the cat .": ("j'ai le chat .", "tengo el gato ."),
        "she is not lost .": ("elle n'est pas perdue .", "ella no está perdida ."),
        "where is the school ?": ("où est l'école ?", "¿ dónde está la escuela ?"),
    }.items():
        assert (french[english], spanish[english]) == (in_french, in_spanish)


def test_punctuation() -> None:
    assert split_punctuation("Courez\u202f!") == "courez !"
    assert split_punctuation("«\xa0Où est l’eau\xa0?\xa0»\u200b") == '" où est l\'eau ? "'
    assert split_punctuation("¿Qué?  ¡No, señor!") == "¿ qué ? ¡ no , señor !"
    assert split_punctuation("") == ""


ROWS = st.lists(st.tuples(st.text("ab ", max_size=5), st.text("xy ", max_size=5)), min_size=1, max_size=30)


def made(rows: list[tuple[str, str]]) -> SentencePairs:
    return SentencePairs("made", ("A", "B"), tuple(rows))


@settings(deadline=None)
@given(rows=ROWS, share=st.floats(0.05, 0.95), seed=st.integers(0, 99))
def test_no_source_is_in_both_parts(rows: list[tuple[str, str]], share: float, seed: int) -> None:
    train, test = made(rows).split(share, generator=torch.Generator().manual_seed(seed))
    assert not {source for source, _ in train.pairs} & {source for source, _ in test.pairs}
    assert sorted(train.pairs + test.pairs) == sorted(rows)


@settings(deadline=None)
@given(rows=ROWS, min_freq=st.integers(1, 3))
def test_tensors_and_back(rows: list[tuple[str, str]], min_freq: int) -> None:
    source, target = made(rows).vocabularies(min_freq)
    pairs = made(rows).tensors(source, target)
    looks_like_pairs(pairs)
    for i, (left, right) in enumerate(rows):
        assert pairs.source_tokens(i) == [token if token in source else "<unk>" for token in left.split()]
        assert pairs.target_tokens(i) == [token if token in target else "<unk>" for token in right.split()]


def test_choosing_pairs() -> None:
    pairs = made([("a", "x"), ("a", "x y"), ("a b c", "z"), ("b", "x y z")])
    assert pairs.first(2).pairs == pairs.pairs[:2] and len(pairs) == 4
    assert pairs.shorter(2).pairs == pairs.pairs[:2] and pairs.shorter(3).pairs == pairs.pairs
    assert pairs.references() == {"a": [["x"], ["x", "y"]], "a b c": [["z"]], "b": [["x", "y", "z"]]}
    assert pairs.swapped().pairs[1] == ("x y", "a") and pairs.swapped().languages == ("B", "A")
    assert sorted(pairs.sample(9).pairs) == sorted(pairs.pairs) and pairs.sample(2).pairs == pairs.sample(2).pairs
    train, test = pairs.split(0.34)
    assert {len(train.pairs), len(test.pairs)} <= {1, 2, 3} and pairs.split(0.34)[1].pairs == test.pairs
    with pytest.raises(ValueError, match="between 0 and 1 for the test, got 0"):
        pairs.split(0)
    with pytest.raises(ValueError, match="into 'french' and 'spanish', got 'german'"):
        translation("german")  # type: ignore[arg-type]

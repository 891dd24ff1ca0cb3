"""Reviews and names by language: the real files, the stand-ins, splits without leaks, tensors."""

from __future__ import annotations

import os
import re
import zipfile

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.data import LabelledTexts, names_by_language, path, reviews

real = pytest.mark.skipif("D2LCOURSE_DATA" not in os.environ, reason="needs the real files: set D2LCOURSE_DATA")


def looks_like_reviews(texts: LabelledTexts) -> None:
    assert texts.classes == ("negative", "positive") and len(texts.texts) == len(texts.labels) > 2_000
    assert texts.labels.dtype == torch.int64 and texts.labels.bincount()[0] == pytest.approx(len(texts) / 2, rel=0.05)
    assert all(text == " ".join(text.split()) and text for text in texts.texts)


@real
def test_real_reviews() -> None:
    texts = reviews()
    looks_like_reviews(texts)
    assert not texts.stand_in and texts.labels.bincount().tolist() == [5331, 5331]
    line = path("rt-polaritydata/rt-polarity.neg").read_text().splitlines()[0]
    assert texts.texts[0] == line.strip() and texts.labels[0] == 0


@pytest.mark.usefixtures("nowhere")
def test_made_up_reviews(capsys: pytest.CaptureFixture[str]) -> None:
    texts = reviews()
    said = "No movie reviews here: using made-up ones instead (D2LCOURSE_DATA=folder)\n"
    assert capsys.readouterr() == (said, "")
    looks_like_reviews(texts)
    assert texts.stand_in and not re.search(r"\ba [aeiou]|[A-Z]", " ".join(texts.texts))
    negative, positive = (
        {text for text, label in zip(texts.texts, texts.labels.tolist(), strict=True) if label == kind}
        for kind in (0, 1)
    )
    assert not negative & positive
    # single words mislead: good words stand in bad reviews too
    assert sum("not a good" in text or "never good" in text for text in negative) > 5


def looks_like_surnames(names: LabelledTexts) -> None:
    assert len(names.classes) == 18 and list(names.classes) == sorted(names.classes)
    assert {"Arabic", "Polish", "Vietnamese"} <= set(names.classes)
    assert names.labels.bincount().min() >= 70 and all(re.fullmatch(r"[a-z' -]+", name) for name in names.texts)
    pairs = list(zip(names.texts, names.labels.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)


@real
def test_real_surnames() -> None:
    names = names_by_language()
    looks_like_surnames(names)
    sizes = dict(zip(names.classes, names.labels.bincount().tolist(), strict=True))
    assert (len(names), sizes["Russian"], sizes["Vietnamese"]) == (17_986, 9_341, 70)
    with zipfile.ZipFile(path("names_by_language.zip")) as archive:
        polish = archive.read("data/names/Polish.txt").decode().split()
    assert "Kołodziej" not in polish or "kolodziej" in names.texts
    assert {name.lower() for name in polish if name.isascii()} <= set(names.texts)


@pytest.mark.usefixtures("nowhere")
def test_made_up_surnames(capsys: pytest.CaptureFixture[str]) -> None:
    names = names_by_language()
    assert capsys.readouterr().out.startswith("No names by language here: using made-up ones instead")
    looks_like_surnames(names)
    assert names.stand_in and names.labels.bincount().tolist() == [80] * 18


TEXTS = st.lists(st.tuples(st.text("abc", min_size=1, max_size=2), st.integers(0, 2)), min_size=1, max_size=40)


def made(rows: list[tuple[str, int]]) -> LabelledTexts:
    return LabelledTexts("made", tuple(text for text, _ in rows), torch.tensor([y for _, y in rows]), ("x", "y", "z"))


@settings(deadline=None)
@given(rows=TEXTS, share=st.floats(0.05, 0.95), seed=st.integers(0, 99))
def test_no_text_is_in_both_parts(rows: list[tuple[str, int]], share: float, seed: int) -> None:
    train, test = made(rows).split(share, generator=torch.Generator().manual_seed(seed))
    assert not set(train.texts) & set(test.texts)
    both = [*zip(train.texts, train.labels.tolist(), strict=True), *zip(test.texts, test.labels.tolist(), strict=True)]
    assert sorted(both) == sorted(rows)  # nothing is lost, labels stay with their texts


def test_each_class_has_its_share_and_the_split_is_the_same_again() -> None:
    rows = [(f"{label}{i}", label) for label, n in enumerate((100, 50, 10)) for i in range(n)]
    train, test = made(rows).split(0.2)
    assert test.labels.bincount().tolist() == [20, 10, 2] and train.labels.bincount().tolist() == [80, 40, 8]
    assert made(rows).split(0.2)[1].texts == test.texts
    assert made(rows).split(0.2, generator=torch.Generator().manual_seed(1))[1].texts != test.texts
    assert sorted(test.texts) != list(test.texts)  # shuffled
    with pytest.raises(ValueError, match=r"expected a share between 0 and 1 for the test, got 1\.0"):
        made(rows).split(1.0)


def test_tensors() -> None:
    texts = made([("a b a", 0), ("c", 2)])
    v = texts.vocabulary()
    assert v.tokens == ("<unk>", "<pad>", "<bos>", "<eos>", "a", "b", "c")
    x, lengths, labels = texts.tensors(v)
    assert (x.tolist(), lengths.tolist(), labels.tolist()) == ([[4, 5, 4], [6, 1, 1]], [3, 1], [0, 2])
    assert texts.tensors(v, marks=True)[0].tolist() == [[2, 4, 5, 4, 3], [2, 6, 3, 1, 1]]
    assert texts.tensors(v, steps=2)[1].tolist() == [2, 1]
    assert texts.vocabulary("char").tokens[4:] == (" ", "a", "b", "c")
    assert texts[[1]].texts == ("c",) and texts[texts.labels == 0].labels.tolist() == [0]
    assert texts[:1].vocabulary(min_freq=2).tokens[4:] == ("a",)

"""Texts, vocabularies and byte pairs: on the book, on the stand-in, on worked examples."""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import pairwise

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.data import BytePairs, Text, Vocabulary, clean, path, time_machine, tokenise
from d2lcourse.data.byte_pairs import END

real = pytest.mark.skipif("D2LCOURSE_DATA" not in os.environ, reason="needs the real files: set D2LCOURSE_DATA")
WORDS = st.lists(st.text("abcd", min_size=1, max_size=6), max_size=30)


def looks_like_a_book(text: Text) -> None:
    assert re.fullmatch(r"[a-z]+( [a-z]+)*", text.text)
    assert " ".join(text.lines) == text.text and all(text.lines)
    corpus = text.corpus()
    assert (len(corpus.train), len(corpus.valid), len(corpus.vocabulary)) == (150_000, 20_000, 28)
    assert corpus.train.dtype == torch.int64 and corpus.stand_in == text.stand_in
    both = "".join(corpus.vocabulary.words(torch.cat((corpus.train, corpus.valid))))
    assert both == text.text[:170_000]  # one follows the other, nothing is lost
    counts = Vocabulary(tokenise(text.text)).frequencies
    assert counts.most_common(1)[0][0] == "the" and sum(n == 1 for n in counts.values()) > 0.3 * len(counts)


@real
def test_the_time_machine() -> None:
    book = time_machine()
    assert (book.name, book.stand_in) == ("The Time Machine", False)
    looks_like_a_book(book)
    assert book.lines[:2] == ("the time machine by h g wells", "i")
    assert len(book.text.split()) == 32_775
    raw = path("timemachine.txt").read_text()
    assert Counter(book.text.replace(" ", "")) == Counter(letter.lower() for letter in raw if letter.isalpha())


@pytest.mark.usefixtures("nowhere")
def test_the_story_that_stands_in(capsys: pytest.CaptureFixture[str]) -> None:
    story = time_machine()
    said = "No The Time Machine here: using a made-up story instead (D2LCOURSE_DATA=folder)\n"
    assert capsys.readouterr() == (said, "")
    looks_like_a_book(story)
    assert story.stand_in and story.raw == time_machine().raw
    assert max(map(len, story.raw.splitlines())) <= 70
    assert not re.search(r"[A-Z]{2}", story.raw)  # no symbol of the grammar is left
    assert not re.search(r" [,.]|''|  ", story.raw)
    assert len(set(re.findall(r"[^.]*\.", story.raw.replace("\n", " ")))) > 2_000  # it does not repeat itself


# --- cleaning, cutting ---------------------------------------------------------------------------------------------


def test_clean_and_tokenise() -> None:
    assert clean("  It's 8 o'clock -- GO!\n") == "it s o clock go" and clean("123 ?") == ""
    assert tokenise("ab c", "char") == ["a", "b", " ", "c"] and tokenise(" ab  c ") == ["ab", "c"]
    with pytest.raises(ValueError, match="'char' or 'word', got 'words'"):
        tokenise("a", "words")  # type: ignore[arg-type]


@settings(deadline=None)
@given(train=st.integers(1, 20), valid=st.integers(0, 7))
def test_a_word_at_the_cut_goes_to_the_second_part(train: int, valid: int) -> None:
    text = Text("example", "One two three, four five six!")
    corpus = text.corpus("word", train=train, valid=valid)
    words = "one two three four five six".split()
    first = [word for i, word in enumerate(words) if len(" ".join(words[: i + 1])) <= train]
    both = [word for i, word in enumerate(words) if len(" ".join(words[: i + 1])) <= train + valid]
    assert corpus.vocabulary.words(corpus.train) == first
    assert corpus.vocabulary.words(corpus.valid) == ["<unk>"] * (len(both) - len(first))  # never seen in training
    assert len(text.corpus("char", train=train, valid=valid).valid) == valid


def test_more_than_the_text_has() -> None:
    with pytest.raises(ValueError, match="example has 7 characters: 7 to train on and 1 for validation are too many"):
        Text("example", "One two").corpus(train=7, valid=1)


# --- vocabulary ----------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(words=WORDS, min_freq=st.integers(1, 4))
def test_vocabulary(words: list[str], min_freq: int) -> None:
    v = Vocabulary(words, min_freq=min_freq, reserved=("<pad>", "<bos>"))
    often = Counter(words)
    assert v.tokens[:3] == ("<unk>", "<pad>", "<bos>") and (v.unk, v.pad, v.bos) == (0, 1, 2)
    assert set(v.tokens[3:]) == {word for word, n in often.items() if n >= min_freq}
    assert list(v.tokens[3:]) == sorted(v.tokens[3:], key=lambda word: (-often[word], word))
    assert [v[token] for token in v.tokens] == list(range(len(v)))
    kept = [word if often[word] >= min_freq else "<unk>" for word in words]
    assert v.words(v.indices(words)) == kept  # there and back
    assert v.counts.tolist() == [kept.count(token) for token in v.tokens]
    assert v.frequencies == often and all((word in v) == (often[word] >= min_freq) for word in words)


def test_min_freq_at_its_boundary_and_tokens_of_the_text_that_are_reserved() -> None:
    v = Vocabulary(["a"] * 5 + ["b"] * 4 + ["<eos>", "<unk>"], min_freq=5, reserved=("<eos>", "<eos>"))
    assert v.tokens == ("<unk>", "<eos>", "a") and v.counts.tolist() == [5, 1, 5] and v["b"] == v["c"] == 0
    assert v.indices([]).dtype == torch.int64 and v.words([2, 0]) == ["a", "<unk>"]
    assert repr(v).startswith("<Vocabulary of 3 tokens: '<unk>', '<eos>', 'a'")


def test_vocabulary_complains() -> None:
    v = Vocabulary("ab")
    for index in (-1, 3):
        with pytest.raises(IndexError, match=f"3 tokens has the indices 0 to 2, got {index}"):
            v.token(index)
    with pytest.raises(ValueError, match="this vocabulary has no <eos>: reserve it"):
        v.eos  # noqa: B018


# --- byte pairs ----------------------------------------------------------------------------------------------------

SENNRICH = ["low"] * 5 + ["lower"] * 2 + ["newest"] * 6 + ["widest"] * 3


def test_the_example_of_the_paper() -> None:
    """Algorithm 1 and its vocabulary; from the seventh merge on ties decide."""
    pairs = BytePairs.learn(SENNRICH, 10)
    assert pairs.merges == (
        ("e", "s"), ("es", "t"), ("est", END), ("l", "o"), ("lo", "w"),
        ("n", "e"), ("ne", "w"), ("new", "est</w>"), ("low", END), ("w", "i"),
    )  # fmt: skip
    # a word that was not seen, from parts that were
    assert pairs.encode("lowest newest") == ["low", "est</w>", "newest</w>"]
    assert pairs.encode("wow") == ["w", "o", "w", END]


def test_by_hand() -> None:
    """ab ab b: (a, b) 2 and (b, </w>) 3, so the latter first; then (a, b</w>) 2."""
    pairs = BytePairs.learn(["ab", "ab", "b"], 9)
    assert pairs.merges == (("b", END), ("a", "b</w>"))  # then each word is one symbol: learning ends
    assert pairs.tokens == (END, "a", "b", "b</w>", "ab</w>")


def plain(words: list[str], merges: int) -> list[tuple[str, str]]:
    """The algorithm as it stands in the paper: everything is counted again after each merge."""
    vocabulary = {(*word, END): n for word, n in Counter(words).items()}
    learnt = []
    for _ in range(merges):
        pairs: Counter[tuple[str, str]] = Counter()
        for symbols, n in vocabulary.items():
            for pair in pairwise(symbols):
                pairs[pair] += n
        if not pairs:
            break
        best = max(pairs, key=pairs.__getitem__)  # the first one of the largest
        learnt.append(best)
        merged = {}
        for symbols, n in vocabulary.items():
            new: list[str] = []
            rest = list(symbols)
            while rest:
                take = 2 if tuple(rest[:2]) == best else 1
                new.append("".join(rest[:take]))
                rest = rest[take:]
            merged[tuple(new)] = n
        vocabulary = merged
    return learnt


@settings(deadline=None)
@given(words=WORDS, merges=st.integers(0, 12))
def test_learning_is_the_papers(words: list[str], merges: int) -> None:
    assert list(BytePairs.learn(words, merges).merges) == plain(words, merges)


@settings(deadline=None)
@given(words=WORDS, text=st.lists(st.text("abcdef", min_size=1, max_size=6), max_size=8), merges=st.integers(0, 12))
def test_there_and_back(words: list[str], text: list[str], merges: int) -> None:
    pairs = BytePairs.learn(words, merges)
    encoded = pairs.encode("  ".join(text))
    assert pairs.decode(encoded) == " ".join(text)
    assert sum(token.endswith(END) for token in encoded) == len(text)
    known = set(pairs.tokens)
    assert all(token in known for word in words for token in pairs.encode(word))


def test_the_mark_of_the_end_is_no_word() -> None:
    with pytest.raises(ValueError, match=r"the word 'a</w>' contains </w>"):
        BytePairs.learn(["a</w>"], 1)

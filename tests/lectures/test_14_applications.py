"""What the slides of lecture 14 claim, checked on the executed notebook, on whatever data the machine has."""

from __future__ import annotations

import os
import re
from itertools import pairwise

import pytest

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "14_applications")
REAL = bool(os.environ.get("D2LCOURSE_DATA"))


@pytest.fixture(params=["full", "fast"])
def text(request: pytest.FixtureRequest) -> dict[str, str]:
    """What each cell printed; both runs are shared with the other tests."""
    return printed(executed(LECTURE, fast=request.param == "fast"))


@pytest.fixture
def full(text: dict[str, str], request: pytest.FixtureRequest) -> bool:
    """Whether the networks were trained for as long as the slides assume."""
    return "full" in request.node.name


def losses(text: str) -> list[list[float]]:
    """Of each training in the output: its loss after each epoch."""
    return [numbers(line) for line in text.splitlines() if line.startswith("loss after each epoch:")]


@pytest.mark.parametrize("cell", ["bag", "namer-train", "tagger-train", "captcha-result"])
def test_each_training_lowers_the_loss(text: dict[str, str], cell: str) -> None:
    runs = losses(text[f"{cell}-code"])
    assert runs
    for run in runs:
        assert len(run) > 1 and run[-1] < run[0]


def test_the_bag_knows_good_words_from_bad_ones(text: dict[str, str], full: bool) -> None:
    told = text["bag-words-code"]
    negative, positive = (line.split(": ")[1].split() for line in told.splitlines()[:2])
    assert not set(negative) & set(positive)
    if full and REAL:
        assert "bad" in negative and "entertaining" in positive
    assert after("new reviews:", told)[0] > (0.72 if full and REAL else 0.6 if full else 0.5)


def test_the_bag_does_not_see_the_order(text: dict[str, str]) -> None:
    told = text["shuffled-code"]
    before, mixed = (line[10:].split() for line in told.splitlines()[:2])
    assert before != mixed and sorted(before) == sorted(mixed)
    ordered, shuffled = numbers(next(line for line in told.splitlines() if line.startswith("bag")))
    assert ordered == shuffled


def test_the_reader_is_about_as_good_as_the_bag(text: dict[str, str], full: bool) -> None:
    told = text["reader-train-code"]
    bag, reader = (after(name, told)[0] for name in ("bag of words", "GRU reader"))
    assert 0.4 < reader <= 1
    if full and REAL:
        assert abs(bag - reader) < 0.04


def test_the_same_words_are_the_same_bag(text: dict[str, str], full: bool) -> None:
    rows = [numbers(line)[:2] for line in text["along-code"].splitlines()[1:]]
    assert len(rows) == 4 and rows[1][0] == rows[2][0]
    assert all(0 <= share <= 1 for row in rows for share in row)
    if full and REAL:  # the reader tells them apart by their order, and takes "not good" for good
        assert rows[2][1] < 0.5 < min(rows[1][1], rows[3][1])


def test_to_know_the_language_helps(text: dict[str, str], full: bool) -> None:
    told = text["namer-train-code"]
    without, with_it = (after(f"given: {given}, perplexity", told)[0] for given in (False, True))
    assert with_it < without * (0.95 if full else 1.02)


def test_names_are_letters_and_copies_grow_when_it_is_cold(text: dict[str, str], full: bool) -> None:
    for line in text["write-code"].splitlines():
        language, *made = line.split()
        assert language[0].isupper() and all(re.fullmatch(r"[a-z' ,.<>unk-]+", name) for name in made)
    rows = [after(name, text["copied-code"].replace("%", "")) for name in ("Russian", "Chinese")]
    assert all(0 <= share <= 100 for row in rows for share in row[:2])
    if full:
        assert sum(row[0] for row in rows) > sum(row[1] for row in rows)


def test_the_generator_classifies(text: dict[str, str], full: bool) -> None:
    most, alone, both = (numbers(line.partition(":")[2])[0] for line in text["bayes-code"].splitlines())
    assert both >= alone
    if full:
        assert both > most + 0.1


def test_a_threshold_does_not_survive_breathing(text: dict[str, str]) -> None:
    quiet, breathing = (after("F1", line)[0] for line in text["threshold-code"].splitlines())
    assert quiet > 0.95 > 0.9 > breathing


def test_the_finder_does(text: dict[str, str], full: bool) -> None:
    for line in text["beats-code"].splitlines():
        scores = [float(score) for score in re.findall(r"F1 ([\d.]+)", line)]
        assert len(scores) == 3 and scores == sorted(scores, reverse=True)
        if full:
            assert min(scores[:2]) > 0.95


def test_accuracy_of_steps_is_no_measure_of_beats(text: dict[str, str], full: bool) -> None:
    never, each, one = (numbers(line[24:]) for line in text["rare-code"].splitlines()[1:])
    assert never[0] > 0.85 and never[1] == 0
    if full:
        assert each[0] == one[0] and each[1] < 0.7 < one[1]


def test_the_sun_is_forecast_better_than_by_the_lazy_ways(text: dict[str, str], full: bool) -> None:
    told = text["one-year-code"]
    error = {name: after(name, told)[0] for name in ("mean", "persistence", "linear", "GRU")}
    assert error["persistence"] < error["mean"] and error["linear"] < error["persistence"]
    if full:
        assert error["GRU"] < 0.8 * error["persistence"]
    told = text["many-result-code"]
    ahead = {name: after(name, told) for name in ("mean", "persistence", "step by step", "directly")}
    assert ahead["persistence"][2] > ahead["persistence"][0] and ahead["persistence"][2] > ahead["persistence"][4]
    if full:
        assert ahead["directly"][-1] < 0.8 * min(ahead["mean"][-1], ahead["persistence"][-1])


def test_a_random_split_flatters(text: dict[str, str], full: bool) -> None:
    mixed, fair = (numbers(line)[0] for line in text["leak-code"].splitlines()[-2:])
    assert min(mixed, fair) > 0
    if full:  # few steps do not learn by heart
        assert mixed < fair


def test_shapes_of_the_convolutions(text: dict[str, str]) -> None:
    shapes = [tuple(map(int, shape.split(", "))) for shape in re.findall(r"\((\d[\d, ]+)\)", text["convolutions-code"])]
    assert shapes[0] == (4, 1, 24, 64) and shapes[-1] == (4, 32, 3, 16)
    for (_, _, height, width), (_, _, lower, narrower) in pairwise(shapes):
        assert (height / lower, width / narrower) in {(1, 1), (2, 2), (2, 1)}


def test_captchas_are_read_up_to_the_length_seen(text: dict[str, str], full: bool) -> None:
    told = text["longer-code"].replace("%", "")
    seen, longer, cluttered = (after(name, told)[0] for name in ("as in training", "five digits", "more clutter"))
    if full:
        assert seen > 90 and longer < 10 and cluttered < seen
        assert after("right:", text["captcha-result-code"].replace("%", ""))[0] > 90
    said = re.search(r"five digits.*e\.g\. (\d+) → (\d*)", told)
    assert said and len(said[1]) == 5 > len(said[2]) - 3

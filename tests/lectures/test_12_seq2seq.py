"""What the slides of lecture 12 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, from the formulas on the slides, or by counting.
"""

from __future__ import annotations

import math
import os
from typing import Any

import nbformat
import pytest

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "12_seq2seq")
real = pytest.mark.skipif(not os.environ.get("D2LCOURSE_DATA"), reason="needs the real files: set D2LCOURSE_DATA")


def after(label: str, text: str) -> list[float]:
    """The numbers behind the label, on the one line that has it."""
    (line,) = (line for line in text.splitlines() if label in line)
    return numbers(line.partition(label)[2])


@pytest.fixture(params=["full", "fast"])
def done(request: pytest.FixtureRequest) -> Any:
    """The executed notebook; both runs are shared with the other tests."""
    return executed(LECTURE, fast=request.param == "fast")


@pytest.fixture
def text(done: Any) -> dict[str, str]:
    """What each cell printed."""
    return printed(done)


@pytest.fixture
def full() -> dict[str, str]:
    return printed(executed(LECTURE))


def test_the_task_is_what_the_slide_says(text: dict[str, str]) -> None:
    pairs = [line.split("→") for line in text["task-code"].splitlines() if "→" in line]
    assert len(pairs) == 4
    assert all(source.split() == target.split()[::-1] for source, target in pairs)
    source, target = (line.split()[2:] for line in text["task-code"].splitlines()[-2:])
    assert [*target[1:-1]] == source[:-1][::-1] and (target[0], target[-1]) == ("<bos>", "<eos>")


def test_shapes(text: dict[str, str]) -> None:
    assert "c (1, 128)" in text["encoder-code"]
    assert "logits (6, 14)" in text["decoder-code"] and "(4, 11, 14)" in text["agree-code"]


def test_only_rows_without_padding_agree_when_not_packed(text: dict[str, str]) -> None:
    lengths, off = after("row:", text["packed-code"]), after("by:", text["packed-code"])
    assert [gap == 0 for gap in off] == [length == max(lengths) for length in lengths]
    assert 0 in off and max(off) > 0.1


def test_labels_are_the_input_moved_by_one(text: dict[str, str]) -> None:
    rows = [line.split() for line in text["shift-code"].splitlines()]
    for reads, answers, counted in zip(rows[0::3], rows[1::3], rows[2::3], strict=True):
        valid = int(counted[-1])
        assert reads[1] == "<bos>" and answers[valid] == "<eos>"
        assert reads[2 : valid + 1] == answers[1:valid]
        assert set(answers[valid + 1 :]) <= {"<pad>"}


def test_an_untrained_network_guesses(text: dict[str, str]) -> None:
    assert "28 of 44" in text["masked-code"]
    assert after("valid labels ", text["masked-code"])[0] == pytest.approx(math.log(14), abs=0.15)
    assert after("loss", text["train-code"])[0] == pytest.approx(math.log(14), abs=0.15)


def test_quality_falls_with_the_length(full: dict[str, str]) -> None:
    found = dict(zip(range(2, 15, 2), after("matches:", full["by-length-code"]), strict=True))
    assert found[4] >= 0.95 and found[6] >= 0.8
    assert found[4] >= found[6] >= found[8] >= found[10] >= found[12]
    assert found[8] <= 0.75 and found[10] <= 0.3 and max(found[12], found[14]) <= 0.05


def test_teacher_forcing_learns_sooner(full: dict[str, str]) -> None:
    assert full["own-result-code"].startswith("forced")
    told, own = (after("digits right", line) for line in full["own-result-code"].splitlines())
    assert told[0] >= own[0] and told[1] >= own[1] + 0.1 and told[2] >= own[2] + 0.1


def test_own_words_are_worse_than_the_truth(full: dict[str, str]) -> None:
    told, own = (after(label, full["where-code"]) for label in ("told the truth", "own words"))
    assert told[0] == own[0]  # the first output reads nothing but <bos>
    assert all(t > o for t, o in zip(told[1:10], own[1:10], strict=True))
    assert own[0] >= 0.9 and own[9] <= 0.7 and told[9] - own[9] >= 0.1


def test_the_loss_comes_down_to_the_floor(full: dict[str, str]) -> None:
    loss, floor = after("loss", full["by-heart-code"])
    assert floor == pytest.approx(after("per token", full["floor-code"])[0], abs=6e-4)
    assert floor <= loss <= floor + 0.06


def test_toy_search(text: dict[str, str]) -> None:
    assert "argmax: how are p = 0.36" in text["toy-code"]
    assert "width 1: what is, p = 0.20" in text["beam-code"] and "width 2: how are, p = 0.36" in text["beam-code"]
    for line in text["sampling-code"].splitlines():
        p, drawn = numbers(line)
        assert drawn == pytest.approx(p, abs=4 * math.sqrt(p * (1 - p) / 2000))


def test_sums_of_logarithms(text: dict[str, str]) -> None:
    assert "float32: tensor(0.)" in text["argmax-code"]
    assert after("logarithms:", text["argmax-code"])[0] == pytest.approx(200 * math.log(0.01), abs=0.1)
    sizes = [numbers(line)[1] for line in text["argmax-code"].splitlines()[:4]]
    assert sizes[3] == pytest.approx(sizes[0] ** 8, rel=0.4) == pytest.approx(sizes[2] ** 2, rel=0.2)


def test_wider_beams_find_more_probable_sentences(full: dict[str, str]) -> None:
    found = {line.partition(" log p")[0].strip(): after("log p", line) for line in full["bleu-test-code"].splitlines()}
    logs = [found[name][0] for name in ("sampling", "greedy", "beam, width 2", "beam, width 4", "beam, width 8")]
    assert logs == sorted(logs)
    scores = {name: row[1] for name, row in found.items()}
    assert min(scores.values()) == scores["sampling"]
    assert scores["beam, width 4"] >= scores["greedy"] - 0.01


def test_alpha_makes_longer_sentences(full: dict[str, str]) -> None:
    _, *rows = full["alpha-code"].splitlines()
    lengths = [numbers(row)[-1] for row in rows]
    assert lengths == sorted(lengths)
    if os.environ.get("D2LCOURSE_DATA"):  # in the made-up sentences every search finds the same
        assert lengths[0] < lengths[-1]


def test_bleu_by_hand(text: dict[str, str]) -> None:
    rows = [numbers(line)[1:] for line in text["bleu-hand-code"].splitlines()[:4]]
    assert [row[:2] for row in rows] == [[7, 8], [6, 7], [5, 6], [4, 5]]
    assert "right 1 of 4" in text["bleu-hand-code"]
    assert after("=", text["bleu-formula-code"])[0] == pytest.approx(math.exp(-0.25) * 0.5**0.25, abs=6e-4)
    both = math.exp(-0.25) * (4 / 5) ** 0.25  # only "back to rome again" is in neither of the two references
    assert after("references:", text["bleu-formula-code"])[0] == pytest.approx(both, abs=6e-4)
    only = math.exp(1 - 10 / 4)  # all n-grams of "last year i went" are right
    assert after("went':", text["bleu-formula-code"])[0] == pytest.approx(only, abs=6e-4)


def test_programs(full: dict[str, str]) -> None:
    characters, whole = after("characters right", full["execute-code"])
    assert characters >= 0.75 and 0.4 <= whole <= characters
    choose, repeat = (after(kind, full["kinds-code"])[0] for kind in ("choose ", "repeat "))
    assert choose >= repeat + 0.3
    *misses, _, harder = full["misses-code"].splitlines()
    said = [line.rpartition("→")[2].partition("correct:") for line in misses]
    assert len(said) == 7 and all(wrong.strip() != right.strip() for wrong, _, right in said)
    assert numbers(harder)[-1] < 0.3


def test_padding_flatters(text: dict[str, str]) -> None:
    share, counted, valid = (
        after(label, text["wrong-loss-code"])[0] for label in ("are padding:", "padding counted:", "labels only:")
    )
    assert share == counted > 20 and valid == 0
    every, right = after("loss", text["wrong-loss-code"])
    assert every < right


def test_the_state_at_a_padding(full: dict[str, str]) -> None:
    right, wrong = full["wrong-state-code"].splitlines()
    (right_padded, right_full), (wrong_padded, wrong_full) = numbers(right), numbers(wrong)
    assert right_full == wrong_full >= 0.8
    assert right_padded >= 0.9 and wrong_padded <= 0.5


def test_the_context_must_not_drift(full: dict[str, str]) -> None:
    stays, drifts = (numbers(line) for line in full["drift-code"].splitlines())
    assert stays[0] == drifts[0] >= 0.9  # the first step still has the true context
    assert stays[1] >= 0.85 and drifts[1] <= 0.4


def test_numbers_in_the_notes() -> None:
    notes = {cell.id: cell.source for cell in nbformat.read(LECTURE, as_version=4).cells if cell.id.endswith("-notes")}
    assert f"log 14 = {math.log(14):.2f}" in notes["masked-notes"] and f"{math.log(14):.2f}" in notes["train-notes"]
    assert f"exp(1 - 4/3) = {math.exp(1 - 4 / 3):.2f}" in notes["questions-notes"]
    assert "5 times 100 = 500" in notes["questions-notes"] and f"{100**4:,}" in notes["questions-notes"]
    assert round(math.log2(10**10)) == 33


def test_pictures_are_there(done: Any) -> None:
    pictures = {cell.id for cell in done.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})}
    assert {f"{name}-code" for name in "by-length where curve beam beam-try".split()} <= pictures


@real
def test_translations() -> None:
    text = printed(executed(LECTURE))
    assert "made-up" not in text["lengths-code"]
    known, others = text["four-code"].split("not in the 600 pairs")
    assert known.count("known: True") >= 3 and "known: False" not in known
    assert numbers(text["spanish-train-code"].splitlines()[1])[0] >= 20  # per cent, word for word
    assert after("BLEU", text["bleu-test-code"].splitlines()[1])[0] >= 0.4
    assert sum(line.endswith(")") for line in others.splitlines()) == 4

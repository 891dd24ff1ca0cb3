"""What the slides of lecture 13 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, from the formulas on the slides, or counted in the data.
"""

from __future__ import annotations

import math
import os
import re
from typing import Any

import nbformat
import pytest

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "13_attention")
DIGITS = (2, 4, 6, 8, 10, 12, 14, 16)
real = pytest.mark.skipif(not os.environ.get("D2LCOURSE_DATA"), reason="needs the real files: set D2LCOURSE_DATA")


def lines(label: str, text: str) -> list[list[float]]:
    """The numbers behind the label, for each line that has it."""
    return [numbers(line.partition(label)[2]) for line in text.splitlines() if label in line]


def matches(text: str) -> dict[str, dict[int, float]]:
    """The table of exact matches: for each model the share at each length."""
    rows = re.findall(r"matches:([\d. ]+)(.*)", text)
    return {name.strip(): dict(zip(DIGITS, numbers(shares), strict=True)) for shares, name in rows}


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
    assert "14 tokens" in text["task-code"]  # ten digits and four marks


def test_guessing_is_where_the_loss_begins(text: dict[str, str]) -> None:
    assert lines("loss", text["fixed-code"])[0][0] == pytest.approx(math.log(14), abs=0.15)


def test_annotations_know_one_side(text: dict[str, str]) -> None:
    assert "(2, 5, 128)" in text["annotations-try-code"]
    (forward,), (backward,) = (lines(name, text["annotations-try-code"]) for name in ("forward", "backward"))
    assert forward[:4] == [0, 0, 0, 0] and forward[4] > 0
    assert min(backward) > 0


def test_scores_weights_and_context_follow_the_formula(text: dict[str, str]) -> None:
    (scores,), (weights,) = (lines(name, text["additive-code"])[:1] for name in ("scores", "weights"))
    exponentials = [math.exp(e) for e in scores]
    assert weights[:6] == pytest.approx([e / sum(exponentials) for e in exponentials], abs=2e-4)
    assert "context (2, 7, 4) weights (2, 7, 6)" in text["agree-code"]


def test_masks_by_hand(text: dict[str, str]) -> None:
    found = {name: lines(name, text["mask-code"])[0] for name in ("no mask", ", then 0", "ones only", "by hand")}
    e = [math.exp(score) for score in (1.0, 2.0, 0.5, 0.5, 0.5)]
    assert found["no mask"] == pytest.approx([*(x / sum(e) for x in e), 1], abs=6e-4)
    assert found[", then 0"][-1] == pytest.approx(sum(e[:3]) / sum(e), abs=6e-4)
    assert found["ones only"] == pytest.approx([*(x / sum(e[:3]) for x in e[:3]), 0, 0, 1], abs=6e-4)
    assert found["ones only"] == found["by hand"]


def test_padding_changes_nothing_with_the_mask(text: dict[str, str]) -> None:
    alone, masked, unmasked = (line.partition("(")[2] for line in text["mask-test-code"].splitlines())
    assert alone == masked != unmasked


def test_attention_keeps_the_quality_and_the_fixed_context_does_not(full: dict[str, str]) -> None:
    found = matches(full["attend-code"])
    fixed, attention = found["fixed context"], found["additive attention"]
    assert matches(full["measure-code"])[""] == fixed
    assert fixed[4] >= 0.95 and fixed[10] <= 0.4
    assert fixed[4] >= fixed[6] >= fixed[8] >= fixed[10] >= fixed[12]
    assert min(attention[n] for n in (2, 4, 6, 8, 10)) >= 0.95
    assert attention[8] >= fixed[8] + 0.1 and attention[10] >= fixed[10] + 0.5
    assert max(fixed[14], attention[14], fixed[16], attention[16]) <= 0.1


def test_the_example_is_reversed_and_a_long_one_is_not(full: dict[str, str]) -> None:
    assert "3141592 → 2 9 5 1 4 1 3 <eos>" in full["answer-code"]
    short, long = full["limit-code"].splitlines()
    assert short.endswith("right") and long.endswith("wrong")


def test_the_last_table_has_all_three_models(text: dict[str, str]) -> None:
    assert set(matches(text["small-train-code"])) == {"fixed context", "additive attention", "self-attention"}


def test_self_attention_alone_reverses(full: dict[str, str]) -> None:
    found = matches(full["small-train-code"])["self-attention"]
    assert min(found[n] for n in (4, 6, 8)) >= 0.9
    assert found[14] <= 0.1


def test_dot_products_grow_with_the_width(text: dict[str, str]) -> None:
    rows = [numbers(line) for line in text["scale-code"].splitlines()[2:]]
    for d, std, raw, scaled, slope, slope_scaled in rows:
        assert std == pytest.approx(math.sqrt(d), rel=0.1)
        assert scaled == pytest.approx(0.32, abs=0.03) and slope_scaled == pytest.approx(0.08, abs=0.005)
        assert raw > scaled and slope < slope_scaled
    assert rows[-1][2] > 0.9 and rows[-1][4] < 0.1 * rows[-1][5]
    assert [row[2] for row in rows] == sorted(row[2] for row in rows)


def test_memory_grows_as_counted(full: dict[str, str]) -> None:
    growth = {
        line.partition(" time")[0].strip(): numbers(line)[-1] for line in full["cost-table-code"].splitlines()[1:]
    }
    assert growth["additive"] == pytest.approx(4, abs=0.15)
    assert 2.5 <= growth["dot product"] <= 4
    assert growth["GRU layer"] == pytest.approx(2, abs=0.25)


def test_self_attention_as_claimed(text: dict[str, str]) -> None:
    assert "every word noticed: True" in text["self-code"]
    assert numbers(text["order-code"])[-1] > 0.01
    *before, last = lines("moved:", text["causal-code"])[0]
    assert before == [0] * 5 and last > 0
    heads = 4 * (16 * 16 + 16)  # queries, keys, values, and what joins the heads
    mlp = (16 * 64 + 64) + (64 * 16 + 16)
    assert numbers(text["block-code"])[-3:] == [heads + mlp + 2 * 2 * 16, heads, 4]


def test_only_one_dim_is_right(text: dict[str, str]) -> None:
    sums = [numbers(line.partition("tensor")[2]) for line in text["axis-code"].splitlines()]
    assert sums[2] == pytest.approx([1, 1, 1], abs=1e-4)
    assert all(s != pytest.approx([1, 1, 1], abs=0.05) for s in sums[:2])


def test_numbers_in_the_notes() -> None:
    notes = {cell.id: cell.source for cell in nbformat.read(LECTURE, as_version=4).cells if cell.id.endswith("-notes")}
    assert f"log 14 = {math.log(14):.2f}" in notes["fixed-notes"]
    assert f": {3 * 5 + 4 * 5 + 5 + 5}, whatever S is" in notes["additive-notes"]
    assert "64 MB" in notes["questions-notes"]


def test_pictures_are_there(done: Any) -> None:
    pictures = {cell.id for cell in done.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})}
    expected = "measure-picture sharp attend-picture loss glance glance-try bleu-curve align align-try cost-picture"
    assert {f"{name}-code" for name in [*expected.split(), "limit-picture"]} <= pictures


@real
def test_translation_falls_with_length_and_attention_is_better() -> None:
    text = printed(executed(LECTURE))
    assert "made-up" not in text["sentences-code"]
    (fixed,), (attention,) = (lines(name, text["bleu-picture-code"]) for name in ("fixed", "attention"))
    assert attention[-1] >= fixed[-1] + 0.05
    assert sum(a > f for a, f in zip(attention[:-1], fixed[:-1], strict=True)) >= 4
    assert fixed[-2] < fixed[0] and attention[-2] < attention[0]


@real
def test_attention_goes_back_where_the_notes_say() -> None:
    found = printed(executed(LECTURE))["choose-code"]
    assert "veux (want) vraiment (really)" in found
    assert "que (do) je (can) peux (can)" in found

"""What the slides of lecture 10 claim, checked on the executed notebook.

The numbers expected come from elsewhere: worked by hand, or from the formulas on the slides.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import pytest

from tests.lectures.notebooks import LECTURES, executed
from tests.lectures.outputs import after, numbers, printed

LECTURE = next(path for path in LECTURES if path.stem == "10_deep_bidirectional")


@pytest.fixture(params=["full", "fast"])
def text(request: pytest.FixtureRequest) -> dict[str, str]:
    """What each cell printed; both runs are shared with the other tests."""
    return printed(executed(LECTURE, fast=request.param == "fast"))


def behind(label: str, text: str) -> str:
    """What stands on the first line that begins with the label, behind it."""
    return next(line for line in text.splitlines() if line.startswith(label)).removeprefix(label).strip()


def test_one_unit_is_never_the_exclusive_or(text: dict[str, str]) -> None:
    counts = [after(f"{right} of 4 cases right:", text["one-unit-code"])[0] for right in range(5)]
    assert sum(counts) == 200_000 and counts[4] == 0 < counts[3]


def test_a_deeper_step_is(text: dict[str, str]) -> None:
    told = text["deep-transition-code"]
    presses, lamps = (list(map(int, behind(name, told).split())) for name in ("press", "lamp"))
    assert lamps == [count % 2 for count in accumulate(presses)]
    assert "all 40 steps right: True" in told


def test_a_stack_of_lamps_counts(text: dict[str, str]) -> None:
    told = text["counter-code"]
    presses = map(int, behind("press", told).split())
    layers = [list(map(int, behind(f"layer {number}", told).split())) for number in (1, 2, 3)]
    counted = [one + 2 * two + 4 * four for one, two, four in zip(*layers, strict=True)]
    assert counted == [count % 8 for count in accumulate(presses)]
    turns = [sum(a != b for a, b in pairwise(lamps)) for lamps in layers]
    assert turns == sorted(turns, reverse=True) and len(set(turns)) == 3  # higher layers are slower


def test_depth_within_the_step_forgets_and_a_stack_does_not(text: dict[str, str]) -> None:
    told = text["way-back-measured-code"]
    names = ("one layer", "stack of 3", "3 layers per step")
    one, stack, deep = (after("back:", next(x for x in told.splitlines() if x.startswith(name)))[0] for name in names)
    assert deep < 1e-3 * one and one < stack


def test_dropout_along_time_leaves_one_half_to_the_power_of_the_steps(text: dict[str, str]) -> None:
    for line in text["dropout-time-code"].splitlines()[:-1]:
        step, left, size = numbers(line.replace("%", ""))
        share = 0.5**step
        assert left / 100 == pytest.approx(share, abs=5 * (share / 10_000) ** 0.5 + 1e-4)
        assert size in (0, 2**step)
    assert after("at any step:", text["dropout-time-code"].replace("%", ""))[0] == pytest.approx(25, abs=2.5)


def test_dropout_helps_on_new_text(text: dict[str, str], request: pytest.FixtureRequest) -> None:
    without, with_it = (numbers(line)[1:] for line in text["dropout-train-code"].splitlines()[-2:])
    assert without[0] < with_it[0]  # training
    if "full" in request.node.name:  # a few epochs are not enough to learn by heart
        assert with_it[1] < without[1]
    training, measuring = text["dropout-traps-code"].splitlines()[:2]
    assert "repeatable: False" in training and "repeatable: True" in measuring
    assert numbers(measuring)[-1] < numbers(training)[-1]
    assert "dropout" in text["dropout-traps-code"].splitlines()[2]


def test_who_has_read_what(text: dict[str, str]) -> None:
    told = text["who-knows-code"]
    assert behind("forward", told).split() == list("···■■■■")
    assert behind("backward", told).split() == list("■■■■···")
    assert told.rstrip().endswith("same? True")


def test_weights_of_both_merges(text: dict[str, str]) -> None:
    def weights(inputs: int) -> int:  # of an LSTM of 64 units, in both directions
        return 2 * 4 * 64 * (inputs + 64 + 1)

    assert after("concat", text["merge-code"]) == [128, weights(28) + weights(128)]
    assert after("sum", text["merge-code"]) == [64, weights(28) + weights(64)]


def test_padding_disturbs_only_the_backward_half(text: dict[str, str]) -> None:
    careless, careful = (numbers(line) for line in text["padding-code"].splitlines())
    assert careless[0] == 0 < careless[1]
    assert careful == [0, 0]


def test_both_sides_fill_in_better_than_one(text: dict[str, str]) -> None:
    told = text["fill-result-code"]
    past, future, both = (after(name, told) for name in ("past", "future", "both"))
    assert both[0] < 0.75 * min(past[0], future[0]) and both[1] > max(past[1], future[1]) + 0.1
    assert max(past[0], future[0]) < 1.5 * min(past[0], future[0])  # each is worth as much
    lines = text["fill-example-code"].splitlines()[1:]
    for name, line in zip(("past", "future", "both"), lines, strict=True):
        signs, wrong = line.removeprefix(name).strip().split(" ", 1)
        assert len(signs) == 48 and 48 - signs.count("·") == int(wrong.split()[0])


def test_the_bidirectional_language_model_cheats(text: dict[str, str]) -> None:
    told = text["cheat-train-code"]
    one, two = (after(name, told) for name in ("one direction", "both directions"))
    assert max(two) < 1.25  # in training as on held-out text
    assert one[1] > 2 * two[1] and one[1] > one[0]
    honest, stammer = (line.strip() for line in text["cheat-write-code"].splitlines() if line.startswith("   "))
    assert re.search(r"(..)\1{8}$", stammer) or re.search(r"(.)\1{16}$", stammer)
    assert not re.search(r"(.{1,2})\1{8}$", honest)


def test_all_of_its_perplexity_comes_from_the_last_place(text: dict[str, str]) -> None:
    told = text["cheat-position-code"]
    copied, guessed, root = (after(label, told)[0] for label in ("places 1 to 34:", "place 35:", "35th root of it:"))
    assert copied < 1.03 and guessed > 4
    assert root == pytest.approx(guessed ** (1 / 35), abs=2e-3)
    whole = after("both directions", text["cheat-train-code"])[1]
    assert copied ** (34 / 35) * root == pytest.approx(whole, abs=0.011)


def test_the_leakage_test_tells_them_apart(text: dict[str, str]) -> None:
    honest, honest_moves, leaky, leaky_moves = text["leak-test-code"].splitlines()
    assert "does not leak" in honest and "LEAKS" in leaky
    assert numbers(honest_moves)[:3] == [0, 0, 0] and min(numbers(honest_moves)[3:]) > 0
    assert min(numbers(leaky_moves)) > 0
    one, two = (int(after("letter in", line)[0]) for line in text["leak-map-code"].splitlines())
    assert one == 0 and two > 6  # more than half of the rows


def test_a_second_bidirectional_layer_leaks(text: dict[str, str]) -> None:
    safe, leaky = (after("moves by", line)[0] for line in text["stack-leak-code"].splitlines())
    assert safe == 0 < leaky


def test_tags_are_the_spaces_taken_out(text: dict[str, str]) -> None:
    letters, ends = (behind(name, text["tag-data-code"]) for name in ("letters", "ends"))
    assert len(letters) == len(ends) == 60 and " " not in letters and set(ends) == set("·|")
    words = "".join(letter + " " * (end == "|") for letter, end in zip(letters, ends, strict=True)).split()
    assert "the" in words or "an" in words


def test_both_directions_tag_better(text: dict[str, str]) -> None:
    told = text["tag-train-code"]
    one, two = (after(name, told) for name in ("one direction", "both directions"))
    assert two[-1] > one[-1] + 0.1
    sizes = [numbers(line)[-2] if "layers" not in line else after("layers", line)[0] for line in told.splitlines()]
    assert max(sizes) < 1.06 * min(sizes)  # about as many weights
    rows = [line[16:].strip().replace(" ", "") for line in text["tag-look-code"].splitlines()]
    assert len(rows) == 4 and len(set(rows)) == 1


def test_the_summary_stands_at_both_ends(text: dict[str, str]) -> None:
    right, wrong = (after("accuracy", line)[0] for line in text["encode-train-code"].splitlines())
    assert right > wrong + 0.05

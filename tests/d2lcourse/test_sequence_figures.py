"""What the figures of the second half show: words where they belong, values as given, limits, labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
import torch

mpl.use("agg")  # no window, whatever the machine

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import ConnectionPatch
from sklearn.decomposition import PCA

from d2lcourse.viz import (
    COLOURS,
    project,
    show_alignment,
    show_beam,
    show_embedding,
    show_frames,
    show_gates,
    show_gradient_norms,
    show_series,
    show_states,
    show_unrolled,
    use_style,
)
from d2lcourse.viz.beam import tree_heights
from d2lcourse.viz.style import MAX_WIDTH


@pytest.fixture(autouse=True)
def own_figures() -> Iterator[None]:
    """The style of the slides; every figure can be drawn in full and fits on a slide."""
    with mpl.rc_context():
        plt.close("all")
        use_style()
        yield
        for number in plt.get_fignums():
            figure = plt.figure(number)
            figure.canvas.draw()
            assert figure.get_size_inches()[0] <= MAX_WIDTH and figure.get_size_inches()[1] <= 5.5
        plt.close("all")


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def ticks(ax: Axes, axis: str) -> list[str]:
    return [label.get_text() for label in getattr(ax, f"get_{axis}ticklabels")()]


@dataclass(frozen=True)
class Node:
    step: int
    parent: int
    token: int
    score: float
    kept: bool = False
    best: bool = False


TREE = (
    Node(0, -1, 0, 0.0, kept=True, best=True),
    Node(1, 0, 1, -0.5, kept=True, best=True),
    Node(1, 0, 2, -1.0, kept=True),
    Node(1, 0, 3, -3.0),
    Node(1, 0, 4, -2.0),
    Node(2, 1, 4, -1.25, kept=True, best=True),
    Node(2, 2, 3, -1.5, kept=True),
)
WORDS = ("<bos>", "a", "b", "c", " ")


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: show_unrolled("ab", ax=ax),
        lambda ax: show_gates({"forget": torch.rand(4)}, ax=ax),
        lambda ax: show_gates({"forget": torch.rand(4, 2)}, kind="heat", ax=ax),
        lambda ax: show_states(torch.randn(4, 2), ax=ax),
        lambda ax: show_gradient_norms({"0.9": [1.0, 0.9]}, ax=ax),
        lambda ax: show_alignment(torch.eye(2), "ab", "cd", ax=ax),
        lambda ax: show_beam(TREE, WORDS, ax=ax),
        lambda ax: show_embedding(torch.randn(3, 4), "abc", ax=ax),
        lambda ax: show_series({"x": (torch.arange(3.0), torch.rand(3))}, ax=ax),
    ],
)
def test_a_given_axes_is_used_and_no_figure_is_opened(draw: Callable[[Axes], Axes]) -> None:
    _, axes = plt.subplots(1, 2)
    before = plt.get_fignums()
    assert draw(axes[1]) is axes[1]
    assert plt.get_fignums() == before and not axes[0].has_data() and not axes[0].texts


# --- unrolled ------------------------------------------------------------------------------------------------------


def arrows(ax: Axes) -> list[tuple[Any, Any]]:
    return [(note.xyann, note.xy) for note in ax.texts if getattr(note, "arrow_patch", None) is not None]


def test_unrolled() -> None:
    ax = show_unrolled(["the", "time"], ["time", "machine"], folded=False, active=[1])
    assert texts(ax).count("RNN") == 2 and {"the", "time", "machine", "$h_{1}$"} <= set(texts(ax))
    places = {text.get_text(): text.get_position() for text in ax.texts}
    assert places["the"][0] == 0 and places["the"][1] < 0 < places["machine"][1] and places["machine"][0] == 1
    assert ((0, 0), (1, 0)) in arrows(ax) and len(arrows(ax)) == 5
    colours = [to_hex(t.get_bbox_patch().get_facecolor()).upper() for t in ax.texts if t.get_text() == "RNN"]
    assert colours == [COLOURS["blue"], COLOURS["orange"]]


def test_unrolled_backwards_folded_and_with_holes() -> None:
    ax = show_unrolled(["", "", "x"], ["", "", "y"], cell="GRU", state="s", backwards=True)
    assert texts(ax).count("GRU") == 4 and {"$x_t$", "$o_t$", "$s_t$", "=", "$s_{3}$", "$s_{2}$"} <= set(texts(ax))
    between = [(tail[0], tip[0]) for tail, tip in arrows(ax) if tail[1] == tip[1] == 0]
    assert between == [(4, 3), (3, 2)]
    assert len(arrows(ax)) == 2 + 2 + 2  # between cells; x and y; x_t and o_t
    with pytest.raises(ValueError, match="got 2 and 1"):
        show_unrolled("ab", "a")


# --- gates, states, gradients --------------------------------------------------------------------------------------


def test_gates_as_lines_are_means_over_units() -> None:
    forget = torch.tensor([[0.0, 1.0], [1.0, 1.0], [0.2, 0.4]])
    ax = show_gates({"forget": forget, "input": torch.tensor([0.1, 0.2, 0.3])}, ["so", " ", "it"])
    first, second = ax.lines
    assert np.allclose(first.get_ydata(), [0.5, 1.0, 0.3]) and np.allclose(second.get_ydata(), [0.1, 0.2, 0.3])
    assert first.get_linestyle() != second.get_linestyle() and first.get_marker() != second.get_marker()
    assert ticks(ax, "x") == ["so", "␣", "it"] and ax.get_ylim() == (-0.05, 1.05)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["forget", "input"]


def test_gates_as_heat() -> None:
    gates = {"forget": torch.rand(5, 3), "input": torch.rand(5, 2)}
    ax = show_gates(gates, kind="heat")
    (image,) = ax.images
    assert np.allclose(image.get_array(), torch.cat(list(gates.values()), dim=1).T) and image.get_clim() == (0, 1)
    assert ticks(ax, "y") == ["forget", "input"] and ax.get_yticks().tolist() == [1.0, 3.5]
    assert ax.get_xlabel() == "step"


def test_gates_complain() -> None:
    for gates in ({}, {"a": torch.rand(3), "b": torch.rand(4)}):
        with pytest.raises(ValueError, match="at least one gate, all over the same steps"):
            show_gates(gates)
    with pytest.raises(ValueError, match=r"forget: expected shape \(T,\) or \(T, D\), got \(1, 2, 3\)"):
        show_gates({"forget": torch.rand(1, 2, 3)})
    with pytest.raises(ValueError, match="3 steps need as many words, got 2"):
        show_gates({"forget": torch.rand(3)}, "ab")
    show_gates({"forget": torch.rand(100, requires_grad=True)}, "a" * 100)  # too many words to write


def test_states_are_symmetric_around_zero() -> None:
    states = torch.tensor([[0.5, -2.0, 0.0], [1.0, 0.1, 0.0]])
    ax = show_states(states, "ab", name="cell")
    (image,) = ax.images
    assert np.allclose(image.get_array(), states.T) and image.get_clim() == (-2, 2)
    assert (ax.get_ylabel(), ticks(ax, "x")) == ("unit", ["a", "b"])
    few = show_states(states, units=[2, 0])
    assert np.allclose(few.images[0].get_array(), states[:, [2, 0]].T) and ticks(few, "y") == ["2", "0"]
    show_states(torch.zeros(2, 2))  # all the same


def test_gradient_norms() -> None:
    ax = show_gradient_norms({"0.9": [1.0, 0.9, 0.0], "1.1": torch.tensor([1.0, 1.1, 1.21])}, xlabel="steps back")
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_yscale()) == ("steps back", "norm of the gradient", "log")
    assert np.allclose(ax.lines[0].get_ydata(), [1.0, 0.9, np.nan], equal_nan=True)
    assert np.allclose(ax.lines[1].get_ydata(), [1.0, 1.1, 1.21])
    assert show_gradient_norms({"": [1.0, 2.0]}).get_legend() is None


# --- alignment, beam, embedding ------------------------------------------------------------------------------------


def test_alignment() -> None:
    weights = torch.tensor([[0.9, 0.1, 0.0], [0.0, 0.2, 0.8]])
    ax = show_alignment(weights, ["the", "red", "car"], ["la", "voiture"], numbers=".1f")
    assert np.allclose(ax.images[0].get_array(), weights) and ax.images[0].get_clim() == (0, 1)
    assert ticks(ax, "x") == ["the", "red", "car"] and ticks(ax, "y") == ["la", "voiture"]
    assert ax.xaxis.get_ticks_position() == "top"
    assert texts(ax) == ["0.9", "0.1", "0.0", "0.0", "0.2", "0.8"]
    one = show_alignment(weights, "abc", "xy", row=1, numbers=".1f")
    assert texts(one) == ["0.0", "0.2", "0.8"] and {text.get_position()[1] for text in one.texts} == {1}
    assert [label.get_fontweight() for label in one.get_yticklabels()] == ["normal", "bold"]
    assert np.allclose(one.images[0].get_array(), weights)
    with pytest.raises(ValueError, match=r"need weights of shape \(2, 3\), got \(3, 2\)"):
        show_alignment(weights.T, "abc", "xy")


def test_beam() -> None:
    ax = show_beam(TREE, WORDS, dropped=1)
    assert [text for text in texts(ax) if text in WORDS or text == "␣"] == ["<bos>", "a", "b", "␣", "␣", "c"]
    assert "−2.00" in texts(ax) and "−3.00" not in texts(ax)  # only the best of those that were dropped
    boxes = {
        (text.get_text(), text.get_position()[0]): to_hex(text.get_bbox_patch().get_edgecolor()).upper()
        for text in ax.texts
        if text.get_bbox_patch() is not None
    }
    assert boxes["a", 1] == boxes["␣", 2] == COLOURS["orange"] and boxes["␣", 1] == COLOURS["grey"]
    assert boxes["b", 1] == boxes["c", 2] == COLOURS["blue"]
    edges = [patch for patch in ax.patches if isinstance(patch, ConnectionPatch)]
    assert len(edges) == 5 and all(edge.xy2[0] - edge.xy1[0] == 1 for edge in edges)
    places = [text.get_position() for text in ax.texts if text.get_bbox_patch() is not None]
    assert len(set(places)) == 6  # nothing lies on anything else
    assert not any("−" in text for text in texts(show_beam(TREE, WORDS, scores=False)))
    with pytest.raises(ValueError, match="whose first node is the root"):
        show_beam(TREE[1:], WORDS)


def test_where_it_is_crowded_the_score_stands_behind_the_word() -> None:
    _, ax = plt.subplots(figsize=(6, 1.2))
    show_beam(TREE, WORDS, ax=ax)
    assert {"a  −0.50", "<bos>", "␣  −1.25"} <= set(texts(ax)) and "−0.50" not in texts(ax)


def test_a_long_beam_needs_no_recursion() -> None:
    chain = [Node(i, i - 1, 1, -float(i), kept=True) for i in range(2000)]
    assert set(tree_heights(chain, range(2000)).values()) == {0.0}


def test_projection_is_that_of_principal_components() -> None:
    vectors = torch.randn(12, 5, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    expected = PCA(2).fit_transform(vectors.numpy())
    found = project(vectors).numpy()
    assert np.allclose(abs(found), abs(expected))
    largest = np.take_along_axis(found, abs(found).argmax(axis=0)[None], axis=0)
    assert (largest > 0).all() and project(vectors.float(), 3).dtype == torch.float32
    with pytest.raises(ValueError, match=r"at least 2 vectors of 2 or more entries, got \(1, 5\)"):
        project(vectors[:1])


def test_embedding() -> None:
    places = torch.tensor([[0.0, 0.0], [2.0, 1.0], [0.0, 1.0], [2.0, 2.0]])
    ax = show_embedding(
        places, ["man", "king", "woman", "queen"], groups=["m", "m", "f", "f"], pairs=[("man", "woman")]
    )
    assert [collection.get_offsets().tolist() for collection in ax.collections] == [
        places[:2].tolist(),
        places[2:].tolist(),
    ]
    assert {"man", "king", "woman", "queen"} == set(texts(ax))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["m", "f"]
    assert arrows(ax)[-1] == ((0.0, 0.0), (0.0, 1.0))
    with pytest.raises(ValueError, match="4 vectors need as many labels, got 3"):
        show_embedding(places, "abc")


def test_labels_of_close_points_do_not_cover_each_other() -> None:
    places = torch.tensor([[0.0, 0.0], [0.01, 0.0], [5.0, 5.0], [5.0, 0.0]])
    ax = show_embedding(places, ["january", "february", "x", "y"])
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not boxes[0].overlaps(boxes[1])


# --- series and videos ---------------------------------------------------------------------------------------------


def test_series() -> None:
    time = torch.linspace(1990, 2000, 11).double()
    measured, forecast = torch.arange(11.0), torch.arange(11.0, requires_grad=True) + 1
    ax = show_series(
        {"measured": (time, measured), "LSTM": (time[5:], forecast[5:])},
        ylabel="sunspot number",
        split=1995,
        marks=torch.tensor([1992.1]),
    )
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("year", "sunspot number")
    first, second, marks, split = ax.lines
    assert np.allclose(first.get_ydata(), measured) and np.allclose(second.get_xdata(), time[5:])
    assert first.get_color() != second.get_color() and first.get_marker() == second.get_marker() == ""
    assert (marks.get_xdata().tolist(), marks.get_ydata().tolist()) == ([1992], [2]) and split.get_xdata() == [
        1995,
        1995,
    ]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["measured", "LSTM"]
    assert show_series({"one": (time, measured)}, marks=torch.tensor([])).get_legend() is None
    with pytest.raises(ValueError, match=r"one: times \(11,\) and values \(10,\)"):
        show_series({"one": (time, measured[1:])})
    with pytest.raises(ValueError, match="expected one to 5 series, got 0"):
        show_series({})


def test_frames() -> None:
    video = torch.rand(6, 1, 4, 5)
    axes = show_frames({"input": video, "forecast": video[2:].squeeze(1)}, every=2, start=3)
    assert axes.shape == (2, 3) and [ax.get_title() for ax in axes[0]] == ["3", "5", "7"]
    assert np.allclose(axes[0, 1].images[0].get_array(), video[2, 0])
    assert np.allclose(axes[1, 1].images[0].get_array(), video[4, 0]) and not axes[1, 2].images
    assert [line[0].get_ylabel() for line in axes] == ["input", "forecast"]
    with pytest.raises(ValueError, match=r"\(T, H, W\) or \(T, 1, H, W\), got \(4, 4\)"):
        show_frames({"x": torch.rand(4, 4)})

"""What the figures show: labels, limits, curves, numbers; no figure is left open by a test of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
import torch

mpl.use("agg")  # no window, whatever the machine

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from d2lcourse.data import xor
from d2lcourse.train import History
from d2lcourse.viz import (
    COLOURS,
    Node,
    show_confusion,
    show_curves,
    show_decision_boundary,
    show_graph,
    show_heatmap,
    show_images,
    show_loss_surface,
    use_style,
)
from d2lcourse.viz.graph import place_nodes
from d2lcourse.viz.style import MAX_WIDTH


@pytest.fixture(autouse=True)
def own_figures() -> Iterator[None]:
    """The style of the slides; every figure can be drawn in full."""
    with mpl.rc_context():
        plt.close("all")
        use_style()
        yield
        for number in plt.get_fignums():
            plt.figure(number).canvas.draw()
        plt.close("all")


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def test_a_given_axes_is_used_and_no_figure_is_opened() -> None:
    history = History(loss=[2.0, 1.0])
    X, y = xor()
    draws = [
        lambda ax: show_curves(history, ax=ax),
        lambda ax: show_loss_surface(lambda w: (w**2).sum(1), xlim=(-1, 1), ylim=(-1, 1), ax=ax),
        lambda ax: show_decision_boundary(lambda p: p[:, 0], X, y, ax=ax),
        lambda ax: show_heatmap(torch.eye(3), ax=ax),
        lambda ax: show_confusion(torch.eye(3).long(), "abc", ax=ax),
        lambda ax: show_graph([Node("x")], ax=ax),
    ]
    for draw in draws:
        _, axes = plt.subplots(1, 2)
        before = plt.get_fignums()
        assert draw(axes[1]) is axes[1]
        assert plt.get_fignums() == before and not axes[0].has_data()
        plt.close("all")


# --- curves --------------------------------------------------------------------------------------------------------


def test_curves() -> None:
    history = History(
        loss=[3.0, 2.0, 1.0], valid_loss=[3.5, 2.5, 1.5], metrics={"accuracy": [0.1, 0.5, 0.7]},
        valid_metrics={"accuracy": [0.1, 0.4, 0.6]}, seconds=[1, 2, 3],
    )  # fmt: skip
    ax = show_curves(history)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "loss")
    assert [(line.get_label(), line.get_xdata().tolist(), line.get_ydata().tolist()) for line in ax.lines] == [
        ("training", [1, 2, 3], [3.0, 2.0, 1.0]),
        ("validation", [1, 2, 3], [3.5, 2.5, 1.5]),
    ]
    first, second = ax.lines
    assert first.get_marker() != second.get_marker() and first.get_linestyle() != second.get_linestyle()
    ax = show_curves(history, "accuracy")
    assert ax.get_ylabel() == "accuracy" and ax.lines[1].get_ydata().tolist() == [0.1, 0.4, 0.6]
    with pytest.raises(ValueError, match="no metric is called 'f1'; there is accuracy"):
        show_curves(history, "f1")


def test_curves_of_a_training_that_stopped() -> None:
    ax = show_curves(History(stopped="loss is nan in epoch 1, batch 3: try a smaller learning rate"))
    assert ax.get_title() == "stopped: loss is nan in epoch 1, batch 3" and not ax.lines


# --- loss surface --------------------------------------------------------------------------------------------------


def test_the_surface_is_not_transposed_and_trajectories_are_where_they_were() -> None:
    way = torch.tensor([[-2.0, 0.5], [0.0, 0.25], [1.0, 0.0]])
    ax = show_loss_surface(
        lambda w: (w[:, 0] - 1) ** 2 + 100 * w[:, 1] ** 2,
        {"rate 0.1": way},
        xlim=(-3, 3),
        ylim=(-1, 1),
        names=("slope", "shift"),
        best=torch.tensor([1.0, 0.0]),
    )
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_xlim(), ax.get_ylim()) == ("slope", "shift", (-3, 3), (-1, 1))
    assert np.allclose(ax.lines[0].get_xydata(), way) and ax.get_legend().get_texts()[0].get_text() == "rate 0.1"
    innermost = next(path for path in ax.collections[-1].get_paths() if len(path.vertices))
    extent = np.ptp(innermost.vertices, axis=0)
    assert 8 < extent[0] / extent[1] < 12  # the ellipse is ten times as wide as high
    assert np.allclose(innermost.vertices[:, 0].mean(), 1, atol=0.2)


def test_a_descent_without_a_label_has_no_legend() -> None:
    ax = show_loss_surface(lambda w: (w**2).sum(1), {"": torch.ones(3, 2)}, xlim=(-2, 2), ylim=(-2, 2))
    assert ax.get_legend() is None and len(ax.lines) == 2


def test_a_descent_that_diverges_is_drawn_as_far_as_it_has_numbers() -> None:
    way = torch.tensor([[1.0, 1.0], [-1e30, 1.0], [torch.nan, 0.0], [1.0, 0.0]])
    ax = show_loss_surface(lambda w: (w**2).sum(1), {"10": way}, xlim=(-2, 2), ylim=(-2, 2))
    assert len(ax.lines[0].get_xydata()) == 2 and np.isfinite(ax.lines[0].get_xydata()).all()
    assert ax.get_xlim() == (-2, 2)


# --- decision boundary ---------------------------------------------------------------------------------------------


def shade(ax: Axes, x: float, y: float) -> float:
    """What is drawn behind a point."""
    (image,) = ax.images
    left, right, bottom, top = image.get_extent()
    values = image.get_array()
    rows, columns = values.shape
    return float(
        values[round((y - bottom) / (top - bottom) * (rows - 1)), round((x - left) / (right - left) * (columns - 1))]
    )


def test_boundary_of_scores() -> None:
    X, y = xor()
    ax = show_decision_boundary(lambda p: torch.sigmoid(5 * p[:, :1]), X, y, classes=("same", "differ"))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$x_1$", "$x_2$")
    assert ax.get_xlim()[0] < -1 and ax.get_xlim()[1] > 1
    assert shade(ax, 1, -1) == pytest.approx(torch.sigmoid(torch.tensor(5.0)).item(), abs=0.02)
    assert shade(ax, -1, 1) < 0.02
    line = ax.collections[0].get_paths()[0].vertices
    assert np.allclose(line[:, 0], 0, atol=1e-6)  # where the score is one half
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["same", "differ"]
    points = {to_hex(c.get_facecolor()[0]).upper(): c.get_offsets().tolist() for c in ax.collections[1:]}
    assert points == {COLOURS["blue"]: [[-1, -1], [1, 1]], COLOURS["orange"]: [[-1, 1], [1, -1]]}


def test_boundary_of_several_classes_and_of_labels() -> None:
    X, y = xor()
    scores = show_decision_boundary(lambda p: torch.stack((p[:, 1], 0 * p[:, 0], -p[:, 1]), dim=1), X, y)
    labels = show_decision_boundary(lambda p: torch.where(p[:, 1] > 0, 0, 2), X, y)
    for ax in (scores, labels):
        assert (shade(ax, 0.5, 1), shade(ax, 0.5, -1)) == (0, 2) and ax.get_legend() is None


def test_boundary_that_nothing_crosses() -> None:
    X, y = xor()
    ax = show_decision_boundary(lambda p: torch.full((len(p),), 0.9), X, y)
    assert len(ax.collections) == 2  # the two classes, no line
    with pytest.raises(ValueError, match=r"expected examples of shape \(m, 2\), got \(4, 3\)"):
        show_decision_boundary(lambda p: p, torch.zeros(4, 3), y)


# --- matrices and images -------------------------------------------------------------------------------------------


def test_confusion_shows_every_count_and_colours_the_mistakes() -> None:
    matrix = torch.tensor([[90, 10, 0], [5, 80, 15], [0, 0, 100]])
    ax = show_confusion(matrix, ("cat", "dog", "cow"))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("predicted", "true")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["cat", "dog", "cow"]
    assert texts(ax) == ["90", "10", "·", "5", "80", "15", "·", "·", "100"]
    assert [text.get_position() for text in ax.texts][:3] == [(0, 0), (1, 0), (2, 0)]
    (image,) = ax.images
    assert image.get_array().diagonal().tolist() == [0, 0, 0] and image.get_clim() == (0, 15)
    assert matrix.diagonal().tolist() == [90, 80, 100]
    with pytest.raises(ValueError, match=r"2 classes need a matrix of shape \(2, 2\), got \(3, 3\)"):
        show_confusion(matrix, ("a", "b"))
    show_confusion(torch.zeros(2, 2).long(), ("a", "b"))  # no mistake at all


def test_heatmap() -> None:
    ax = show_heatmap(
        torch.tensor([[0.0, 1.0, 2.0]]), columns="abc", xlabel="key", ylabel="query", numbers=".1f", vmax=4
    )
    assert (ax.get_xlabel(), ax.get_ylabel(), texts(ax)) == ("key", "query", ["0.0", "1.0", "2.0"])
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["a", "b", "c"] and ax.images[0].get_clim() == (0, 4)
    assert texts(show_heatmap(torch.zeros(20, 20), numbers=".1f")) == []  # would not be readable
    with pytest.raises(ValueError, match=r"expected a matrix, got shape \(3,\)"):
        show_heatmap(torch.zeros(3))


@pytest.mark.parametrize("shape", [(5, 4, 6), (5, 1, 4, 6), (5, 3, 4, 6)])
def test_images(shape: tuple[int, ...]) -> None:
    batch = torch.rand(shape)
    axes = show_images(batch, list("abcde"), columns=3, wrong=[False, True, False, False, False])
    assert axes.shape == (2, 3)
    shown = [ax for ax in axes.flat if ax.images]
    assert [ax.get_title() for ax in shown] == list("abcde")
    first = shown[1].images[0].get_array()
    assert np.allclose(first, batch[1] if len(shape) == 3 else batch[1].permute(1, 2, 0).squeeze())
    assert to_hex(shown[1].title.get_color()).upper() == COLOURS["orange"]
    assert shown[1].title.get_fontweight() == "bold" != shown[0].title.get_fontweight()
    assert plt.gcf().get_size_inches()[0] <= MAX_WIDTH


def test_images_complain() -> None:
    for shape in ((4, 4), (0, 4, 4), (2, 2, 4, 4)):
        with pytest.raises(ValueError, match=r"expected images of shape \(N, H, W\) or \(N, 3, H, W\)"):
            show_images(torch.zeros(shape))
    with pytest.raises(ValueError, match="2 images need as many titles, got 1"):
        show_images(torch.zeros(2, 4, 4), ["a"])
    assert show_images((torch.rand(1, 4, 4) * 255).byte())[0, 0].images[0].get_clim() == (0, 255)


# --- computation graphs --------------------------------------------------------------------------------------------

DECK = (  # z = (<x, w> - y)^2
    Node("x", value=2.0, gradient=-24.0),
    Node("w", value=-1.0, gradient=48),
    Node("y", value=1.5, gradient=7),
    Node("a", ("x", "w"), "$a$", value=-2.0, gradient=-7.0, slopes=("w", "x")),
    Node("b", ("a", "y"), "$b$", value=-3.5, gradient=-7.0, slopes=(1, -1)),
    Node("z", ("b",), "$z$", value=12.25, gradient=1, slopes=("2b",)),
)


def test_layers_of_the_deck() -> None:
    places = place_nodes(DECK)
    assert {name: x for name, (x, _) in places.items()} == {"x": 0, "w": 0, "y": 1, "a": 1, "b": 2, "z": 3}
    assert len(set(places.values())) == len(DECK)


def test_forward_shows_values_reverse_also_gradients_and_slopes() -> None:
    forward = show_graph(DECK)
    assert {"2", "−1", "1.5", "−3.5", "12.25"} <= set(texts(forward)) and "−24" not in texts(forward)
    reverse = show_graph(DECK, direction="reverse", active=("b",))
    assert {"12.25", "−24", "48", "·w", "·x", "·1", "·−1", "·2b"} <= set(texts(reverse))
    boxes = {text.get_text(): text for text in reverse.texts if text.get_bbox_patch() is not None}
    assert to_hex(boxes["$b$"].get_bbox_patch().get_facecolor()).upper() == COLOURS["orange"]
    assert to_hex(boxes["$a$"].get_bbox_patch().get_facecolor()) == "#ffffff"


def arrows(ax: Axes) -> list[tuple[Any, Any]]:
    return [(note.xyann, note.xy) for note in ax.texts if getattr(note, "arrow_patch", None) is not None]


def test_arrows_point_forward_and_back() -> None:
    for direction, sign in (("forward", 1), ("reverse", -1)):
        found = arrows(show_graph(DECK, direction=direction))  # type: ignore[arg-type]
        assert len(found) == 5 and all(sign * (tip[0] - tail[0]) == 1 for tail, tip in found)


def test_neighbours_are_untangled() -> None:
    """Given in the wrong order, the chains a-c and b-d do not cross."""
    places = place_nodes([Node("a"), Node("b"), Node("d", ("b",)), Node("c", ("a",))])
    assert (places["a"][1] > places["b"][1]) == (places["c"][1] > places["d"][1])


def test_a_node_used_twice_and_a_deep_graph() -> None:
    places = place_nodes([Node("x"), Node("y", ("x", "x"))])
    assert places["y"] == (1.0, 0.0)
    chain = [Node("0"), *[Node(str(i), (str(i - 1),)) for i in range(1, 2000)]]
    assert place_nodes(chain)["1999"] == (1999.0, 0.0)


def test_graphs_that_are_none() -> None:
    with pytest.raises(ValueError, match="node 'y' has the input 'x', which is not among the nodes"):
        show_graph([Node("y", ("x",))])
    with pytest.raises(ValueError, match="the graph has a circle: a, b"):
        show_graph([Node("a", ("b",)), Node("b", ("a",))])
    for nodes in ([], [Node("a"), Node("a")]):
        with pytest.raises(ValueError, match="each with a name of its own"):
            show_graph(nodes)
    assert plt.get_fignums() == []

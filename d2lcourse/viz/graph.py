"""A computation graph with values and gradients, drawn from left to right. Taught in lecture 02.

The layout puts a node one layer to the right of the last of its inputs, and orders each layer by where its neighbours
are (barycentre heuristic: Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final, Literal

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.text import Text

from d2lcourse.viz.style import COLOURS, MAX_WIDTH

__all__ = ["Node", "place_nodes", "show_graph"]

WIDE: Final = 1.95  # inches from layer to layer
HIGH: Final = 1.35  # inches from node to node within a layer
ROUNDS: Final = 4  # sweeps of the ordering: graphs on a slide are small


@dataclass(frozen=True)
class Node:
    """A node of the graph.

    name: unique; others refer to it.
    inputs: names of the nodes that it is computed from; none for a leaf, which is drawn round.
    text: what stands in it; the name if left out. matplotlib's mathtext works: "$\\\\langle x, w\\\\rangle$".
    value: written above, in blue: a number or a text.
    gradient: written below, in orange.
    slopes: local derivative per input, written on the edge to it, with ``reverse`` only.
    """

    name: str
    inputs: tuple[str, ...] = ()
    text: str = ""
    value: Any = None
    gradient: Any = None
    slopes: tuple[Any, ...] = ()


def show_graph(
    nodes: Sequence[Node],
    *,
    direction: Literal["forward", "reverse"] = "forward",
    active: Sequence[str] = (),
    height: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a graph whose edges point where the computation goes.

    nodes: in any order; every input has to be among them, and no node may depend on itself.
    direction: "forward" draws values and arrows from inputs to outputs; "reverse" draws gradients too, the arrows go
        back and carry the local derivatives.
    active: names of nodes to fill: where the computation is just now.
    height: of a new figure, in inches.
    Raises ``ValueError`` without nodes, where two have the same name or an input is missing, and where the graph has a
    circle.
    """
    places = place_nodes(nodes)
    by_name = {node.name: node for node in nodes}
    columns = 1 + max(x for x, _ in places.values())
    rows = max(Counter(x for x, _ in places.values()).values())
    if ax is None:
        size = (min(MAX_WIDTH, WIDE * columns), height or min(5.0, HIGH * rows + 0.4))
        ax = plt.subplots(figsize=size)[1]
    ax.axis("off")
    boxes = {
        name: _node(ax, by_name[name], place, filled=name in active, reverse=direction == "reverse")
        for name, place in places.items()
    }
    for node in nodes:
        slopes = [*node.slopes, *[None] * len(node.inputs)]
        for name, slope in zip(node.inputs, slopes, strict=False):
            _edge(ax, boxes[name], boxes[node.name], slope, reverse=direction == "reverse")
    heights = [y for _, y in places.values()]
    ax.set(xlim=(-0.55, columns - 0.45), ylim=(min(heights) - 0.6, max(heights) + 0.6))
    return ax


def _layers(nodes: Sequence[Node]) -> dict[str, int]:
    """The layer of each node: one after the last of its inputs. Without recursion: graphs may be deep."""
    inputs: Mapping[str, tuple[str, ...]] = {node.name: node.inputs for node in nodes}
    if len(inputs) != len(nodes) or not nodes:
        raise ValueError("a graph needs nodes, each with a name of its own")
    for node in nodes:
        for name in node.inputs:
            if name not in inputs:
                raise ValueError(f"node {node.name!r} has the input {name!r}, which is not among the nodes")
    users: dict[str, list[str]] = {name: [] for name in inputs}
    for node in nodes:
        for name in dict.fromkeys(node.inputs):
            users[name].append(node.name)
    try:
        order = list(TopologicalSorter(inputs).static_order())
    except CycleError as error:
        raise ValueError("the graph has a circle: " + ", ".join(sorted(set(error.args[1])))) from None
    layers: dict[str, int] = {}
    for name in order:
        layers[name] = 1 + max((layers[i] for i in inputs[name]), default=-1)
    # A leaf stands just before the first node that uses it: short edges.
    for name in inputs:
        if not inputs[name] and users[name]:
            layers[name] = min(layers[user] for user in users[name]) - 1
    return {node.name: layers[node.name] for node in nodes}


def place_nodes(nodes: Sequence[Node]) -> dict[str, tuple[float, float]]:
    """(layer, height) of each node, heights centred around 0. Raises ``ValueError`` as ``show_graph`` does."""
    layers = _layers(nodes)
    order: list[list[str]] = [[] for _ in range(1 + max(layers.values()))]
    for name, layer in layers.items():
        order[layer].append(name)
    neighbours: dict[str, list[str]] = {name: [] for name in layers}
    for node in nodes:
        for name in node.inputs:
            neighbours[name].append(node.name)
            neighbours[node.name].append(name)
    height = {name: _height(column, i) for column in order for i, name in enumerate(column)}
    for _ in range(ROUNDS):
        for column in order:
            # A stable sort: nodes that are equal keep the order in which they were given.
            column.sort(key=lambda name: -sum(height[n] for n in neighbours[name]) / (len(neighbours[name]) or 1))
            height.update((name, _height(column, i)) for i, name in enumerate(column))
    return {name: (float(x), height[name]) for x, column in enumerate(order) for name in column}


def _height(column: Sequence[str], i: int) -> float:
    """Of the i-th node from above, the column centred around 0."""
    return (len(column) - 1) / 2 - i


def _node(ax: Axes, node: Node, place: tuple[float, float], *, filled: bool, reverse: bool) -> Text:
    """The box, with the value above and the gradient below."""
    colour = COLOURS["orange" if reverse else "blue"]
    box = {
        "boxstyle": "round,pad=0.35" if node.inputs else "circle,pad=0.3",
        "facecolor": colour if filled else "white",
        "edgecolor": COLOURS["black"],
        "linewidth": 1.8,
    }
    ink = "white" if filled else "black"
    text = ax.text(*place, node.text or node.name, ha="center", va="center", fontsize=16, color=ink, bbox=box)
    if node.value is not None:
        _note(ax, place, node.value, 24, COLOURS["blue"])
    if reverse and node.gradient is not None:
        _note(ax, place, node.gradient, -24, COLOURS["orange"])
    return text


def _note(ax: Axes, place: tuple[float, float], value: Any, points: float, colour: str) -> None:
    """Above (points > 0) or below a node."""
    ax.annotate(
        _written(value), place, xytext=(0, points), textcoords="offset points", ha="center",
        va="bottom" if points > 0 else "top", fontsize=14, color=colour, fontweight="bold",
    )  # fmt: skip


def _edge(ax: Axes, start: Text, end: Text, slope: Any, *, reverse: bool) -> None:
    """An arrow from box to box. It lies above the boxes, for only when they are drawn it is known where they end."""
    colour = COLOURS["orange" if reverse else "grey"]
    tip, tail = (start, end) if reverse else (end, start)
    arrow = {"arrowstyle": "-|>,head_width=0.3,head_length=0.6", "color": colour, "linewidth": 2}
    ends = {"patchA": tail.get_bbox_patch(), "patchB": tip.get_bbox_patch(), "shrinkA": 2, "shrinkB": 2}
    ax.annotate("", xy=tip.get_position(), xytext=tail.get_position(), arrowprops=arrow | ends, zorder=4)
    if reverse and slope is not None:
        (x0, y0), (x1, y1) = start.get_position(), end.get_position()
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        ax.text(
            (x0 + x1) / 2, (y0 + y1) / 2, f"·{_written(slope)}", ha="center", va="center", fontsize=14,
            color=colour, bbox=ground, zorder=5,
        )  # fmt: skip


def _written(value: Any) -> str:
    """A number with at most four digits, anything else as it is."""
    return f"{value:.4g}".replace("-", "−") if isinstance(value, int | float) else str(value)

"""The tree that beam search builds: which hypotheses lived on, and which one won. Taught in lecture 12."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import ConnectionPatch
from matplotlib.text import Text

from d2lcourse.viz.style import COLOURS, MAX_WIDTH

__all__ = ["TreeNode", "show_beam"]

WIDE: Final = 1.6  # inches per step
HIGH: Final = 0.52  # inches per leaf
ROOM: Final = 0.38  # inches per leaf from which on a score fits below its word


class TreeNode(Protocol):
    """What is drawn of a node; ``d2lcourse.decode.BeamNode`` is one."""

    @property
    def step(self) -> int:
        """0 for the root."""

    @property
    def parent(self) -> int:
        """Index of the node before; -1 for the root."""

    @property
    def token(self) -> int:
        """Index into the words."""

    @property
    def score(self) -> float:
        """By which hypotheses are compared."""

    @property
    def kept(self) -> bool:
        """Whether it survived its step."""

    @property
    def best(self) -> bool:
        """Whether it lies on the way to the winner."""


def show_beam(
    tree: Sequence[TreeNode],
    words: Sequence[str],
    *,
    dropped: int = 2,
    scores: bool = True,
    height: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The tree from left to right: the winner orange, what was kept blue, what was dropped grey and dashed.

    tree: nodes, each after its parent, the root first.
    words: by index, e.g. ``vocabulary.tokens``.
    dropped: how many of the dropped ones to draw per step, the best ones; there may be thousands.
    scores: write the score below each word, or behind it where the tree is crowded.
    height: of a new figure, in inches.
    Raises ``ValueError`` where the first node is no root, or there is none.
    """
    if not tree or tree[0].parent != -1:
        raise ValueError("expected a tree whose first node is the root, with parent -1")
    shown = _shown(tree, dropped)
    heights = tree_heights(tree, shown)
    steps = max(tree[i].step for i in shown)
    if ax is None:
        leaves = 1 + max(heights.values()) - min(heights.values())
        size = (min(MAX_WIDTH, WIDE * (steps + 1)), height or min(5.4, max(2.0, HIGH * leaves + 0.3)))
        ax = plt.subplots(figsize=size)[1]
    ax.axis("off")
    ax.set(xlim=(-0.4, steps + 0.45), ylim=(min(heights.values()) - 0.7, max(heights.values()) + 0.7))
    tall = ax.get_window_extent().height / ax.figure.dpi
    below = tall > ROOM * (1 + max(heights.values()) - min(heights.values()))
    boxes = {i: _node(ax, tree[i], heights[i], words, scores, below) for i in shown}
    for i in shown[1:]:
        _edge(ax, boxes[tree[i].parent], boxes[i], tree[i])
    return ax


def _shown(tree: Sequence[TreeNode], dropped: int) -> list[int]:
    """Indices of the root, of all that was kept, and of the best that were not."""
    per_step: dict[int, list[int]] = {}
    for i, node in enumerate(tree):
        if not (node.kept or node.best or node.parent == -1):
            per_step.setdefault(node.step, []).append(i)
    extra = {i for nodes in per_step.values() for i in sorted(nodes, key=lambda i: -tree[i].score)[:dropped]}
    return [i for i, node in enumerate(tree) if node.kept or node.best or node.parent == -1 or i in extra]


def tree_heights(tree: Sequence[TreeNode], shown: Sequence[int]) -> dict[int, float]:
    """Leaves below each other, the better child above; a parent in the middle of its children."""
    children: dict[int, list[int]] = {i: [] for i in shown}
    for i in shown[1:]:
        children[tree[i].parent].append(i)
    for nodes in children.values():
        nodes.sort(key=lambda i: (not tree[i].best, not tree[i].kept, -tree[i].score))
    heights: dict[int, float] = {}
    todo, next_leaf = [shown[0]], 0.0
    while todo:  # depth first, children before their parent
        i = todo[-1]
        waiting = [child for child in children[i] if child not in heights]
        if waiting:
            todo.append(waiting[0])
            continue
        if children[i]:
            heights[i] = sum(heights[child] for child in children[i]) / len(children[i])
        else:
            heights[i] = next_leaf
            next_leaf -= 1
        todo.pop()
    return heights


def _node(ax: Axes, node: TreeNode, y: float, words: Sequence[str], scores: bool, below: bool) -> Text:
    """A word in its box, and its score."""
    colour = COLOURS["orange" if node.best else "blue" if node.kept or node.parent == -1 else "grey"]
    strong = node.best or node.kept or node.parent == -1
    box = {"boxstyle": "round,pad=0.25", "facecolor": colour if strong else "white", "edgecolor": colour}
    word = "␣" if words[node.token] == " " else words[node.token]
    score = f"{node.score:.2f}".replace("-", "−") if scores and node.parent != -1 else ""
    text = ax.text(
        node.step, y, word if below or not score else f"{word}  {score}", ha="center", va="center",
        fontsize=13 if below else 11, color="white" if strong else colour,
        bbox=box | {"linestyle": "-" if strong else "--"}, zorder=3,
    )  # fmt: skip
    if score and below:
        ax.annotate(
            score, (node.step, y), xytext=(0, -12), textcoords="offset points", ha="center", va="top", fontsize=11,
            color=colour,
        )  # fmt: skip
    return text


def _edge(ax: Axes, start: Text, end: Text, node: TreeNode) -> None:
    colour = COLOURS["orange" if node.best else "blue" if node.kept else "grey"]
    line = ConnectionPatch(
        start.get_position(), end.get_position(), "data", patchA=start.get_bbox_patch(), patchB=end.get_bbox_patch(),
        color=colour, linewidth=3 if node.best else 1.8, linestyle="-" if node.kept or node.best else "--", zorder=1,
    )  # fmt: skip
    ax.add_patch(line)

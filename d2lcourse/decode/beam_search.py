"""Beam search: go on with the best few beginnings instead of one. Taught in lecture 12, its tree is drawn there.

What is sought is the argmax of the product of conditional probabilities over all sequences. Longer sequences have
smaller products, so the sum of logarithms is divided by a power of the length. Sources: Sutskever, Vinyals and Le,
Sequence to sequence learning with neural networks, NeurIPS 2014; length: Wu et al., arXiv:1609.08144, in the simple
form score / length ** alpha.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import torch

from d2lcourse.decode.state import Step, ask, check, rows_of

__all__ = ["BeamNode", "Beams", "beam"]


@dataclass(frozen=True)
class BeamNode:
    """One beginning of a sequence that the search looked at.

    step: tokens so far, 0 for the root. parent: its place in the tuple of nodes, -1 for the root.
    token: the last one; the start for the root.
    log_probability: of the whole beginning. score: that divided by length ** alpha.
    kept: it was among the best ``width`` of its step. best: it lies on the way to the winner.
    finished: it ends with the end token.
    """

    step: int
    parent: int
    token: int
    log_probability: float
    score: float
    kept: bool
    best: bool
    finished: bool


@dataclass(frozen=True)
class Beams:
    """The best sequences of each row, best first.

    tokens: (B, width, L) int64, without the start; after the end token filled with it.
    lengths: (B, width) int64, the end token counted.
    scores: (B, width), log-probability / length ** alpha; -inf where there are fewer sequences than ``width``.
    tree: what was looked at for row 0, root first; empty unless it was asked for.
    """

    tokens: torch.Tensor
    lengths: torch.Tensor
    scores: torch.Tensor
    tree: tuple[BeamNode, ...] = ()


@torch.no_grad()
def beam(
    step: Step,
    start: torch.Tensor,
    state: Any,
    *,
    width: int,
    steps: int,
    end: int | None = None,
    alpha: float = 0.75,
    tree: bool = False,
) -> Beams:
    """Keep the best ``width`` beginnings at each step, finished ones among them, until all kept ones are finished.

    step: see the package. start: (B,) int, what the first step reads. state: before it.
    width: 1 is greedy; as many as there are sequences finds the best of all.
    steps: most tokens. end: the token that ends a sequence; none if left out.
    alpha: 0 compares log-probabilities, which favours short sequences; 1 compares means per token.
    tree: also tell what was looked at for row 0; of each beginning the best ``width`` continuations, at least 3.

    Of equally good beginnings the one with the better parent is kept, then the one with the smaller token.
    Raises ``ValueError`` for a start that is not (B,) int, for a width or steps below 1, and where ``step`` does not
    give one row of log-probabilities per token.
    """
    check(start, steps)
    if width < 1:
        raise ValueError(f"width is 1 or more, got {width}")
    B, device = len(start), start.device
    row = torch.arange(B, device=device)[:, None]
    tokens = start.long()[:, None].repeat(1, width)  # (B, width), the last of each
    path = tokens.new_empty(B, width, 0)
    lengths, finished = torch.zeros_like(tokens), torch.zeros_like(tokens, dtype=torch.bool)
    state = rows_of(state, row.expand(B, width).flatten())
    total: torch.Tensor | None = None
    watch = Watch(int(start[0]), width, alpha, end) if tree and B else None
    for number in range(1, steps + 1):
        scores, state = ask(step, tokens.flatten(), state)
        V = scores.shape[1]
        if total is None:  # all copies of the root are one
            total = scores.new_full((B, width), -torch.inf)
            total[:, 0] = 0
        sums = total[:, :, None] + scores.reshape(B, width, V)
        if end is not None:  # what is finished goes on as it is, once
            sums[finished] = -torch.inf
            sums[:, :, end] = torch.where(finished, total, sums[:, :, end])
        lengths = lengths.where(finished, number)
        ranked = (sums / (lengths.to(sums.dtype) ** alpha)[:, :, None]).flatten(1)
        kept = ranked.sort(dim=1, descending=True, stable=True).indices[:, :width]
        parents, tokens = kept // V, kept % V
        if watch is not None:
            watch.look(number, total[0], sums[0], finished[0], parents[0], tokens[0])
        total = sums.flatten(1).gather(1, kept)
        path = torch.cat([path[row, parents], tokens[:, :, None]], dim=2)
        lengths, finished = lengths[row, parents], finished[row, parents]
        if end is not None:
            finished = finished | (tokens == end)
            if bool((finished | (total == -torch.inf)).all()):
                break
        state = rows_of(state, (row * width + parents).flatten())
    assert total is not None
    return Beams(path, lengths, total / lengths.to(total.dtype) ** alpha, () if watch is None else watch.tree())


class Watch:
    """Writes down the search for row 0."""

    def __init__(self, start: int, width: int, alpha: float, end: int | None) -> None:
        self.width, self.alpha, self.end = width, alpha, end
        self.nodes = [BeamNode(0, -1, start, 0.0, 0.0, kept=True, best=False, finished=False)]
        self.places = [0] + [-1] * (width - 1)  # of the node of each kept beginning; -1: it has none

    def look(
        self,
        step: int,
        total: torch.Tensor,
        sums: torch.Tensor,
        finished: torch.Tensor,
        parents: torch.Tensor,
        tokens: torch.Tensor,
    ) -> None:
        """One step: total (width,) before it, sums (width, V) after it, and what was kept of these."""
        kept = list(zip(parents.tolist(), tokens.tolist(), strict=True))
        found: dict[tuple[int, int], int] = {}
        for slot, place in enumerate(self.places):
            if place < 0 or total[slot] == -torch.inf:
                continue
            if finished[slot]:
                assert self.end is not None
                found[slot, self.end] = place
                continue
            order = sums[slot].sort(descending=True, stable=True)
            best = [part[: max(self.width, 3)].tolist() for part in (order.values, order.indices)]
            for value, token in zip(*best, strict=True):
                if value == -torch.inf:
                    break
                found[slot, token] = len(self.nodes)
                node = BeamNode(
                    step, place, token, value, value / step**self.alpha, (slot, token) in kept, False, token == self.end
                )
                self.nodes.append(node)
        for slot, token in set(found) - set(kept):
            if finished[slot]:  # it was kept for a while, and better ones came
                self.nodes[found[slot, token]] = replace(self.nodes[found[slot, token]], kept=False)
        self.places = [found.get(key, -1) for key in kept]

    def tree(self) -> tuple[BeamNode, ...]:
        """All nodes, with the way to the winner marked."""
        nodes, place = list(self.nodes), self.places[0]
        while place >= 0:
            nodes[place] = replace(nodes[place], best=True)
            place = nodes[place].parent
        return tuple(nodes)

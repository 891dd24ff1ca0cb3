"""One token after the other: the likeliest (greedy) or one drawn at random. Taught in lectures 07 and 12.

Sources: temperature: Ackley, Hinton and Sejnowski, Cognitive Science 9 (1985); the k likeliest only: Fan, Lewis and
Dauphin, Hierarchical neural story generation, ACL 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from d2lcourse.decode.state import Step, ask, check

__all__ = ["Decoded", "greedy", "sample"]


@dataclass(frozen=True)
class Decoded:
    """One sequence per row.

    tokens: (B, L) int64, without the start; L is at most ``steps``, less where all rows ended before. After the end
    token a row is filled with it.
    lengths: (B,) int64, tokens of each row, the end token counted.
    scores: (B,) sums of the log-probabilities of these tokens, as the step function gave them.
    """

    tokens: torch.Tensor
    lengths: torch.Tensor
    scores: torch.Tensor


def greedy(step: Step, start: torch.Tensor, state: Any, *, steps: int, end: int | None = None) -> Decoded:
    """The likeliest token at each step; of equally likely ones the first. The sequence need not be the likeliest one.

    The arguments are those of ``sample``, and so are the errors that it raises.

    >>> def step(tokens, state):  # from each token the next one is sure
    ...     return torch.full((len(tokens), 5), -torch.inf).scatter(1, (tokens[:, None] + 1) % 5, 0.0), state
    >>> greedy(step, torch.tensor([0, 2]), None, steps=9, end=4).tokens.tolist()
    [[1, 2, 3, 4], [3, 4, 4, 4]]
    """
    return sample(step, start, state, steps=steps, end=end, temperature=0.0)


@torch.no_grad()
def sample(
    step: Step,
    start: torch.Tensor,
    state: Any,
    *,
    steps: int,
    end: int | None = None,
    temperature: float = 1.0,
    top_k: int | None = None,
    generator: torch.Generator | None = None,
) -> Decoded:
    """Draw each token with the probability that the model gives it.

    step: see the package. start: (B,) int, what the first step reads. state: before it.
    steps: most tokens to draw. end: the token that ends a row; none if left out.
    temperature: log-probabilities are divided by it: below 1 likely tokens become likelier, 0 is greedy, large values
    make all tokens alike.
    top_k: only the k likeliest tokens can be drawn; all if left out.
    generator: of the draws, on the device of the log-probabilities; torch's own if left out.
    Raises ``ValueError`` for a start that is not (B,) int, for steps or ``top_k`` below 1, for a temperature below 0,
    and where ``step`` does not give one row of log-probabilities per token.
    """
    check(start, steps)
    if temperature < 0:
        raise ValueError(f"temperature is 0 or more, got {temperature}")
    if top_k is not None and top_k < 1:
        raise ValueError(f"top_k is 1 or more, got {top_k}")
    tokens, path = start, []
    going = torch.ones_like(start, dtype=torch.bool)
    lengths = torch.zeros_like(start, dtype=torch.long)
    total: torch.Tensor | float = 0.0
    for _ in range(steps):
        scores, state = ask(step, tokens, state)
        tokens = draw(scores, temperature, top_k, generator)
        if end is not None:
            tokens = tokens.where(going, end)
        total = total + scores.gather(1, tokens[:, None])[:, 0].where(going, 0)
        lengths = lengths + going
        path.append(tokens)
        if end is not None:
            going = going & (tokens != end)
            if not bool(going.any()):
                break
    assert isinstance(total, torch.Tensor)
    return Decoded(torch.stack(path, dim=1), lengths, total)


def draw(
    scores: torch.Tensor, temperature: float, top_k: int | None, generator: torch.Generator | None
) -> torch.Tensor:
    """One token (B,) per row of log-probabilities (B, V)."""
    if temperature == 0:
        return scores.argmax(dim=1)
    places = None
    if top_k is not None and top_k < scores.shape[1]:
        scores, places = scores.topk(top_k, dim=1)
    # the largest is subtracted before the division: at a low temperature the others become -inf, never NaN
    scores = (scores - scores.max(dim=1, keepdim=True).values) / temperature
    drawn = torch.multinomial(scores.softmax(dim=1), 1, generator=generator)
    return (drawn if places is None else places.gather(1, drawn))[:, 0]

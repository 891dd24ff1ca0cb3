"""Tasks whose answer lies far back in the sequence: temporal order and adding. Taught in lecture 08 (temporal order).

A plain recurrent network does not learn them: the gradient from the end does not reach the steps that matter. Source:
Hochreiter and Schmidhuber, "Long short-term memory" (1997), experiments 4 (adding) and 6 (temporal order).
"""

from __future__ import annotations

from typing import Final

import torch

__all__ = ["ORDER_SYMBOLS", "adding", "temporal_order"]

ORDER_SYMBOLS: Final = ("a", "b", "c", "d", "X", "Y")
DISTRACTORS: Final = 4  # of the symbols


def temporal_order(
    n: int, *, steps: int = 50, classes: int = 2, generator: torch.Generator | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Letters without meaning, with an X or a Y at two places: which came first?

    n: number of sequences.
    steps: 20 or more. The first place is in the second tenth of the steps, the second one in the sixth tenth, as in
        the paper: 10 to 19 and 50 to 59 of 100.
    classes: 2: one of the letters is X, the other one Y; class 0 is X first, class 1 Y first. 4: each is X or Y, and
        the classes are XX, XY, YX, YY, as in the paper.
    Returns x (n, steps) int64, indices into ``ORDER_SYMBOLS``, and y (n,) int64; classes are equally likely.
    Raises ``ValueError`` for fewer than 20 steps, and for another number of classes.

    >>> x, y = temporal_order(1, steps=20, generator=torch.Generator().manual_seed(0))
    >>> "".join(ORDER_SYMBOLS[i] for i in x[0]), int(y)
    ('adbXddddbdbYadcaaacb', 0)
    """
    if steps < 20 or classes not in (2, 4):
        raise ValueError(f"expected 20 steps or more and 2 or 4 classes, got {steps} and {classes}")
    x = torch.randint(0, DISTRACTORS, (n, steps), generator=generator)
    y = torch.randint(0, classes, (n,), generator=generator)
    tenth = steps // 10
    rows = torch.arange(n)
    first, second = (begin + torch.randint(0, tenth, (n,), generator=generator) for begin in (tenth, 5 * tenth))
    letters = (y, 1 - y) if classes == 2 else (y // 2, y % 2)
    x[rows, first], x[rows, second] = (DISTRACTORS + letter for letter in letters)
    return x, y


def adding(n: int, *, steps: int = 100, generator: torch.Generator | None = None) -> tuple[torch.Tensor, torch.Tensor]:
    """Numbers, two of which are marked: what is their sum?

    n: number of sequences.
    steps: 2 or more; one mark stands in the first half, one in the second.
    Returns x (n, steps, 2) float32, the numbers 0 to 1 and the marks 0 or 1; and y (n,) float32. Always answering 1,
    the mean, has a mean squared error of 1/6.
    Raises ``ValueError`` for fewer than 2 steps.
    """
    if steps < 2:
        raise ValueError(f"two numbers to add need 2 steps or more, got {steps}")
    x = torch.zeros(n, steps, 2)
    x[..., 0] = torch.rand(n, steps, generator=generator)
    rows, half = torch.arange(n), steps // 2
    for begin, end in ((0, half), (half, steps)):
        x[rows, torch.randint(begin, end, (n,), generator=generator), 1] = 1
    return x, (x[..., 0] * x[..., 1]).sum(dim=1)

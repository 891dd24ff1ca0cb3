"""Clipping: a gradient that is too long is shortened, its direction stays. Taught in lecture 07.

Source: Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, ICML 2013.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch

__all__ = ["clip_gradients"]


@torch.no_grad()
def clip_gradients(parameters: Iterable[torch.Tensor], theta: float) -> float:
    """g <- min(1, theta / ||g||) g, where g is the gradient for all parameters together.

    parameters: those without a gradient are left out.
    theta: the longest that is allowed, above 0.
    Returns ||g|| as it was. A gradient that is not too long is not touched, not even by rounding; one that holds NaN
    or infinity is not either: there is nothing to save in it.
    Raises ``ValueError`` where theta is not above 0.

    >>> w = torch.zeros(2, requires_grad=True)
    >>> (w @ torch.tensor([3.0, 4.0])).backward()
    >>> clip_gradients([w], theta=1.0), w.grad
    (5.0, tensor([0.6000, 0.8000]))
    """
    if not theta > 0:
        raise ValueError(f"theta must be above 0, got {theta}")
    gradients = [p.grad for p in parameters if p.grad is not None]
    if not gradients:
        return 0.0
    norm = torch.nn.utils.get_total_norm(gradients).item()
    if theta < norm < math.inf:
        for gradient in gradients:
            gradient.mul_(theta / norm)
    return norm

"""Random numbers that come out the same again. Taught in lecture 00.

The same seed gives the same numbers on the same device with the same versions. Between CPU and GPU, and between
releases of torch, they differ; and some GPU kernels add in any order, so that the last digits differ from run to run
unless ``torch.use_deterministic_algorithms(True)`` is set. Source: PyTorch's notes on reproducibility.
"""

from __future__ import annotations

import random

import numpy as np
import torch

__all__ = ["generator", "seed_everything"]


def seed_everything(n: int) -> None:
    """Seed Python's, NumPy's and torch's generators, those of all GPUs included.

    n: 0 to 2**32 - 1, as NumPy has it.
    """
    random.seed(n)
    np.random.seed(n)
    torch.manual_seed(n)


def generator(n: int, device: torch.device | str = "cpu") -> torch.Generator:
    """A generator of its own: what it gives does not depend on what else draws random numbers.

    >>> int(torch.randint(100, (), generator=generator(1))) == int(torch.randint(100, (), generator=generator(1)))
    True
    """
    return torch.Generator(device).manual_seed(n)

"""The devices that a lecture can compute on: the CPU, and a GPU where there is one.

Taught in lecture 01 (why GPUs like matrices). Source: ``torch.accelerator``, which knows CUDA, Apple and other GPUs.
"""

from __future__ import annotations

import torch

__all__ = ["best_device", "devices"]


def devices() -> list[torch.device]:
    """The CPU, then the accelerator where there is one.

    >>> devices()[0]
    device(type='cpu')
    """
    found = [torch.device("cpu")]
    if torch.accelerator.is_available():
        found.append(torch.device(torch.accelerator.current_accelerator() or "cpu"))
    return found


def best_device() -> torch.device:
    """The accelerator where there is one, else the CPU."""
    return devices()[-1]

"""What a call depends on besides its arguments: gradient mode, default dtype, and seeds that a test sets by name.

All of it goes one way, from the examiner to the candidate. The seeds that the examiner draws its own inputs with are
never among it: with the same state on both sides a test's ``randn`` would equal the student's weights.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

from autograde.wire.nodes import Node
from autograde.wire.tensors import torch_dtype

__all__ = ["SeedRecorder", "apply_surroundings", "seed_everything"]


def seed_everything(seed: int) -> None:
    """Seed Python's, NumPy's and torch's generators, as far as they are loaded."""
    random.seed(seed)
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None and hasattr(numpy, "random"):
        numpy.random.seed(seed % 2**32)
    if torch is not None and hasattr(torch, "manual_seed"):
        # torch's own function notes the call's stack for each kind of accelerator, which takes 2 ms and is of no use
        # where there is none
        cpu_only = os.environ.get("CUDA_VISIBLE_DEVICES") == "" and not torch.cuda.is_initialized()
        (torch.default_generator if cpu_only else torch).manual_seed(seed % 2**63)


class SeedRecorder:
    """Notes the seeds that a test sets by name, and describes the surroundings of a request."""

    def __init__(self) -> None:
        self._seeds: list[list[Any]] = []

    def describe(self) -> Node:
        """``[gradients on, default dtype, seeds set since the last request]``."""
        seeds, self._seeds = self._seeds, []
        torch = sys.modules.get("torch")
        if torch is None or not hasattr(torch, "get_default_dtype"):
            return [None, None, seeds]
        return [torch.is_grad_enabled(), str(torch.get_default_dtype()).removeprefix("torch."), seeds]

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        """While inside, calls of the libraries' seeding functions are noted."""
        undo: list[Callable[[], None]] = []
        for module, name in (("random", "seed"), ("numpy.random", "seed"), ("torch", "manual_seed")):
            home = sys.modules.get(module)
            if home is not None and hasattr(home, name):
                undo.append(self._wrap(home, module, name))
        try:
            yield
        finally:
            for step in undo:
                step()

    def _wrap(self, home: Any, module: str, name: str) -> Callable[[], None]:
        original = getattr(home, name)

        def seeded(seed: Any = None, *args: Any, **kwargs: Any) -> Any:
            if isinstance(seed, int) and abs(seed) < 2**62:
                self._seeds.append([module, seed])
            return original(seed, *args, **kwargs)

        setattr(home, name, seeded)
        return lambda: setattr(home, name, original)


def apply_surroundings(node: Node) -> None:
    """The candidate's side of :meth:`SeedRecorder.describe`."""
    if node is None:
        return
    gradients, dtype, seeds = node
    torch = sys.modules.get("torch")
    if torch is not None and gradients is not None:
        torch.set_grad_enabled(gradients)
        if torch.get_default_dtype() != torch_dtype(dtype):
            torch.set_default_dtype(torch_dtype(dtype))
    for module, seed in seeds:
        home = sys.modules.get(module)
        if home is not None:
            (home.manual_seed if module == "torch" else home.seed)(seed)

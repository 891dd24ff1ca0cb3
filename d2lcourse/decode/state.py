"""What a step function takes and gives, and the rows of a state that go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import torch

__all__ = ["Step", "ask", "rows_of"]

Step: TypeAlias = Callable[[torch.Tensor, Any], tuple[torch.Tensor, Any]]


def rows_of(state: Any, rows: torch.Tensor) -> Any:
    """The state of the given rows of the batch, in that order; a row may occur more than once.

    state: tensors with the batch first, in any nesting of tuples, lists and dicts; what is no tensor stays as it is.
    rows: (N,) int.
    """
    if isinstance(state, torch.Tensor):
        return state[rows.to(state.device)]
    if isinstance(state, tuple):
        parts = [rows_of(part, rows) for part in state]
        return type(state)(*parts) if hasattr(state, "_fields") else type(state)(parts)
    if isinstance(state, list):
        return [rows_of(part, rows) for part in state]
    if isinstance(state, dict):
        return {name: rows_of(part, rows) for name, part in state.items()}
    return state


def ask(step: Step, tokens: torch.Tensor, state: Any) -> tuple[torch.Tensor, Any]:
    """Call the step function. Raises ``ValueError`` where it does not give log-probabilities (N, V) for N tokens."""
    scores, state = step(tokens, state)
    if scores.ndim != 2 or len(scores) != len(tokens):
        raise ValueError(
            f"step should give log-probabilities ({len(tokens)}, V) for tokens ({len(tokens)},), "
            f"gave shape {tuple(scores.shape)}"
        )
    return scores, state


def check(start: torch.Tensor, steps: int) -> None:
    """Complains where decoding cannot begin."""
    if start.ndim != 1 or start.is_floating_point():
        raise ValueError(f"start must be tokens (B,), got {tuple(start.shape)} {start.dtype}")
    if steps < 1:
        raise ValueError(f"there is at least one step, got steps={steps}")

"""From the probabilities of the next token to a whole sequence: greedy, sampling, beam search; batched.

All take a step function: from tokens (B,) and a state to log-probabilities (B, V) of what comes next and the next
state. ``step`` of a language model or of a decoder in ``d2lcourse.nn`` is one. A state is any nesting of tuples, lists
and dicts of tensors; every tensor has the batch first. Names are loaded when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from d2lcourse.decode.beam_search import BeamNode, Beams, beam
    from d2lcourse.decode.sampling import Decoded, greedy, sample

__all__ = ["BeamNode", "Beams", "Decoded", "beam", "greedy", "sample"]

HOME = {"beam_search": ("BeamNode", "Beams", "beam"), "sampling": ("Decoded", "greedy", "sample")}


def __getattr__(name: str) -> Any:
    """The public name, from the module that holds it."""
    for module, names in HOME.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

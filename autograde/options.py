"""How to grade: what the command line says, as one record that travels with every job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Options"]


@dataclass(frozen=True)
class Options:
    """Options of one grading run."""

    seed: int = 0
    """Secret of the examiner: hidden inputs derive from it. The command line draws one where none is given."""
    tests: Literal["isolated", "in-kernel"] = "isolated"
    """Where test cells run: in a process of their own, or in the student's (nbgrader's way)."""
    sandbox: Literal["auto", "none"] = "auto"
    device: Literal["auto", "cpu", "cuda"] = "cpu"
    """Where torch computes; ``auto`` is settled by :func:`autograde.device_choice.settle` before anything runs."""
    gpu_slots: int | None = None
    """How many submissions share a GPU at a time; as many as its memory holds where it is not given."""

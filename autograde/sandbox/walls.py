"""The limits of one process behind walls."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Walls"]


@dataclass(frozen=True)
class Walls:
    """What a child may use."""

    user: int | None
    """The real user that the child becomes (the grader runs as root), None where it stays the grader's own."""
    memory_mb: int
    """Address space of each process, and memory of all together."""
    cpu_s: int = 600
    """Of each process."""
    tmp_mb: int = 256
    files: int = 20_000
    processes: int = 64
    open_files: int = 128
    file_mb: int = 256
    gpu: bool = False
    """Whether it may use CUDA. That reserves far more addresses than memory, so data is limited instead of addresses;
    and its driver names its threads by writing below ``/proc/self`` and reads ``/proc/driver``."""

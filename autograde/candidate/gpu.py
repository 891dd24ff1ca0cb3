"""The candidate's share of a GPU's memory.

torch's own limit, put into force when CUDA starts in this process, so that who never uses CUDA does not pay for it. It
keeps honest code within its share. It is no wall: it counts what torch allocates, and the student's code could lift it.
What holds against that is that nothing is gained: whoever finds the GPU full is graded again on the CPU.
"""

from __future__ import annotations

__all__ = ["limit_gpu_memory", "share"]


def share(limit_mb: int, total_bytes: int) -> float:
    """The fraction of a GPU's memory that a limit stands for, as torch wants it."""
    return min(1.0, (limit_mb << 20) / total_bytes) if total_bytes > 0 else 1.0


def limit_gpu_memory(limit_mb: int) -> None:
    """Let torch allocate at most that much on the GPU; nothing where torch is not installed."""
    try:
        from torch import cuda
    except ImportError:
        return

    def apply() -> None:
        cuda.set_per_process_memory_fraction(share(limit_mb, cuda.get_device_properties(0).total_memory), 0)

    cuda._lazy_call(apply)

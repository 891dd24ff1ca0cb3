"""How much a submission may use, and where an assignment says otherwise.

An assignment overrides a default in its notebook's metadata::

    {"autograde": {"limits": {"question_s": 60, "memory_mb": 6000}}}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from autograde.errors import SourceError

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """Limits of one submission. Times are wall-clock seconds, sizes as the names say."""

    cell_s: float = 30.0
    """One cell of the student's code."""
    question_s: float = 30.0
    """One test cell, the student's functions that it calls included."""
    submission_s: float = 300.0
    """Everything together."""
    cpu_s: float = 600.0
    """Processor time of each process, its threads together: twice ``submission_s`` where an assignment sets only that.
    It ends what goes on computing in the background."""
    memory_mb: int = 4096
    """Address space of each process, and in a sandbox the memory of all together; torch alone needs about 650 MB of
    addresses. On CUDA it is memory, not addresses, see :data:`autograde.devices.HOST_MB`."""
    gpu_memory_mb: int = 2048
    """Memory on the GPU, where a submission is graded on one."""
    processes: int = 64
    """In a sandbox: processes and threads at the same time."""
    open_files: int = 128
    """In a sandbox: open files of each process."""
    file_mb: int = 256
    """In a sandbox: one file."""
    disk_mb: int = 256
    """In a sandbox: all files in the home folder, likewise in ``/tmp`` and in ``/dev/shm``."""
    disk_files: int = 20_000
    """In a sandbox: number of files in each of these three."""
    output_kb: int = 256
    """Printed output that is kept, per cell."""
    reply_mb: int = 256
    """One value on its way from the student's process to the tests."""
    restarts: int = 5
    """How often a submission may take its process down before the rest is given up."""

    def override(self, values: Mapping[str, object], *, file: str = "") -> Limits:
        """These limits with ``values`` put in place.

        Raises:
            SourceError: an unknown name, or a value that is not a positive number.
        """
        known = {field.name for field in fields(self)}
        checked: dict[str, float | int] = {}
        for name, value in values.items():
            if name not in known:
                raise SourceError(f"unknown limit {name!r}; known are {', '.join(sorted(known))}", file=file)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 1e9:
                raise SourceError(f"limit {name!r} must be a positive number, not {value!r}", file=file)
            checked[name] = float(value) if name.endswith("_s") else max(1, int(value))
        if "submission_s" in checked and "cpu_s" not in checked:
            checked["cpu_s"] = 2 * checked["submission_s"]
        return replace(self, **checked)  # type: ignore[arg-type]

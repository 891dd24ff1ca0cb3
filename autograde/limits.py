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
    memory_mb: int = 4096
    """Address space of the student's process; torch alone needs about 650 MB of it."""
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
            checked[name] = float(value) if name.endswith("_s") else int(value)
        return replace(self, **checked)  # type: ignore[arg-type]

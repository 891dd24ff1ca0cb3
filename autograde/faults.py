"""What an exception that nobody expected is turned into: one line, with the traceback in a file to report it with."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from autograde.errors import GraderFault

__all__ = ["record_fault"]


def record_fault(error: Exception, folder: Path) -> GraderFault:
    """Write the traceback of ``error`` into ``folder`` and return the fault to raise instead.

    Where the folder cannot be written (a full disk may be the very reason) the line comes without a file.
    """
    summary = f"internal error {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="internal-error-", suffix=".txt", dir=folder, delete=False, encoding="utf-8", errors="replace"
        ) as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return GraderFault(f"{summary}; please report it")
    return GraderFault(f"{summary}; please report it with {file.name}")

"""Writing a file so that a reader sees the old content or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

__all__ = ["reason", "write_atomic"]


def write_atomic(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` in one step; on an error the old file stays and nothing is left behind.

    Raises:
        OSError: as the file system says (full, read-only, not a folder).
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())  # mkstemp gives 0600, which a colleague could not read
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def reason(error: OSError) -> str:
    """The file system's reason in one line: ``No space left on device``."""
    return error.strerror or type(error).__name__


def _umask() -> int:
    """The process's file mode mask; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask

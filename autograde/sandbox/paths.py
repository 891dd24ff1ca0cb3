"""Names of places inside the walls."""

from __future__ import annotations

__all__ = ["HOME"]

HOME = "/home/student"
"""Working folder, home and the only place (with ``/tmp`` and ``/dev/shm``) where a submission may write."""

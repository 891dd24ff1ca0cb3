"""Names of places inside the walls. No machine has folders of these names, so nothing that Python needs is covered."""

from __future__ import annotations

__all__ = ["FONTS", "HOME", "OWN", "PLOTTING"]

HOME = "/student"
"""Working folder and home of a submission."""
OWN = (HOME, "/tmp", "/dev/shm")
"""Where a submission may write."""
FONTS = "/fontlist"
"""Matplotlib's list of fonts, see :mod:`autograde.fonts`."""
PLOTTING = "/tmp/matplotlib"
"""Matplotlib's folder, which it wants to write to; each process has its own."""

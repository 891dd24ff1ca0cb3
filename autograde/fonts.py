"""Matplotlib's list of fonts: made once outside the sandbox, read-only inside.

Without it every process would search the machine for fonts, for seconds, and throw the list away with its home. The
folder is the grader's own, not the user's, whose settings for plots must not change a grade.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

__all__ = ["font_folder", "link_fonts", "prepare_fonts"]


def font_folder() -> Path:
    """Where the list lies, for the installed version of matplotlib."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "autograde" / f"matplotlib-{_version()}"


@functools.cache
def _version() -> str:
    try:
        return importlib.metadata.version("matplotlib")
    except importlib.metadata.PackageNotFoundError:
        return "none"


def prepare_fonts() -> None:
    """Make the list where it is missing; where that fails, plots are slow and still right."""
    folder = font_folder()
    if _version() == "none" or any(folder.glob("fontlist-*.json")):
        return
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        folder.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "MPLCONFIGDIR": str(folder), "MPLBACKEND": "agg"}
        make = [sys.executable, "-P", "-c", "import matplotlib.font_manager"]
        subprocess.run(make, env=environment, capture_output=True, timeout=300)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)  # behind the walls another user reads it


def link_fonts(folder: str, target: str) -> None:
    """Let Matplotlib, whose folder is ``target``, find the list that lies in ``folder``; it wants to write there."""
    if not os.path.isdir(folder):
        return
    os.mkdir(target)
    for name in os.listdir(folder):
        os.symlink(os.path.join(folder, name), os.path.join(target, name))

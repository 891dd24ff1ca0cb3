"""The project's own files, as git knows them (tracked, and new ones that are not ignored)."""

from __future__ import annotations

import subprocess
from pathlib import Path

__all__ = ["ROOT", "project_files", "python_files"]

ROOT = Path(__file__).resolve().parents[2]


def project_files() -> list[Path]:
    """Every file that belongs to the project; in an unpacked archive, without git, what lies there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.decode().split("\0") if name]
    else:
        skipped = {".git", ".venv", "_build", "__pycache__"}
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not skipped & set(path.parts)]
    return sorted(path for name in names if (path := ROOT / name).is_file())


def python_files(package: str) -> list[Path]:
    """The modules of a package."""
    return sorted((ROOT / package).rglob("*.py"))

"""Which lectures changed: since the commit in ``$SLIDES_SINCE``, else since the main branch was left, else since the
last commit, and in files that are not committed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.lectures.notebooks import LECTURES, ROOT

__all__ = ["changed"]


def changed(root: Path = ROOT, lectures: list[Path] = LECTURES) -> list[Path]:
    """Those whose notebook changed; none where there is no history to compare with."""
    base = _base(root)
    if base is None:
        return []
    names = _git(root, "diff", "--name-only", base, "--", "lectures") or ""
    names += _git(root, "ls-files", "--others", "--exclude-standard", "--", "lectures") or ""
    return [path for path in lectures if path.relative_to(root).as_posix() in names.splitlines()]


def _base(root: Path) -> str | None:
    """The commit to compare with."""
    head = _git(root, "rev-parse", "HEAD")
    branches = [_git(root, "merge-base", "HEAD", name) for name in ("origin/main", "main")]
    commits = [os.environ.get("SLIDES_SINCE"), *(base for base in branches if base != head), "HEAD~1"]
    for commit in commits:
        if commit and (known := _git(root, "rev-parse", "--verify", "--quiet", f"{commit.strip()}^{{commit}}")):
            return known.strip()
    return None


def _git(root: Path, *words: str) -> str | None:
    """What git says; None where it fails or is missing."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, timeout=60)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None

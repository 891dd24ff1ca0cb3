"""What changed, and what is looked at in depth because of it.

On two cores it takes too long to give every lecture live and to grade every assignment in every way. So the dear tests
take what changed and one fixed example, and name what they leave out; ``make test-all`` takes everything.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

__all__ = ["MOST", "ROOT", "changed", "in_depth", "left_out"]

MOST = 2
"""Of those that changed, the last ones: a large change must not make the tests endless."""


def in_depth(always: str, made_of: Mapping[str, Sequence[str]], root: Path = ROOT) -> list[Any]:
    """All names as parameters of a test; those that are neither fixed nor among the last that changed are skipped.

    always: the name that is never left out.
    made_of: names with the files and folders that they are made of, relative to the root.
    """
    why = left_out(always, made_of, root)
    return [
        pytest.param(name, id=name, marks=[pytest.mark.skip(reason=why[name])] if name in why else [])
        for name in made_of
    ]


def left_out(always: str, made_of: Mapping[str, Sequence[str]], root: Path = ROOT) -> dict[str, str]:
    """The names that are not looked at in depth, with the reason; see :func:`in_depth`."""
    if os.environ.get("TEST_ALL"):
        return {}
    new = [name for name in changed(made_of, root) if name != always]
    reasons = dict.fromkeys(made_of, "unchanged: make test-all takes it, too")
    reasons |= dict.fromkeys(new, f"more than {MOST} changed: make test-all takes it, too")
    return {name: reason for name, reason in reasons.items() if name not in (always, *new[-MOST:])}


def changed(made_of: Mapping[str, Sequence[str]], root: Path = ROOT) -> list[str]:
    """Names of which a file changed: since the commit in ``$TEST_SINCE``, else since the main branch was left, else
    since the last commit, and in files that are not committed. None where there is no history to compare with."""
    base = _base(root)
    if base is None:
        return []
    words = "\n".join(
        [
            _git(root, "diff", "--name-only", base) or "",
            _git(root, "ls-files", "--others", "--exclude-standard") or "",
        ]
    )
    files = [Path(line) for line in words.splitlines()]
    return [
        name
        for name, parts in made_of.items()
        if any(file == Path(part) or Path(part) in file.parents for file in files for part in parts)
    ]


def _base(root: Path) -> str | None:
    """The commit to compare with."""
    head = _git(root, "rev-parse", "HEAD")
    branches = [_git(root, "merge-base", "HEAD", name) for name in ("origin/main", "main")]
    commits = [os.environ.get("TEST_SINCE"), *(base for base in branches if base != head), "HEAD~1"]
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

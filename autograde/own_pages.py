"""Feedback pages of students who are gone: removed, if they are ours.

A folder for feedback is handed to students, so a page of an earlier run must not stay in it. It may also hold what an
instructor put there. So the names of the pages that we wrote are kept in a list.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from autograde.errors import UsageError
from autograde.output.atomic import reason, write_atomic

__all__ = ["replacing"]

_NAME = re.compile(r"[A-Za-z0-9_-]{1,200}\.html")
_LEFTOVER = re.compile(r"\.[A-Za-z0-9_-]{1,200}\.html\.\w{8}")
"""Of a run that was killed while it wrote a page."""


@contextlib.contextmanager
def replacing(folder: Path, names: Collection[str], listing: Path) -> Iterator[None]:
    """Within this, ``names`` are written into ``folder``; afterwards no older page of ours is in it.

    Args:
        listing: the file that holds the names. It is written before the first page is, for a run may be killed.

    Raises:
        UsageError: the list cannot be written, or an old page cannot be removed.
    """
    old = _read(listing)
    try:
        listing.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(listing, _text({*old, *names}))
        yield
        kept = {name.casefold() for name in names}  # on some systems Ada.html and ada.html are one file
        for name in old:
            if name.casefold() not in kept:
                (folder / name).unlink(missing_ok=True)
        for path in folder.iterdir() if folder.is_dir() else ():
            if _LEFTOVER.fullmatch(path.name):
                path.unlink(missing_ok=True)
        write_atomic(listing, _text(names))
    except OSError as error:
        raise UsageError(f"cannot keep {folder} in order: {reason(error)}") from None


def _text(names: Collection[str]) -> bytes:
    return (json.dumps(sorted(names), indent=0) + "\n").encode()


def _read(listing: Path) -> set[str]:
    """Nothing where the list is not there or not as we write it: a stray page is better than a lost file."""
    try:
        names = json.loads(listing.read_bytes())
    except (OSError, ValueError, RecursionError):
        return set()
    found = names if isinstance(names, list) else []
    return {name for name in found if isinstance(name, str) and _NAME.fullmatch(name)}

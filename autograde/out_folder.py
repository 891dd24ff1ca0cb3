"""The folder for results, looked at before the long work: can it be written, and would anything be lost by it?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

from autograde.errors import UsageError
from autograde.output.atomic import reason

__all__ = ["prepare"]

RESULTS = "results.json"


def prepare(out: Path, submissions: Iterable[Path], only: Collection[str] = ()) -> None:
    """Make the folder if it is not there.

    Args:
        submissions: the files and folders that are graded.
        only: the students that are graded, where it is not the whole class.

    Raises:
        UsageError: it cannot be written, lies among the submissions, or holds results that would be replaced.
    """
    for path in submissions:
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            raise UsageError(
                f"--out {out}: lies in {path}, where it would be taken for a submission the next time; "
                "name a folder elsewhere"
            )
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".writable"
        probe.touch()
        probe.unlink()
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"--out {out}: is a file, a folder is needed") from None
    except OSError as error:
        raise UsageError(f"--out {out}: cannot be written: {reason(error)}") from None
    others = _students(out / RESULTS) - set(only) if only else set()
    if others:
        raise UsageError(
            f"--out {out}: holds the results of {len(others)} other student{'s' if len(others) > 1 else ''}, "
            "which --only would replace; name another folder"
        )


def _students(results: Path) -> set[str]:
    """Whose results stand in a file; nobody's where it is none of ours."""
    try:
        return {str(entry["student"]) for entry in json.loads(results.read_bytes())["submissions"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()

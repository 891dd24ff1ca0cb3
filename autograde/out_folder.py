"""The folder for results, looked at before the long work: can it be written, is anything lost by it, is it free?"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from autograde.errors import UsageError
from autograde.journal import FOLDER
from autograde.names import is_notebook
from autograde.output.atomic import reason

__all__ = ["claim", "prepare"]

RESULTS = "results.json"
MOVE = "name a folder elsewhere"


def prepare(out: Path, submissions: Iterable[Path], only: Collection[str] = (), source: Path | None = None) -> None:
    """Make the folder if it is not there.

    Args:
        submissions: the files and folders that are graded.
        only: the students that are graded, where it is not the whole class.
        source: the assignment's folder. All that lies in it is given to every submission.

    Raises:
        UsageError: it cannot be written, lies in the source or among the submissions, or holds results that would be
            replaced; or submissions lie in the source.
    """
    if source is not None and source.is_dir():
        if out.resolve().is_relative_to(source.resolve()):
            raise UsageError(f"--out {out}: lies in the source {source}, whose files all submissions are given; {MOVE}")
        for path in submissions:
            around = path.resolve().parents
            if source.resolve() in around and not is_notebook(path.name):
                raise UsageError(f"{path}: lies in the source {source}, whose files all submissions are given; {MOVE}")
    for path in submissions:
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            raise UsageError(
                f"--out {out}: lies in {path}, where it would be taken for a submission the next time; {MOVE}"
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


@contextlib.contextmanager
def claim(out: Path) -> Iterator[None]:
    """Within this, no other run writes there. The kernel frees the folder however this process ends.

    Raises:
        UsageError: another run does, or the folder cannot be written.
    """
    lock = out / FOLDER / "lock"
    try:
        lock.parent.mkdir(exist_ok=True)
        file = open(lock, "a+", encoding="ascii", errors="replace")  # noqa: SIM115 - held until the end
    except OSError as error:
        raise UsageError(f"--out {out}: cannot be written: {lock.parent}: {reason(error)}") from None
    try:
        if not _lock(file.fileno()):
            file.seek(0)
            raise UsageError(
                f"--out {out}: another autograde (process {file.read(20).strip() or 'unknown'}) is writing there; "
                "wait until it has finished, or name another folder"
            )
        with contextlib.suppress(OSError):  # the number is only for people; a full disk may refuse it
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
        for name in (RESULTS, "grades.csv", "junit.xml", "overview.html"):
            for leftover in out.glob(f".{name}.*"):  # of a run that was killed while it wrote
                leftover.unlink(missing_ok=True)
        yield
    finally:
        with contextlib.suppress(OSError):
            file.close()


def _lock(descriptor: int) -> bool:
    """Whether the lock was free. A file system that knows no locks cannot refuse either."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
    return True


def _students(results: Path) -> set[str]:
    """Whose results stand in a file; nobody's where it is none of ours."""
    try:
        return {str(entry["student"]) for entry in json.loads(results.read_bytes())["submissions"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()

"""Where a data file lies on this machine: in ``$D2LCOURSE_DATA``, in the user's cache, or after a download.

A file is checked each time before it is handed out. What is broken in the cache is fetched again; what is broken in
the folder that the reader named is an error, for it is not ours to replace. Without a network this says so within
seconds, and once per process: see ``download``.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pooch

from d2lcourse.data.download import fetch
from d2lcourse.data.errors import DataError
from d2lcourse.data.recognise import what_is_wrong
from d2lcourse.data.registry import FILES, DataFile

__all__ = ["announce", "cache_folder", "given_folder", "lies_at", "path"]

SAID: set[str] = set()


def path(name: str) -> Path:
    """The file of that name, checked; downloaded where it lies nowhere yet.

    name: as in ``registry.FILES``, e.g. "timemachine.txt".

    Raises ``DataError`` for an unknown name and for a wrong file or folder in ``$D2LCOURSE_DATA``; ``DataMissing``
    where the file lies nowhere and cannot be fetched.
    """
    file = FILES.get(name)
    if file is None:
        close = difflib.get_close_matches(name, FILES, n=1, cutoff=0.4)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise DataError(f"no data file is called {name!r}{hint} (d2lcourse data lists them)")
    if there := lies_at(file):
        return there
    cached = cache_folder() / file.name
    if cached.is_file():
        announce(f"{file.name} in the cache is broken ({what_is_wrong(file, cached)}): fetching it again")
    return fetch(file, cached)


def lies_at(file: DataFile) -> Path | None:
    """Where the right file lies already; a wrong one in the cache counts as none.

    Raises ``DataError`` for a wrong file or folder in ``$D2LCOURSE_DATA``.
    """
    folder = given_folder()
    if folder is not None and (given := folder / file.name).is_file():
        if wrong := what_is_wrong(file, given):
            raise DataError(
                f"{given} is not the right file: {wrong}. Replace it, or remove it to have it downloaded from "
                f"{file.urls[0] if file.urls else 'nowhere: it has no public address'}"
            )
        return given
    cached = cache_folder() / file.name
    return cached if cached.is_file() and not what_is_wrong(file, cached) else None


def given_folder() -> Path | None:
    """The folder that ``$D2LCOURSE_DATA`` names, where it is set. Raises ``DataError`` where that is no folder."""
    name = os.environ.get("D2LCOURSE_DATA", "")
    if name and not Path(name).expanduser().is_dir():
        raise DataError(f"D2LCOURSE_DATA names {name}, which is no folder: name one with data files, or unset it")
    return Path(name).expanduser() if name else None


def cache_folder() -> Path:
    """Where downloads are kept for this user."""
    return Path(pooch.os_cache("d2lcourse"))


def announce(line: str) -> None:
    """Print a line once per process."""
    if line not in SAID:
        SAID.add(line)
        print(line)

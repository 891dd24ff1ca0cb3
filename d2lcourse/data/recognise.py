"""Whether a file is the one that it claims to be."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from pathlib import Path
from typing import Final

from d2lcourse.data.registry import DataFile

__all__ = ["what_is_wrong"]

SEEN: dict[tuple[str, int, int], str] = {}  # what was found for this path, time of change and size
CHUNK: Final = 1 << 20


def what_is_wrong(file: DataFile, path: Path) -> str:
    """'' where the file is right, else what was expected and found, in a few words.

    A file that did not change since is not read a second time.
    """
    status = path.stat()
    key = (str(path), status.st_mtime_ns, status.st_size)
    if key not in SEEN:
        SEEN[key] = _look(file, path, status.st_size)
    return SEEN[key]


def _look(file: DataFile, path: Path, size: int) -> str:
    found = _sha256(path)
    if found in file.sha256:
        return ""
    if file.members and _members_sha256(path, file.members) == file.members_sha256:
        return ""
    if file.begins and size >= file.size and _has_grown(path, file.begins):
        return ""
    if size < file.size:
        return f"it has {size:,} bytes of {file.size:,}"
    return f"expected SHA-256 {file.sha256[0][:12]}..., found {found[:12]}..."


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _members_sha256(path: Path, prefix: str) -> str:
    """Of the contents of those members of a zip; '' where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.startswith(prefix) and not name.endswith("/"):
                    with archive.open(name) as member:
                        while chunk := member.read(CHUNK):
                            digest.update(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return ""
    return digest.hexdigest()


def _has_grown(path: Path, begins: bytes) -> bool:
    """A table with the same first line, each line with as many columns, the last one complete."""
    lines = path.read_bytes().split(b"\n")
    columns = lines[0].count(b";")
    return lines[0].startswith(begins) and lines[-1] == b"" and all(line.count(b";") == columns for line in lines[:-1])

"""What a class's submissions may look like on disk: folders, archives, links, pipes, and archives that lie."""

from __future__ import annotations

import io
import os
import stat
import struct
import warnings
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.autograde.notebooks import answer, raw
from tests.fuzz.texts import file_names, pick

__all__ = ["OUTSIDE", "PAYLOADS", "Special", "archives", "build", "pack_zip", "trees"]

OUTSIDE = b"a file outside of everything that was handed in"
PAYLOADS = (
    raw(answer("x = 1", "f")),
    raw(answer("x = 2", "f")),
    raw(),
    b"",
    b"no notebook",
    b"PK\x03\x04",
    bytes(5000),
)


class Special(str):
    """What is neither a file nor a folder: ``link`` (to the outside), ``loop``, ``pipe``, ``locked``."""


_files = pick(PAYLOADS) | pick([Special(word) for word in ("link", "loop", "pipe", "locked", "up")])
trees = st.recursive(
    st.dictionaries(file_names, _files, max_size=5),
    lambda inner: st.dictionaries(file_names, _files | inner, max_size=5),
    max_leaves=8,
)
"""Folders as nested dicts; a folder whose name ends in ``.zip`` becomes an archive."""


def build(tree: dict[str, Any], folder: Path, outside: Path) -> None:
    """Put ``tree`` onto the disk; what the file system refuses is left out."""
    folder.mkdir(exist_ok=True)
    for name, content in tree.items():
        path = folder / name.replace("/", "_").replace("\0", "_")
        try:
            if isinstance(content, Special):
                _special(content, path, outside)
            elif isinstance(content, dict) and name.lower().endswith(".zip"):
                path.write_bytes(pack_zip(content))
            elif isinstance(content, dict):
                build(content, path, outside)
            else:
                path.write_bytes(content)
        except (OSError, ValueError):
            continue


def _special(word: str, path: Path, outside: Path) -> None:
    if word == "link":
        path.symlink_to(outside)
    elif word == "loop":
        path.symlink_to(path)
    elif word == "up":
        path.symlink_to("..")
    elif word == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b"locked")
        path.chmod(0)


def pack_zip(tree: dict[str, Any]) -> bytes:
    """An archive of ``tree``: names as they are, members twice where names meet, links as links."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name is there twice
        _members(archive, tree, "")
    return made.getvalue()


def _members(archive: zipfile.ZipFile, tree: dict[str, Any], prefix: str) -> None:
    for number, (name, content) in enumerate(tree.items()):
        path = (prefix + name).replace("\udcff", "?")
        if isinstance(content, dict) and not name.lower().endswith(".zip"):
            if number % 2:
                archive.writestr(zipfile.ZipInfo(f"{path}/"), b"")
            _members(archive, content, f"{path}/")
            continue
        info = zipfile.ZipInfo(path)
        info.compress_type = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)[number % 4]
        if isinstance(content, Special):
            info.external_attr = (stat.S_IFLNK if content != "pipe" else stat.S_IFIFO) << 16
            content = b"/etc/passwd"
        try:
            archive.writestr(info, pack_zip(content) if isinstance(content, dict) else content)
        except (ValueError, UnicodeError, struct.error):
            continue


_FIELDS = (4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 30, 32, 34, 36, 38, 42)
"""Where the fields of an entry in the table of contents lie, behind its signature."""
_NUMBERS = (0, 1, 2, 8, 9, 12, 14, 64, 0xFF, 0x800, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, 100_000_000)


@st.composite
def archives(draw: Any) -> bytes:
    """A zip archive whose table of contents, headers or content lie."""
    data = bytearray(pack_zip(draw(trees)))
    for _ in range(draw(st.integers(0, 4))):
        what = draw(st.sampled_from(("field", "field", "header", "end", "byte", "cut", "front")))
        signature = {"field": b"PK\x01\x02", "header": b"PK\x03\x04", "end": b"PK\x05\x06"}.get(what, b"")
        places = [at for at in range(len(data)) if data.startswith(signature, at)] if signature else []
        if places:
            at = draw(st.sampled_from(places)) + draw(st.sampled_from(_FIELDS))
            size = draw(st.sampled_from((1, 2, 4)))
            data[at : at + size] = draw(st.sampled_from(_NUMBERS)).to_bytes(8, "little")[:size]
        elif what == "byte" and data:
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
        elif what == "cut":
            del data[draw(st.integers(0, len(data))) :]
        elif what == "front":
            data[:0] = draw(st.binary(max_size=20))
    return bytes(data)

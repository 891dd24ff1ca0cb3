"""Folders and zip archives as one tree of nodes that is safe to walk, however hostile its content.

Symbolic links are not followed, names that lead out of the archive are left out, nothing is unpacked to disk, and a
file's bytes are read only when it is asked for, under limits. What was left out becomes a note on the folder where it
lay, so that it can be told to somebody.
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from autograde.errors import UnreadableError
from autograde.findings import Kind, one_line
from autograde.reader import MAX_BYTES

__all__ = ["MAX_ENTRIES", "MAX_TOTAL", "Budget", "Node", "file_node", "folder_node", "zip_node"]

MAX_ENTRIES = 10_000
"""Entries of one archive."""
MAX_SCANNED = 200_000
"""Entries of one folder with all that is beneath it."""
MAX_TOTAL = 2_000_000_000
"""Bytes that are read for a class."""
MAX_DEPTH = 12
MAX_NESTED = 2
"""Archives within archives: a class's export may hold one per student."""
FREE_BYTES = 100_000_000
MAX_RATIO = 300
"""A file larger than ``FREE_BYTES`` may not be packed tighter than this. Text packs 10 to 50 times."""
MAX_NESTED_RATIO = 100
FREE_NESTED_BYTES = 10_000_000
"""The archives in an archive may unpack to this and ``MAX_NESTED_RATIO`` times its own size, all reads together. So no
student's archive can use up the time and the bytes that are there for the class, whatever its tables claim."""
_DIRECTORY_BYTES = 5_000_000
"""An archive's table of contents is read in one go; ten thousand entries need about one megabyte, four with the longest
names. ``zipfile`` makes ten times that of it."""
_PACKED_AS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""Not LZMA: its header may ask for 4 GB of memory, and no platform writes it."""

_JUNK_FOLDERS = frozenset({"__MACOSX", "__pycache__"})
_JUNK_FILES = frozenset({"Thumbs.db", "desktop.ini"})
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,  # encrypted; NotImplementedError (an unknown compression) is one of these
    ValueError,
    LookupError,
    OverflowError,
    MemoryError,
)


@dataclass
class Budget:
    """How many bytes may still be read."""

    kept: int = MAX_TOTAL
    unpacked: int = 10 * MAX_TOTAL
    """Archives within archives; these are not kept, but unpacking takes time."""

    def take(self, count: int, *, archive: bool = False) -> None:
        """Count ``count`` bytes that are read. What does not fit is refused and costs the others nothing."""
        if count > (self.unpacked if archive else self.kept):
            raise _unreadable("the class's files are too large together; grade it in parts")
        if archive:
            self.unpacked -= count
        else:
            self.kept -= count


class _Share(Budget):
    """What the archives within one archive may unpack to; counted for the class as well."""

    def __init__(self, budget: Budget, limit: int) -> None:
        super().__init__(budget.kept, limit)
        self._budget = budget

    def take(self, count: int, *, archive: bool = False) -> None:
        """See :class:`Budget`."""
        if archive and count > self.unpacked:
            raise _unreadable("the archives in it unpack to far more than its own size")
        self._budget.take(count, archive=archive)
        if archive:
            self.unpacked -= count


@dataclass
class Node:
    """A file or a folder. An archive is a folder, named without its ending."""

    name: str
    folder: bool = False
    children: dict[str, Node] = field(default_factory=dict)
    notes: list[tuple[Kind, str]] = field(default_factory=list)
    """What was left out here, as findings to be: kind and detail."""
    content: Callable[[], bytes] | None = None
    archive: bool = False
    """Whether the folder is a zip archive."""

    def read(self) -> bytes:
        """The file's bytes.

        Raises:
            UnreadableError: they cannot be had; the kind is ``unreadable_file``.
        """
        if self.content is None:
            raise _unreadable(f"{self.name} is a folder, not a file")
        return self.content()

    def walk(self, prefix: str = "") -> Iterator[tuple[str, Node]]:
        """Every file and folder beneath this one, with its relative path, sorted."""
        for name, child in sorted(self.children.items()):
            yield prefix + name, child
            if child.folder:
                yield from child.walk(f"{prefix}{name}/")


def _unreadable(message: str) -> UnreadableError:
    return UnreadableError(Kind.UNREADABLE_FILE.value, one_line(message))


def file_node(path: Path, budget: Budget, *, follow: bool = False) -> Node:
    """The file at ``path``; with ``follow`` also where that is a symbolic link."""
    where = Path(os.path.realpath(path)) if follow else path
    return Node(_nfc(path.name), content=lambda: _read_file(where, budget))


def folder_node(path: Path, budget: Budget) -> Node:
    """The folder at ``path`` with all that is beneath it."""
    return _scan(path, _nfc(path.name), budget, [MAX_SCANNED], 0)


def zip_node(path: Path, budget: Budget) -> Node:
    """The archive at ``path``. One that cannot be read is an empty folder with a note."""
    return _archive(_nfc(path.name), lambda: path.open("rb"), budget, 1)


def _nfc(name: str) -> str:
    """One spelling for a name: macOS writes an umlaut as two characters."""
    return unicodedata.normalize("NFC", name)


def _scan(path: Path, name: str, budget: Budget, left: list[int], depth: int) -> Node:
    node = Node(name, folder=True)
    if depth > MAX_DEPTH:
        node.notes.append((Kind.UNSAFE_PATH, f"{name}: folders are nested more than {MAX_DEPTH} deep"))
        return node
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        node.notes.append((Kind.UNREADABLE_FILE, f"{name}: the folder cannot be read: {error.strerror}"))
        return node
    for entry in entries:
        left[0] -= 1
        if left[0] < 0:
            node.notes.append((Kind.UNREADABLE_FILE, f"{name}: more than {MAX_SCANNED:,} files, the rest was left out"))
            break
        if entry.name.startswith(".") or entry.name in _JUNK_FOLDERS:
            continue
        child = _nfc(entry.name)
        if entry.is_symlink():
            node.notes.append((Kind.UNSAFE_PATH, f"{child} is a symbolic link and was not followed"))
        elif entry.is_dir(follow_symlinks=False):
            _put(node, child, _scan(Path(entry.path), child, budget, left, depth + 1))
        elif not entry.is_file(follow_symlinks=False):
            node.notes.append((Kind.UNREADABLE_FILE, f"{child} is a device or a pipe"))
        elif child in _JUNK_FILES:
            continue
        elif child.lower().endswith(".zip"):
            archive = zip_node(Path(entry.path), budget)
            _put(node, archive.name, archive)
        else:
            _put(node, child, file_node(Path(entry.path), budget))
    return node


def _put(parent: Node, name: str, child: Node) -> None:
    """Add a child; one whose name is taken (``ada`` and ``ada.zip``) gets another key and keeps its own name."""
    key, number = name, len(parent.children)  # counting from 2 would be slow for ten thousand of them
    while key in parent.children:
        number += 1
        key = f"{name} ({number})"
    parent.children[key] = child


def _read_file(path: Path, budget: Budget) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _unreadable(f"{path.name} is not a regular file")
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise _unreadable(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB")
            data = file.read()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnreadableError(Kind.UNSAFE_PATH.value, f"{path.name} is a symbolic link, not followed") from None
        raise _unreadable(f"{path.name} cannot be read: {error.strerror}") from None
    budget.take(len(data))
    return data


class _Archive(zipfile.ZipFile):
    """A zip file whose table of contents cannot fill the memory: no single read is larger than one should need."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(_Bounded(file))


class _Bounded:
    """The part of a binary file that ``zipfile`` reads with."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _DIRECTORY_BYTES:
            raise zipfile.BadZipFile("its table of contents is too large")
        return self._file.read(size if size >= 0 else _DIRECTORY_BYTES)


def _archive(name: str, opened: Callable[[], IO[bytes]], budget: Budget, nesting: int) -> Node:
    node = Node(name[:-4], folder=True, archive=True)
    if nesting > MAX_NESTED:
        node.notes.append((Kind.UNREADABLE_FILE, f"{name}: an archive within an archive within an archive"))
        return node
    try:
        with opened() as file, _Archive(file) as archive:
            if nesting < MAX_NESTED:
                size = file.seek(0, os.SEEK_END)
                budget = _Share(budget, FREE_NESTED_BYTES + MAX_NESTED_RATIO * size)
            infos = archive.infolist()
            if len(infos) > MAX_ENTRIES:
                raise zipfile.BadZipFile(f"it has {len(infos):,} entries, at most {MAX_ENTRIES:,} are read")
            for info in infos:
                _enter(node, info, opened, budget, nesting)
    except UnreadableError as error:
        node.children.clear()
        node.notes.append((Kind.UNREADABLE_FILE, f"{name}: {error}"))
    except _BROKEN as error:
        node.children.clear()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        node.notes.append((Kind.UNREADABLE_FILE, f"{name} is a broken zip archive: {reason}"))
    return node


def _enter(root: Node, info: zipfile.ZipInfo, opened: Callable[[], IO[bytes]], budget: Budget, nesting: int) -> None:
    path = info.filename.replace("\\", "/")
    parts = path.rstrip("/").split("/")
    mode = stat.S_IFMT(info.external_attr >> 16)
    if path.startswith("/") or re.match(r"[A-Za-z]:", path) or any(part in ("", ".", "..") for part in parts):
        root.notes.append((Kind.UNSAFE_PATH, f"{info.filename!r} leads out of the archive and was left out"))
        return
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        root.notes.append((Kind.UNSAFE_PATH, f"{info.filename!r} is a symbolic link or a device and was left out"))
        return
    if any(part.startswith(".") or part in _JUNK_FOLDERS for part in parts):
        return
    if parts[-1] in _JUNK_FILES and not info.is_dir():
        return
    if len(parts) > MAX_DEPTH or any(len(part) > 255 for part in parts):
        root.notes.append((Kind.UNSAFE_PATH, f"{info.filename[:100]!r} is too long or too deep and was left out"))
        return
    folder = root
    for part in parts if info.is_dir() else parts[:-1]:
        name = _nfc(part)
        child = folder.children.get(name)
        if child is None or not child.folder:
            child = Node(name, folder=True)
            _put(folder, name, child)
        folder = child
    if info.is_dir():
        return
    name = _nfc(parts[-1])
    is_archive = name.lower().endswith(".zip")

    def content() -> bytes:
        return _read_entry(opened, info, name, budget, is_archive)

    if is_archive:
        inner = _archive(name, lambda: io.BytesIO(content()), budget, nesting + 1)
        _put(folder, inner.name, inner)
    elif name in folder.children and not folder.children[name].folder:
        folder.children[name] = Node(
            name, content=content
        )  # an archive that was added to: unpacked, the last one stays
    else:
        _put(folder, name, Node(name, content=content))


def _read_entry(
    opened: Callable[[], IO[bytes]], info: zipfile.ZipInfo, name: str, budget: Budget, archive: bool
) -> bytes:
    if info.flag_bits & 0x1:
        raise _unreadable(f"{name} is encrypted")
    if info.file_size > MAX_BYTES:
        raise _unreadable(f"{name} is larger than {MAX_BYTES // 1_000_000} MB")
    if info.file_size > FREE_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise _unreadable(f"{name} unpacks to {info.file_size // max(info.compress_size, 1):,} times its size")
    if info.compress_type not in _PACKED_AS:
        raise _unreadable(f"{name} is packed in an unusual way; pack it again as an ordinary zip")
    chunks: list[bytes] = []
    try:
        with opened() as file, _Archive(file) as container, container.open(info) as entry:
            while chunk := entry.read(1 << 20):  # zipfile never gives more than file_size
                budget.take(len(chunk), archive=archive)  # what is read counts, not what the archive says about it
                chunks.append(chunk)
        return b"".join(chunks)
    except _BROKEN as error:
        raise _unreadable(f"{name} is broken in its archive: {error}") from None

"""Read a submitted ``.ipynb``, whatever is in it, and keep what grading needs: cells, their text, what they claim.

The file was written by a student, or by somebody who wants the grader to fall over. So nothing here trusts a type, a
length or an encoding, and nothing but :class:`~autograde.errors.UnreadableError` comes out. What had to be bent to read
the file is told as notices, pairs of a finding's kind and a detail. Outputs are kept for the student's own page only.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograde.errors import UnreadableError
from autograde.findings import Kind, listing, one_line
from autograde.handed_in import handed_in_outputs

__all__ = ["MAX_BYTES", "MAX_CELLS", "MAX_SOURCE", "RawCell", "RawNotebook", "read_notebook"]

MAX_BYTES = 200_000_000
MAX_CELLS = 5_000
MAX_SOURCE = 1_000_000
"""Characters of one cell."""
LARGE_BYTES = 10_000_000
MAX_VALUES = 8_000_000
"""JSON values in a large file: 200 MB of ``[],`` would become 5 GB of Python objects."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the first half of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKS_LIKE = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"<", "a web page"),
)
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
# A whole string (an unterminated one runs to the end, so that no text is scanned twice), or the start of a value.
_VALUE = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{,]', re.DOTALL)


@dataclass(frozen=True)
class RawCell:
    """One cell as the file has it. ``nbgrader`` is what it claims; nobody has to believe it."""

    kind: str
    """``code``, ``markdown`` or ``raw``."""
    source: str
    cell_id: str = ""
    nbgrader: Mapping[str, Any] = field(default_factory=dict)
    """The scalar entries of nbgrader's metadata; empty where there are none."""
    tags: tuple[str, ...] = ()
    outputs: tuple[Mapping[str, object], ...] = ()
    """What the file says the cell showed; nothing is graded by it."""

    @property
    def grade_id(self) -> str:
        """The identifier that the cell claims; empty where it claims none."""
        value = self.nbgrader.get("grade_id")
        return value if isinstance(value, str) else ""


@dataclass(frozen=True)
class RawNotebook:
    """A notebook as the file has it."""

    cells: tuple[RawCell, ...]
    notices: tuple[tuple[str, str], ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)


def read_notebook(data: bytes) -> RawNotebook:
    """The cells of a notebook of format 4, 3 or any other that has cells.

    Args:
        data: the file, of up to 200 MB.

    Raises:
        UnreadableError: the bytes are no notebook; the message is one line.
    """
    if len(data) > MAX_BYTES:
        raise _unreadable(f"the file has {len(data) // 1_000_000} MB; at most {MAX_BYTES // 1_000_000} MB are read")
    if not data.strip():
        raise _unreadable("the file is empty")
    notices: list[tuple[str, str]] = []
    try:
        text = _decode(data, notices)
        tree = _parse(text, data)
        if len(data) > LARGE_BYTES:
            notices.append((Kind.LARGE_OUTPUTS.value, f"the file has {len(data) // 1_000_000} MB; outputs are dropped"))
        return _notebook(tree, notices, outputs=len(data) <= LARGE_BYTES)
    except RecursionError:
        raise _unreadable("the JSON is nested too deeply for a notebook") from None
    except MemoryError:
        raise _unreadable("the JSON needs too much memory for a notebook") from None


def _unreadable(message: str) -> UnreadableError:
    return UnreadableError(Kind.INVALID_NOTEBOOK.value, one_line(message))


def _decode(data: bytes, notices: list[tuple[str, str]]) -> str:
    mark, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", ""))
    encoding = encoding or json.detect_encoding(data)
    try:
        text = data[len(mark) :].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        if not encoding.startswith("utf-8"):
            notices.append((Kind.ENCODING.value, f"the file is {encoding.upper()}, not UTF-8"))
        return text
    encoding = "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding = "latin-1"
        text = data.decode(encoding)
    notices.append((Kind.ENCODING.value, f"the file is not UTF-8; it was read as {encoding}"))
    return text


def _parse(text: str, data: bytes) -> dict[str, Any]:
    if len(data) > LARGE_BYTES:
        for count, _ in enumerate(_VALUE.finditer(text)):
            if count > MAX_VALUES:
                raise _unreadable(f"the file holds more than {MAX_VALUES:,} JSON values")
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        raise _unreadable(_broken(text, data, error)) from None
    except ValueError:
        raise _unreadable("no valid JSON: a number has too many digits") from None
    if not isinstance(tree, dict):
        raise _unreadable(f"the JSON is {_article(tree)}, not a notebook")
    return tree


def _broken(text: str, data: bytes, error: json.JSONDecodeError) -> str:
    """Why the text is no JSON, and where; most often a merge half done or half an upload."""
    if mark := _CONFLICT.search(text):
        return f"no valid JSON: git left a conflict in line {text.count(chr(10), 0, mark.start()) + 1}"
    for start, name in _LOOKS_LIKE:
        if data.lstrip().startswith(start):
            return f"the file is {name}, not a notebook"
    cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    what = "the file breaks off" if cut else error.msg.removesuffix(" at")
    return f"no valid JSON: {what} in line {error.lineno}, column {error.colno}"


def _notebook(tree: dict[str, Any], notices: list[tuple[str, str]], outputs: bool) -> RawNotebook:
    version = tree.get("nbformat")
    if version != 4:
        said = version if isinstance(version, (int, float)) else "unknown"
        notices.append((Kind.FORMAT_VERSION.value, one_line(f"notebook format {said}, read as format 4")))
    faults: list[str] = []
    found = list(_cells(tree, faults))
    if len(found) > MAX_CELLS:
        faults.insert(0, f"{len(found):,} cells, the first {MAX_CELLS:,} were read")
    cells = []
    for number, value in enumerate(found[:MAX_CELLS], start=1):
        cell = _cell(value, number, faults, outputs)
        if cell is not None:
            cells.append(cell)
    if faults:
        notices.append((Kind.MALFORMED_CELL.value, listing(faults, 3)))
    metadata = tree.get("metadata")
    return RawNotebook(tuple(cells), tuple(notices), _clean(metadata) if isinstance(metadata, dict) else {})


def _cells(tree: dict[str, Any], faults: list[str]) -> Iterator[object]:
    """The cells of format 4, or those of all worksheets of format 3."""
    cells = tree.get("cells")
    if isinstance(cells, list):
        yield from cells
        return
    worksheets = tree.get("worksheets")
    if cells is not None or not isinstance(worksheets, list):
        raise _unreadable("the JSON has no list of cells, so it is no notebook")
    for number, sheet in enumerate(worksheets, start=1):
        inner = sheet.get("cells") if isinstance(sheet, dict) else None
        if isinstance(inner, list):
            yield from inner
        else:
            faults.append(f"worksheet {number} has no list of cells")


def _cell(value: object, number: int, faults: list[str], outputs: bool) -> RawCell | None:
    if not isinstance(value, dict):
        faults.append(f"cell {number} is {_article(value)}")
        return None
    kind = value.get("cell_type")
    source = _source(value.get("source", value.get("input", "")), number, faults)
    if kind == "heading":  # format 3
        level = value.get("level")
        source = "#" * (level if type(level) is int and 1 <= level <= 6 else 1) + " " + source
    if kind in ("heading", "html"):
        kind = "markdown"
    if kind not in ("code", "markdown", "raw"):
        said = repr(one_line(kind, 30)) if isinstance(kind, str) else _article(kind)
        faults.append(f"the type of cell {number} is {said}")
        kind = "raw"
    metadata = value.get("metadata", {})
    if not isinstance(metadata, dict):
        faults.append(f"metadata of cell {number} is {_article(metadata)}")
        metadata = {}
    cell_id = value.get("id")
    return RawCell(
        kind=kind,
        source=source,
        cell_id=_text(cell_id)[:200] if isinstance(cell_id, str) else "",
        nbgrader=_claims(metadata.get("nbgrader"), number, faults),
        tags=_tags(metadata.get("tags"), number, faults),
        outputs=handed_in_outputs(value.get("outputs")) if outputs and kind == "code" else (),
    )


def _source(value: object, number: int, faults: list[str]) -> str:
    lines = value if isinstance(value, list) else [value]
    kept = [line for line in lines if isinstance(line, str)]
    if len(kept) < len(lines):
        faults.append(f"source of cell {number} is {_article(next(x for x in lines if not isinstance(x, str)))}")
    text = "".join(kept)
    if len(text) > MAX_SOURCE:
        faults.append(f"source of cell {number} has {len(text):,} characters, {MAX_SOURCE:,} were read")
    return _text(text[:MAX_SOURCE])


def _claims(value: object, number: int, faults: list[str]) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        faults.append(f"nbgrader metadata of cell {number} is {_article(value)}")
        return {}
    kept = {
        _text(key)[:200]: _text(entry)[:1000] if isinstance(entry, str) else entry
        for key, entry in value.items()
        if entry is None or isinstance(entry, (str, int, float))
    }
    if len(kept) < len(value):
        faults.append(f"nbgrader metadata of cell {number} holds lists or objects")
    return kept


def _tags(value: object, number: int, faults: list[str]) -> tuple[str, ...]:
    if value is None:
        return ()
    tags = [tag for tag in value if isinstance(tag, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(tags) < len(value):
        faults.append(f"tags of cell {number} are no list of words")
    return tuple(_text(tag[:200]) for tag in tags[:100])


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_clean(entry) for entry in value]
    if isinstance(value, dict):
        return {_text(key): _clean(entry) for key, entry in value.items()}
    return value


def _text(value: str) -> str:
    """``value`` without lone surrogates, which no file and no terminal can take."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _article(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")

"""A table that a platform exported: find the row of each student, fill in one column, leave all else as it was.

Delimiter, line ends and byte order mark are kept. Cells are not made safe for spreadsheets here: they are the
platform's own text, and a changed name would no longer be found there.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograde.errors import UsageError
from autograde.findings import listing, printable
from autograde.platforms.countable import folded

__all__ = ["Roster", "squeezed"]

DELIMITERS = ",;\t"
Row = list[str]


@dataclass
class Roster:
    """The rows, the first of them the header."""

    path: Path
    rows: list[Row]
    delimiter: str
    line_end: str
    mark: str

    @classmethod
    def read(cls, data: bytes, path: Path) -> Roster:
        """Take the table apart.

        Raises:
            UsageError: not UTF-8, or no table.
        """
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise UsageError(f"{path}: is not UTF-8; take the file as the platform exported it") from None
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix("\ufeff")
        first = text.split("\n", 1)[0]
        line_end = "\r\n" if first.endswith("\r") else "\n"
        delimiter = max(DELIMITERS, key=first.count)
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a worksheet holds whole answers
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise UsageError(f"{path}: is no table of comma-separated values ({error})") from None
        if not rows or len(rows[0]) < 2:
            raise UsageError(f"{path}: has no header line; take the file as the platform exported it")
        return cls(path, rows, delimiter, line_end, mark)

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [name.strip() for name in self.rows[0]]

    def text(self) -> str:
        """The table as it is now."""
        out = io.StringIO(newline="")
        out.write(self.mark)
        plain, quoted = (
            csv.writer(out, delimiter=self.delimiter, lineterminator=self.line_end, quoting=quoting)
            for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
        )
        for row in self.rows:  # Python writes a carriage return without quotes, which ends the row for most readers
            (quoted if any("\r" in cell for cell in row) else plain).writerow(row)
        return out.getvalue()

    def column(self, fits: Callable[[str], bool], wanted: str) -> int:
        """The only column that fits.

        Raises:
            UsageError: there is none, or more than one.
        """
        found = [index for index, name in enumerate(self.header) if fits(name)]
        if len(found) == 1:
            return found[0]
        problem = "has several columns" if found else "has no column"
        names = listing([name for name in self.header if name], shown=12)
        raise UsageError(f"{self.path}: {problem} {printable(wanted)!r}; name one with --column, of: {names}")

    def cell(self, row: Row, column: int) -> str:
        """The text of a cell, empty where the row is too short."""
        return row[column] if column < len(row) else ""

    def fill(
        self,
        grades: Mapping[str, str],
        column: int,
        keys: Sequence[Callable[[Row], Iterable[str]]],
        *,
        keep: Iterable[str] = (),
    ) -> list[str]:
        """Write each student's grade into the column and return what could not be written, as lines.

        Args:
            grades: by student.
            column: where they go.
            keys: folded names under which a row may be known, the most certain kind first; a student's row is the only
                one that has the name, by the first kind by which there is one.
            keep: words in the column that a person has put there.
        """
        known = [self._known(key) for key in keys]
        rows = {student: _only_row(folded(student), known) for student in grades}
        taken = Counter(index for index in rows.values() if index)
        kept, missing, doubtful = [], [], []
        for student, index in rows.items():
            if index is None:
                missing.append(student)
            elif index == 0 or taken[index] > 1:
                doubtful.append(student)
            elif self.cell(self.rows[index], column).strip().upper() in set(keep):
                kept.append(student)
            else:
                row = self.rows[index]
                row += [""] * (column + 1 - len(row))
                row[column] = grades[student]
        notes = [(missing, "not in it"), (doubtful, "more than one row or name fits"), (kept, "excused there")]
        return [f"{self.path}: not filled in, {why}: {listing(names, shown=20)}" for names, why in notes if names]

    def _known(self, key: Callable[[Row], Iterable[str]]) -> dict[str, set[int]]:
        """The rows under each name, by one kind of name."""
        known: dict[str, set[int]] = {}
        for index, row in enumerate(self.rows[1:], 1):
            for name in key(row):
                if name:
                    known.setdefault(name, set()).add(index)
        return known


def _only_row(student: str, known: Iterable[Mapping[str, set[int]]]) -> int | None:
    """A row's index; 0, the header's, where several fit."""
    for names in known:
        if found := names.get(student):
            return min(found) if len(found) == 1 else 0
    return None


def squeezed(name: str) -> str:
    """Letters and digits only, as Canvas writes a name into the name of a file."""
    return "".join(char for char in folded(name) if char.isalnum())

"""A roster that is read and written is the same table, whatever stands in it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from autograde.platforms.roster import Roster, squeezed

CELL = st.text(st.sampled_from("ab,;\t\"'\r\n =-\x00é\u2028"), max_size=6)
ROWS = st.lists(st.lists(CELL, max_size=5), max_size=5)


def parsed(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@given(ROWS, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_the_table_comes_back(rows: list[list[str]], delimiter: str, line_end: str, mark: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(
        [["Student", "ID", "Grade"], *rows]
    )
    roster = Roster.read((mark + out.getvalue()).encode(), Path("export.csv"))
    assert (roster.delimiter, roster.line_end, roster.mark) == (delimiter, line_end, mark)
    written = roster.text()
    assert written.startswith(mark)
    assert parsed(written.removeprefix(mark), delimiter) == parsed(out.getvalue(), delimiter)
    assert Roster.read(written.encode(), Path("export.csv")) == roster


@given(ROWS)
def test_only_the_column_changes(rows: list[list[str]]) -> None:
    roster = Roster(Path("export.csv"), [["Student", "ID", "Grade"], *[list(row) for row in rows]], ",", "\n", "")
    notes = roster.fill({"a": "1", "b": "2"}, 2, [lambda row: [row[0]] if row else []])
    named = {name: [index for index, row in enumerate(rows) if row and row[0] == name] for name in "ab"}
    for index, (before, after) in enumerate(zip(rows, roster.rows[1:], strict=True)):
        filled = [name for name, found in named.items() if found == [index]]
        if filled:
            assert after[2] == {"a": "1", "b": "2"}[filled[0]]
            assert after[:2] + after[3:] == [*before, "", ""][:2] + before[3:]
        else:
            assert after == before
    left = [name for name, found in named.items() if len(found) != 1]
    assert all(any(line.endswith(name) or f"{name}," in line for line in notes) for name in left)


def test_an_answer_longer_than_a_csv_reader_takes_by_itself() -> None:
    text = f"Full name,Grade,Online text\nAda,,{'x' * 200_000}\n"
    assert Roster.read(text.encode(), Path("export.csv")).text() == text


def test_names_run_together() -> None:
    assert squeezed("Lovelace, Ada-Maria ") == "lovelaceadamaria"

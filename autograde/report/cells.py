"""The student's cells on a page: code, what it showed, how it ended. Everything is cut to a size that opens fast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from autograde.disclosure import Disclosure
from autograde.report.ansi import excerpt, label
from autograde.report.catalogue import Catalogue
from autograde.report.highlight import MAX_CHARACTERS, CodeLine, Listing, highlight
from autograde.report.png import Figure, figure
from autograde.result import CellRecord, SubmissionResult

__all__ = ["Cells", "PageCell", "Shown"]

MAX_CELLS = 200
MAX_ITEMS = 40
MAX_TEXT, MAX_TEXT_LINES = 6_000, 80
PAGE_CHARACTERS = 400_000
PAGE_FIGURE_BYTES = 6_000_000
_TEXTS = ("text/plain", "text/markdown", "text/latex", "text/html", "image/svg+xml")
"""What is shown of a value that has several forms, the first that is there; always as text."""


@dataclass(frozen=True)
class Shown:
    """One thing that a cell showed."""

    text: str = ""
    cut: bool = False
    error: bool = False
    """Whether it was written to stderr."""
    figure: Figure | None = None
    alt: str = ""


@dataclass(frozen=True)
class PageCell:
    """One cell as the page has it."""

    key: str
    code: Listing
    given: bool
    """Whether the text is the assignment's."""
    shown: tuple[Shown, ...] = ()
    caption: str = ""
    note: str = ""
    """How it ended, where it did not end well."""


@dataclass
class Cells:
    """The cells of one submission; sizes are counted over the whole page."""

    submission: SubmissionResult
    words: Catalogue
    characters: int = 0
    figure_bytes: int = 0
    _records: Mapping[tuple[str, str], CellRecord] = field(init=False)
    _disclosure: Disclosure = field(init=False)

    def __post_init__(self) -> None:
        records = self.submission.cells[:MAX_CELLS]
        self._records = {(record.notebook, record.key): record for record in records}
        self._disclosure = Disclosure({record.key: record.source for record in records})

    def students(self, notebook: str, key: str) -> CellRecord | None:
        """The cell, where its text is the student's."""
        record = self._records.get((notebook, key))
        return record if record is not None and record.student and record.source.strip() else None

    def others(self, used: set[tuple[str, str]]) -> list[CellRecord]:
        """Cells that are not in ``used`` and are worth showing: the student's, and given ones that showed something."""
        return [
            record
            for place, record in self._records.items()
            if place not in used and record.source.strip() and (record.student or record.outputs or record.handed_in)
        ]

    def halted(self, record: CellRecord) -> tuple[str, str, tuple[CodeLine, ...]]:
        """For a cell that did not run to its end: how it ended, what helps, and the line; empty for all others."""
        note = self._note(record)
        kind, line = self._raised(record)
        return note, self.words.exceptions.get(kind, ""), highlight(record.source, (line,)).around(line)

    def page_cell(self, record: CellRecord, *, aside: bool = False) -> PageCell:
        """The cell with its code and output.

        Args:
            aside: it is no answer. There may be hundreds of these: how they ended once a hidden test has run is not
                told, for they could spell out its inputs.
        """
        quiet = aside and record.exposed
        line = 0 if quiet else self._raised(record)[1]
        fits = self._fits(min(len(record.source), MAX_CHARACTERS))
        code = highlight(record.source, (line,)) if fits else Listing((), cut=True)
        outputs = record.handed_in if record.exposed else record.outputs
        shown = tuple(self._shown(outputs, record.key))
        caption = (self.words.handed_in if record.exposed else self.words.output) if shown else ""
        note = "" if quiet else self._note(record)
        if record.exposed and record.outputs and not shown and not quiet:
            note = f"{note} {self.words.withheld}".strip()
        return PageCell(label(record.key), code, not record.student, shown, caption, note)

    def _fits(self, size: int) -> bool:
        self.characters += size
        return self.characters <= PAGE_CHARACTERS

    def _note(self, record: CellRecord) -> str:
        if record.status in self.words.cell_states:
            return self.words.cell_states[record.status]
        if record.error is None:
            return ""
        kind, line = self._raised(record)
        sentence = self.words.cell_raised_line if line else self.words.cell_raised
        message = "" if record.exposed else label(record.error[1], 300)
        return sentence.format(kind=kind or self.words.an_exception, line=line) + (f" {message}" if message else "")

    def _raised(self, record: CellRecord) -> tuple[str, int]:
        """Type and line of what ended the cell, as far as they may be told."""
        if record.error is None:
            return "", 0
        kind, _, line = record.error
        place = self._disclosure.place(record.key, line, secret=record.exposed)
        return self._disclosure.raised(kind, secret=record.exposed), place[1]

    def _shown(self, outputs: tuple[Mapping[str, object], ...], key: str) -> list[Shown]:
        found: list[Shown] = []
        figures = 0
        for item in outputs[:MAX_ITEMS]:
            data = item.get("data")
            if isinstance(data, dict):
                image = figure(data.get("image/png"))
                self.figure_bytes += len(image.base64) if image else 0
                if image and self.figure_bytes <= PAGE_FIGURE_BYTES:
                    figures += 1
                    alt = self.words.figure.format(number=figures, cell=label(key))
                    found.append(Shown(figure=image, alt=alt))
                    continue
                text: object = next((data[mime] for mime in _TEXTS if isinstance(data.get(mime), str)), "")
            else:
                text = item.get("text")
            if isinstance(text, str) and text.strip() and self._fits(min(len(text), MAX_TEXT)):
                part = excerpt(text, characters=MAX_TEXT, lines=MAX_TEXT_LINES)
                if part.text.strip():
                    found.append(Shown(part.text, part.cut, item.get("name") == "stderr"))
        return found

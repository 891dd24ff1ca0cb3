"""Text of students as it may stand in a page: no terminal codes, nothing that hides or re-orders what is read.

Escaping for HTML is the template's work; this module removes what escaping leaves in place. Colour codes go, a progress
bar keeps its last state, and characters that cannot be seen are shown as what they are (``␀``, ``⟨U+202E⟩``).
Every step is linear in the text, which is cut first: a cell may print without end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Excerpt", "excerpt", "label", "plain", "visible"]

LABEL = 80

_ESCAPES = re.compile(
    "\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?"  # operating system commands: titles, links
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"  # control sequences: colours, cursor
    "|\x1b[PX^_][^\x1b]*(?:\x1b\\\\)?"  # strings to the device
    "|\x1b[ -/]*[0-~]?"
)
_COMBINING = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(f"([{_COMBINING}]{{3}})[{_COMBINING}]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True)
class Excerpt:
    """The beginning of a text."""

    text: str
    cut: bool = False


def plain(text: str) -> str:
    """``text`` without terminal codes, its lines ended by ``\\n``, with what cannot be seen made visible."""
    text = _ESCAPES.sub("", text).replace("\r\n", "\n")
    if "\r" in text:
        text = "\n".join(_overwritten(line) for line in text.split("\n"))
    return visible(_PILE.sub(r"\1", text))


def visible(text: str) -> str:
    """``text`` with every character that cannot be seen shown as what it is."""
    return _UNSEEN.sub(_shown, text)


def label(text: str, length: int = LABEL) -> str:
    """``text`` as one short line: a name, a type, a message."""
    line = " ".join(plain(text[: 8 * length]).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def excerpt(text: str, *, characters: int, lines: int) -> Excerpt:
    """The first ``lines`` lines and ``characters`` characters of ``text``, cleaned."""
    window = text[: 4 * characters]
    whole = plain(window)
    kept = "\n".join(whole.split("\n", lines)[:lines])[:characters]
    return Excerpt(kept.rstrip("\n"), len(window) < len(text) or len(kept.rstrip("\n")) < len(whole.rstrip("\n")))


def _overwritten(line: str) -> str:
    """What a terminal shows in the end of a line that went back to its start, as progress bars do."""
    parts = [part for part in line.split("\r") if part]
    return parts[-1] if parts else ""


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= code < 0xE000 else f"⟨U+{code:04X}⟩"

"""Texts that programs stumble over: names, messages, lines of code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

__all__ = ["HOSTILE", "file_names", "hostile", "line_of", "pick"]

HOSTILE = (
    "", " ", "\x00", "\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\r", "\n", "\r\n", "\t", "\x08", "\x0b", "\x0c", "\x1c",
    "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\ufffe", "\uffff", "\ud800",
    "\udfff", "\udc80", "\U0010ffff", "\U000e0041", "e\u0301" * 3, "\u0301" * 50, "ä", "a\u0308", "ﬁ", "İ", "ß",
    "ſ", "K", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|cmd", "%s%n", "{}", "{0}", "{{ 7*7 }}",
    "{% raw %}", "</script>", "<script>", "<!--", "]]>", "&amp;", "&#0;", "'", '"', "`", "\\", "\\u0000", "[red]",
    "[/]", "[link=x]", ":smile:", "../..", "/etc/passwd", "C:\\x", "CON", "nul", "a" * 300, "9" * 30, "__class__",
    "日本語", "👩‍🎓", "NaN", "-inf", "None", "import os", "%time x",
    "!ls", "%%bash\nls", "?x", "x?", "def f(:", "'''", "(" * 300,
    "lambda: " * 120 + "0", "x = 1" + "+1" * 400, "\\", "\x00x", "raise NotImplementedError()", "YOUR ANSWER HERE",
)  # fmt: skip


def pick(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """One of ``values``; as ``sampled_from``, but hypothesis need not write all of them down for its reports."""
    return st.integers(0, len(values) - 1).map(values.__getitem__)


hostile = st.one_of(
    pick(HOSTILE),
    st.lists(pick(HOSTILE), min_size=2, max_size=3).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=12),
)


def line_of(text: str, length: int) -> bool:
    """Whether ``text`` is one line that a terminal, a page and a file can take."""
    text.encode("utf-8")
    return bool(text) and len(text) <= length and text.isprintable() | all(c not in "\r\n\x1b\x00" for c in text)


_PARTS = (
    "ada", "Ada Lovelace", "Jürgen", "Ju\u0308rgen", "ps01", "PS01", "ps01_tensors", "PS01_Tensors", "submission_123",
    "Ada Lovelace_123_assignsubmission_file", "Ada Lovelace_123_assignsubmission_file_", "lovelaceada_123_456_ps01",
    "lovelaceada_LATE_123_456_ps01", "ps01_ada_attempt_2026-01-30-15-00-00_ps01", "feedback", "data", "__MACOSX",
    ".git",
    "..", ".", "", "CON", "a:b", "a*b", " x ", "x.", "a\\b", "a\nb", "\x01", "\udcff", "ß", "SS", "a" * 250,
    "0", "(1)", "ps01 (1)", "ps01-Copy1", "=cmd()", "timestamp", "submissions", "İ", "ﬁ", "'; --", "<b>", "[red]",
)  # fmt: skip
_ENDINGS = (
    "",
    "",
    ".ipynb",
    ".ipynb",
    ".IPYNB",
    ".ipynb.txt",
    ".ipynb.json",
    ".zip",
    ".ZIP",
    ".txt",
    ".tar.gz",
    ".zip.zip",
)

file_names = st.builds(str.__add__, pick(_PARTS), pick(_ENDINGS))
"""Names of files and folders as platforms, browsers, students and attackers write them."""

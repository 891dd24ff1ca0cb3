"""The closed list of findings is complete and what students wrote is shown as one harmless line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.findings import DETAIL_LENGTH, Kind, finding, listing, one_line, printable
from autograde.result import Finding


def test_every_kind_is_a_word_with_a_sentence() -> None:
    for kind in Kind:
        assert kind.value == kind.name.lower() and str(kind) == kind.value and kind == kind.value
        assert kind.sentence[0].isupper() and kind.sentence.endswith(".")
    assert len({kind.sentence for kind in Kind}) == len(Kind)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë 😀 👩‍🔬 née O'Neil", "Zoë 😀 👩‍🔬 née O'Neil"),
        ("a\x1b[31mb\x00", "a?[31mb?"),
        ("a\u202egnp.exe", "a?gnp.exe"),
        ("a\udc80\u2028b", "a??b"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(text=st.text(max_size=1000))
def test_details_are_one_short_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= DETAIL_LENGTH and len(line.splitlines()) <= 1
    line.encode("utf-8")


def test_a_long_detail_is_cut_visibly() -> None:
    assert finding(Kind.ENCODING, "x" * 300, notebook="nb") == Finding("encoding", "nb", "", "x" * 196 + " ...")


def test_listing() -> None:
    assert listing([]) == ""
    assert listing(["a", "b"]) == "a, b"
    assert listing(list("abcdefg"), 3) == "a, b, c and 4 more"
    assert listing(["x" * 99, "b"], length=10) == "xxxxxx ..., b"

"""The parts of a page that meet students' text: cleaning, colours, figures, file names."""

from __future__ import annotations

import base64
import html
import io
import re
import struct
import unicodedata
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from autograde.handed_in import handed_in_outputs
from autograde.report.ansi import excerpt, label, plain
from autograde.report.file_names import page_names
from autograde.report.highlight import highlight
from autograde.report.png import figure
from tests.autograde.pages import chunk, png

# -- text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[1;31mred\x1b[0mb", "aredb"),
        ("\x1b]0;a title\x07x", "x"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x1b]never ended", ""),
        ("a\r\nb", "a\nb"),
        ("  0%\r 50%\r100%\ndone", "100%\ndone"),
        ("gone\r", "gone"),
        ("null\x00 back\x08", "null␀ back␈"),
        ("abc\u202edef\u2066", "abc⟨U+202E⟩def⟨U+2066⟩"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩"),
        ("line\u2028line", "line⟨U+2028⟩line"),
        ("Zoë שלום 你好 👩‍🚀\t|", "Zoë שלום 你好 👩‍🚀\t|"),
        ("Z" + "\u0336" * 50, "Z" + "\u0336" * 3),
    ],
)
def test_text_is_shown_as_it_would_be_read(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_no_text_hides_anything(text: str) -> None:
    shown = plain(text)
    for character in shown:
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )
    assert plain(shown) == shown


@given(st.text(alphabet=st.sampled_from("ab\n\r\x1b[m é"), max_size=200), st.integers(1, 50), st.integers(1, 8))
def test_an_excerpt_is_the_beginning_and_says_whether_it_is_all(text: str, characters: int, lines: int) -> None:
    part = excerpt(text, characters=characters, lines=lines)
    whole = plain(text).rstrip("\n")
    assert len(part.text) <= characters and part.text.count("\n") < lines
    assert part.cut or part.text == whole
    if len(text) <= 4 * characters:
        assert whole.startswith(part.text) and part.cut == (part.text != whole)


def test_a_label_is_one_short_line() -> None:
    assert label("a\nb\tc") == "a b c"
    assert len(label("x" * 10_000)) == 80
    assert label("x" * 10_000).endswith("…")


# -- code


def bare(line: str) -> str:
    assert re.fullmatch(r'(?:[^<>]|<span class="(?:com|str|lit|kw|def|fun)">[^<>]*</span>)*', line), line
    return html.unescape(re.sub("<[^>]*>", "", line))


@given(st.text(alphabet=st.sampled_from("abc \n\t'\"#<>&/{}()=+:def class%0\\"), max_size=300))
def test_highlighting_changes_no_character_and_adds_only_spans(source: str) -> None:
    listing = highlight(source)
    assert "\n".join(bare(line.html) for line in listing.lines) == plain(source).rstrip("\n")
    assert [line.number for line in listing.lines] == list(range(1, len(listing.lines) + 1))


def test_keywords_strings_comments_and_names_have_colours() -> None:
    (line,) = highlight("def f(x=1): return 'a'  # why").lines
    for part in ('"kw">def', '"def">f', '"lit">1', '"kw">return', '"str">&#39;a&#39;', '"com"># why'):
        assert part in line.html


def test_long_code_is_cut_and_very_long_lines_stay_without_colour() -> None:
    assert highlight("x = 1\n" * 5000).cut
    assert len(highlight("x = 1\n" * 5000).lines) == 600
    (line,) = highlight("x = '" + "a" * 5000 + "<'").lines
    assert "<" not in line.html and "&lt;" in line.html


def test_the_lines_around_a_marked_one() -> None:
    listing = highlight("a\nb\nc\nd", (2,))
    assert [(line.number, line.marked) for line in listing.around(2)] == [(1, False), (2, True), (3, False)]
    assert listing.around(0) == listing.around(9) == ()


# -- figures


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size, image.convert("RGBA").tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_figure_keeps_its_pixels(mode: str) -> None:
    source = Image.new("L", (37, 11))
    source.putdata([(7 * k) % 256 for k in range(37 * 11)])
    file = io.BytesIO()
    (source if mode == "L" else source.convert("I").convert(mode) if mode == "I;16" else source.convert(mode)).save(
        file, "PNG"
    )
    shown = figure(base64.encodebytes(file.getvalue()).decode())
    assert shown is not None
    assert (shown.width, shown.height) == (37, 11)
    assert pixels(base64.b64decode(shown.base64)) == pixels(file.getvalue())
    assert shown.uri.startswith("data:image/png;base64,") and not set(shown.uri) & set("<>\"' \n")


def test_what_is_no_pixel_of_a_figure_goes() -> None:
    secret = chunk(b"tEXt", b"Comment\0secret") + chunk(b"acTL", bytes(8)) + chunk(b"eXIf", b"secret")
    tail = base64.b64encode(base64.b64decode(png(extra=[secret])) + b"<script>alert(1)</script>").decode()
    for text in (png(extra=[secret]), tail):
        shown = figure(text)
        assert shown is not None
        data = base64.b64decode(shown.base64)
        assert b"secret" not in data and b"script" not in data
        assert pixels(data) == pixels(base64.b64decode(png()))


def damaged() -> str:
    data = bytearray(base64.b64decode(png()))
    data[-20] ^= 1
    return base64.b64encode(bytes(data)).decode()


BAD = {
    "nothing": "",
    "no text": None,
    "no base64": "§§§",
    "markup": '"><script>alert(1)</script>',
    "no image": base64.b64encode(b"<svg onload=alert(1)>").decode(),
    "a JPEG": base64.b64encode(b"\xff\xd8\xff\xe0" + bytes(100)).decode(),
    "a signature alone": base64.b64encode(b"\x89PNG\r\n\x1a\n").decode(),
    "a damaged chunk": damaged(),
    "cut off": base64.b64encode(base64.b64decode(png())[:-14]).decode(),
    "a header that claims too much": png(7000, 7000, pixels=bytes(10)),
    "no width": png(0, 2),
    "too few pixels": png(pixels=bytes(3)),
    "a bomb of pixels": png(pixels=bytes(5_000_000)),
    "no zlib": base64.b64encode(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    ).decode(),
    "a palette that is not there": base64.b64encode(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 3, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    ).decode(),
    "a chunk that is longer than the file": base64.b64encode(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR").decode(),
    "large": "A" * 3_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", list(BAD))
def test_what_is_no_sound_png_is_left_out(name: str) -> None:
    assert figure(png()) is not None
    assert figure(BAD[name]) is None


# -- outputs of the submitted file


def test_outputs_as_handed_in() -> None:
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]},
        {"output_type": "stream", "name": "../x", "text": "c"},
        {"output_type": "execute_result", "data": {"text/plain": ["1"], "application/javascript": "alert(1)"}},
        {"output_type": "display_data", "data": {"image/png": png(), "text/plain": "<Figure>"}},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t"]},
    ]
    assert handed_in_outputs(outputs) == (
        {"type": "stream", "name": "stdout", "text": "a\nb"},
        {"type": "stream", "name": "stdout", "text": "c"},
        {"type": "result", "data": {"text/plain": "1"}},
        {"type": "display", "data": {"text/plain": "<Figure>", "image/png": png()}},
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["stream", "display_data"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["output_type", "data", "text", "name", "text/plain", "image/png"]), inner)
    ),
    max_leaves=20,
)


@given(JSON)
def test_whatever_stands_there_as_outputs_is_read(value: object) -> None:
    for item in handed_in_outputs(value):
        texts = item["data"].values() if isinstance(item.get("data"), dict) else [item["text"]]  # type: ignore[union-attr]
        assert all(isinstance(text, str) and len(text) <= 1_500_000 for text in texts)


# -- file names


@given(st.lists(st.text() | st.sampled_from(["ada", "Ada", "ada-2", "../x", "CON", ".", "", "a/b", "😀"]), max_size=12))
def test_every_student_gets_a_safe_name_of_its_own(students: list[str]) -> None:
    names = page_names(students)
    assert len(names) == len(students)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.html", name), name
        assert name.removesuffix(".html").casefold() not in ("con", "nul", "aux", "prn", "overview")


def test_plain_names_stay_and_others_stay_apart() -> None:
    assert page_names(["ada", "ada_2"]) == ["ada.html", "ada_2.html"]
    one, other, plain_name = page_names(["Jürgen", "Jürgen".encode().decode("latin-1"), "Jurgen"])
    assert one.startswith("Jurgen-") and plain_name == "Jurgen.html" and len({one, other, plain_name}) == 3

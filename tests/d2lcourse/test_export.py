"""d2lcourse export: one file that is complete, a PDF of as many pages as slides, words for figures, clear refusals."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pypdf import PdfReader

from d2lcourse import cli
from d2lcourse.handouts import HandoutError, alt_text, export, javascript, pdf
from d2lcourse.handouts.executed import imported
from d2lcourse.handouts.page import slide_count
from tests.browser.chromium import launched
from tests.lectures.notebooks import slides

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWS = 'plt.plot(x, label="training")\nax.set(xlabel="step $t$", ylabel="loss")\nax.set_title(f"{n} steps")'


def on(kind: str, cell: Any) -> Any:
    """A cell with its place among the slides."""
    cell.metadata["slideshow"] = {"slide_type": kind}
    return cell


@pytest.fixture
def lecture(tmp_path: Path) -> Path:
    """A deck of four slides on two sections; its notebook holds the outputs already."""
    folder = tmp_path / "lectures"
    folder.mkdir()
    (folder / "rise.css").write_text(".reveal .slides > section > section { padding: 20px 48px 0 !important; }")
    (folder / "dot.png").write_bytes(PIXEL)
    picture = new_output("display_data", {"image/png": base64.b64encode(PIXEL).decode(), "text/plain": "<Figure>"})
    cells = [
        on("slide", new_markdown_cell("# Sums\n\n![a dot](dot.png)\n\nLecture 98 · a test")),
        on("notes", new_markdown_cell("**1 min.** Say hello.")),
        on("subslide", new_markdown_cell("## A formula </script>\n\n$$\\frac{1}{2} \\le x$$")),
        on("fragment", new_markdown_cell("and then $y_i$")),
        on("slide", new_markdown_cell("# Section")),
        on("subslide", new_markdown_cell("## Loss by step")),
        on("-", new_code_cell(DRAWS, outputs=[picture], execution_count=1)),
        on("skip", new_markdown_cell("SKIPPED")),
    ]
    path = folder / "98_sums.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata={"title": "98 Sums"}), path)
    return path


@pytest.fixture
def needs_npm() -> None:
    try:
        javascript.javascript()
    except HandoutError as error:
        pytest.skip(str(error))


@pytest.mark.usefixtures("needs_npm")
def test_one_file_and_a_page_for_each_slide(lecture: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(lecture, as_version=4)
    out = tmp_path / "out"
    with launched() as browser:
        pass  # or it is skipped: the PDF needs one, too
    made = export(lecture, out, pdf=True, notebook=notebook)
    assert made.slides == len(slides(notebook)) == 4
    assert made.pdf is not None
    pages = PdfReader(made.pdf).pages
    assert len(pages) == pdf.page_count(made.pdf.read_bytes()) == 4
    assert "Lecture 98" in pages[0].extract_text() and "Loss by step" in pages[3].extract_text()
    assert "98 Sums" in pages[3].extract_text() and "4/4" in pages[3].extract_text()
    before = [file.stat().st_mtime_ns for file in (made.page, made.pdf)]
    again = export(lecture, out, pdf=True, notebook=notebook)
    assert again == made
    assert [file.stat().st_mtime_ns for file in (made.page, made.pdf)] == before, "the same slides are not made again"
    made.page.rename(tmp_path / "alone.html")
    with launched() as browser:
        context = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
        page, asked = context.new_page(), list[str]()
        context.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.goto((tmp_path / "alone.html").as_uri())
        page.wait_for_function("typeof Reveal !== 'undefined' && Reveal.isReady()")
        assert [url[:60] for url in asked if not url.startswith("data:")] == [(tmp_path / "alone.html").as_uri()[:60]]
        assert page.evaluate("Reveal.getTotalSlides()") == 4
        assert page.evaluate("[...document.images].map(image => image.naturalWidth)") == [1, 1]
        assert page.evaluate("document.querySelectorAll('mjx-container').length") == 2
        words = page.evaluate("[...document.images].map(image => image.alt)")
        assert words[0] == "a dot" and words[1].startswith("Figure: Loss by step.")
        assert "SKIPPED" not in page.evaluate("document.querySelector('.slides').textContent")
        with context.expect_page() as opened:
            page.keyboard.press("s")
        notes = opened.value.locator(".speaker-controls-notes .value")
        notes.get_by_text("Say hello.").wait_for()


@pytest.mark.usefixtures("needs_npm")
@pytest.mark.parametrize("part", ["rise.css", "dot.png", "notebook"])
def test_a_page_is_made_again_where_a_part_changed(part: str, lecture: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(lecture, as_version=4)
    before = export(lecture, tmp_path, notebook=notebook).page.read_text()
    if part == "rise.css":
        (lecture.parent / part).write_text(".reveal { color: #123456; }")
    elif part == "dot.png":
        (lecture.parent / part).write_bytes(b"another")
    else:
        notebook.cells[1].source = "**1 min.** Say goodbye."
    after = export(lecture, tmp_path, notebook=notebook)
    assert after.page.read_text() != before and after.slides == 4


@pytest.mark.usefixtures("needs_npm")
def test_slides_that_are_no_pages_are_an_error(lecture: Path, tmp_path: Path) -> None:
    with launched():
        pass
    made = export(lecture, tmp_path, notebook=nbformat.read(lecture, as_version=4))
    with pytest.raises(HandoutError, match="3 slides became 4 pages"):
        pdf.print_pdf(made.page, tmp_path / "x.pdf", 3)
    assert not (tmp_path / "x.pdf").exists()


def test_a_figure_is_told_by_its_slide_and_its_code() -> None:
    told = alt_text.figure_alt("Loss by **step**", DRAWS)
    assert told == "Figure: Loss by step. Horizontal axis: step t. Vertical axis: loss. Series: training."
    assert alt_text.figure_alt("A graph", "%matplotlib inline\nshow(") == "Figure: A graph."
    assert len(alt_text.figure_alt("x", "\n".join(f'plot(label="number {i}")' for i in range(99)))) < 260


def test_the_author_tells_it_better() -> None:
    outputs = [new_output("display_data", {"image/png": ""}) for _ in range(2)]
    cell = new_code_cell("draw()", outputs=outputs, metadata={"d2lcourse": {"alt": "Two boots"}})
    alt_text.describe_figures(new_notebook(cells=[new_markdown_cell("## Boots"), cell]))
    assert [output.metadata["image/png"]["alt"] for output in outputs] == ["Two boots (1 of 2)", "Two boots (2 of 2)"]


def test_slides_are_counted() -> None:
    assert slide_count("<section ><section >a</section><section data-x='1'>b</section></section>") == 2


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["d2lcourse", *words])
    with pytest.raises(SystemExit) as done:
        cli.main()
    return int(done.value.code or 0), capsys.readouterr().err.strip().splitlines()[-1]


def test_without_npm_a_line_says_so(
    lecture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("d2lcourse.handouts.make.executed", lambda path: nbformat.read(path, as_version=4))
    monkeypatch.setattr(javascript, "cache_folder", lambda: tmp_path / "empty")
    monkeypatch.setattr(javascript.shutil, "which", lambda name: None)
    code, said = run(monkeypatch, capsys, "export", str(lecture), "--out", str(tmp_path))
    assert code == 1 and said.startswith("d2lcourse: npm is missing")


@pytest.mark.usefixtures("needs_npm")
def test_without_chromium_a_line_says_so(
    lecture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("d2lcourse.handouts.make.executed", lambda path: nbformat.read(path, as_version=4))
    monkeypatch.setattr(pdf, "chromium", lambda: str(tmp_path / "nothing"))
    code, said = run(monkeypatch, capsys, "export", str(lecture), "--out", str(tmp_path), "--pdf")
    assert code == 1 and said.startswith("d2lcourse: ") and "Chromium" in said
    assert (tmp_path / "98_sums.html").exists(), "the page is there all the same"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("print(1 / 0)", "fails, mend it first: ZeroDivisionError: division by zero"),
        ("def (", "fails, mend it first: SyntaxError: invalid syntax (1.py, line 1)"),
        ("import os; os._exit(1)", "ended the kernel: out of memory, or exit()?"),
    ],
)
def test_a_cell_that_fails_is_named_in_a_line(
    source: str,
    said: str,
    lecture: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {"execution": {"iopub.execute_input": "2020-01-01T00:00:00Z"}}  # of a run when all was well
    cells = [
        new_code_cell("x = 1", id="first"),
        new_code_cell(source, id="second"),
        new_code_cell("y", metadata=before),
    ]
    nbformat.write(new_notebook(cells=cells), lecture)
    code, line = run(monkeypatch, capsys, "export", str(lecture), "--out", str(tmp_path))
    line = re.sub(r"\(\d+\.py", "(1.py", line)  # Jupyter's name for what it runs
    assert (code, line) == (1, f"d2lcourse: 98_sums.ipynb: cell second ({source}) {said}")


def test_a_name_that_is_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(monkeypatch, capsys, "export", "zzz")
    assert code == 2 and "no lecture is called 'zzz'" in said


@pytest.mark.parametrize(
    "content", ["", "no JSON", "[1]", '"words"', "{}", '{"nbformat": 99, "cells": []}', None], ids=repr
)
def test_a_file_that_is_no_notebook_is_named_in_a_line(
    content: str | None,
    lecture: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lecture.write_bytes(content.encode() if content is not None else b"\xff\xfe\x00")
    code, said = run(monkeypatch, capsys, "export", str(lecture), "--out", str(tmp_path))
    assert code == 1 and said.startswith(f"d2lcourse: {lecture}: not a notebook that can be read: ")


def test_a_notebook_with_nothing_to_show_is_named_in_a_line(
    lecture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("d2lcourse.handouts.make.executed", lambda path: new_notebook())
    code, said = run(monkeypatch, capsys, "export", str(lecture), "--out", str(tmp_path))
    assert (code, said) == (1, "d2lcourse: 98_sums.ipynb: has no cell to show")


def test_cells_with_magics_and_broken_cells_import_what_they_say(lecture: Path) -> None:
    cells = ["%matplotlib inline\nimport d2lcourse.timing", "%%time\nfrom d2lcourse import seed", "def ("]
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in cells]), lecture)
    assert {"timing.py", "seed.py"} <= {file.name for file in imported(lecture)}

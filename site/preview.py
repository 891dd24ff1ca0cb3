"""A picture of a real slide for the home page, taken from the exported slides."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from course import Lecture

from d2lcourse.handouts.pdf import chromium

WANTED = {"05_mlp": "space"}  # a slide with code and a figure: a lecture, and the id of a cell


def preview(site: Path, shown: list[Lecture], done: dict[str, Any]) -> None:
    """Write ``slides/preview.png``, where its slides changed."""
    from playwright.sync_api import sync_playwright

    lecture = chosen(shown)
    page, picture = site / "slides" / f"{lecture.name}.html", site / "slides" / "preview.png"
    key, stamp = hashlib.sha256(page.read_bytes()).hexdigest(), site / "slides" / ".preview.key"
    if picture.exists() and stamp.exists() and stamp.read_text() == key:
        return
    across, down = place(done[lecture.name], WANTED.get(lecture.name, ""))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--disable-gpu", "--no-sandbox"])
        view = browser.new_page(viewport={"width": 1280, "height": 720}, offline=True)
        view.goto(f"{page.resolve().as_uri()}#/{across}/{down}/99")
        view.wait_for_function("typeof Reveal !== 'undefined' && Reveal.isReady()")
        view.screenshot(path=picture)
        browser.close()
    stamp.write_text(key)


def chosen(shown: list[Lecture]) -> Lecture:
    """The lecture that the picture is from."""
    return next((lecture for lecture in shown if lecture.name in WANTED), shown[0])


def place(notebook: Any, wanted: str) -> tuple[int, int]:
    """Where the slide with that cell is, as reveal.js counts; the first one with a figure where there is none."""
    across, down = -1, 0
    first: tuple[int, int] | None = None
    for cell in notebook.cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "")
        if kind == "slide":
            across, down = across + 1, 0
        elif kind == "subslide":
            down += 1
        if cell.id == wanted:
            return across, down
        if first is None and any("image/png" in output.get("data", {}) for output in cell.get("outputs", ())):
            first = (across, down)
    return first or (0, 0)

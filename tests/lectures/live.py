"""A deck given for real: from slide to slide by Space, each code cell run by Ctrl+Enter in a live kernel, each slider
dragged, the speaker's notes opened.

    python -m tests.lectures.live [NAME...]

Cells run in fast mode with the built-in data: what is looked at is the slides, not the numbers.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError

from tests.browser.chromium import opened
from tests.browser.jupyter import Server
from tests.lectures.notebooks import chosen
from tests.lectures.slides import PICTURES, SIZES, Slide, all_shown, measured, ready, stage

__all__ = ["give", "main"]

PRESENT = ".slides section.present section.present"
CELL_MS = 90_000
PICTURE_MS = 20_000
SELECTED_MS = 2_000  # RISE selects the first code cell of a slide after 450 ms
STEP_LIMIT = 400  # no deck is longer: a deck that does not end is a bug here

# Where the deck stands: its slide, how many of its fragments show, and the code cells that show and have not run.
STATE = """present => {
  const now = document.querySelector(present), cells = [...document.querySelectorAll('.jp-CodeCell')];
  const shows = cell => !cell.closest('.fragment:not(.visible)');
  const waits = cell => !/\\d/.test(cell.querySelector('.jp-InputPrompt').textContent);
  return {
    name: now.id, fragments: now.querySelectorAll('.fragment.visible').length,
    todo: cells.filter(cell => now.contains(cell) && shows(cell) && waits(cell)).map(cell => cells.indexOf(cell)),
    last: now === [...document.querySelectorAll('.slides section section')].at(-1),
  };
}"""
MOVED = """([present, name, fragments]) => {
  const now = document.querySelector(present);
  return now.id !== name || now.querySelectorAll('.fragment.visible').length !== fragments;
}"""
NOTES = "present => document.querySelector(present).querySelector('aside .jp-RenderedMarkdown p').innerText"
ACTIVE = "index => document.querySelectorAll('.jp-CodeCell')[index].classList.contains('jp-mod-active')"
HAS_RUN = """index => {
  const cell = document.querySelectorAll('.jp-CodeCell')[index];
  return /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt').textContent);
}"""
SEEN = "index => document.querySelectorAll('.jp-CodeCell')[index].querySelector('.jp-InputPrompt').textContent = '[0]:'"
COMPLAINTS = """index => [...document.querySelectorAll('.jp-CodeCell')[index].querySelectorAll(
  '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'
)].map(e => e.textContent.trim().split('\\n').at(-1))"""


def give(lecture: Path, place: tuple[Server, Any], folder: Path) -> list[str]:
    """What goes wrong while a lecture is given; pictures of slides that do not fit are left in `PICTURES`."""
    server, browser = place
    own = folder / f"live-{lecture.stem}"
    shutil.copytree(lecture.parent, own, ignore=shutil.ignore_patterns("*.ipynb", ".*"))
    shutil.copyfile(lecture, own / lecture.name)
    with opened(browser, server.slides(f"{own.name}/{lecture.name}"), *SIZES[0]) as (page, outside):
        ready(page)
        page.locator(PRESENT).click()  # as a lecturer does: the keyboard goes to the slides
        problems = [*_notes(page), *_walk(page, lecture.stem)]
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            with all_shown(page):
                problems += [f"after the lecture, {width}x{height}: {s}" for s in measured(page) if s.outside]
        return problems + [f"asks for {address}" for address in outside]


def _walk(page: Any, stem: str) -> list[str]:
    """From the first slide to the last."""
    problems: list[str] = []
    for _ in range(STEP_LIMIT):
        state = page.evaluate(STATE, PRESENT)
        for index in state["todo"]:
            problems += [f"{_title(page)}: {line}" for line in _run(page, index)]
        if state["todo"]:
            problems += _fits(page, stem)
        before = (state["name"], state["fragments"])
        page.keyboard.press("Escape")
        page.keyboard.press("Space")
        if state["last"]:
            now = page.evaluate(STATE, PRESENT)
            if (now["name"], now["fragments"]) == before:
                return problems
            continue
        page.wait_for_function(MOVED, arg=[PRESENT, *before])
    raise RuntimeError(f"{stem}: the deck did not end after {STEP_LIMIT} steps")


def _notes(page: Any) -> list[str]:
    """Open the speaker's window: it shows the notes of the slide, and of the next one when that is reached."""
    with page.expect_popup() as window:
        page.keyboard.press("t")
    try:
        for step in ("", "Space", "Shift+Space"):
            if step:
                page.keyboard.press(step)
            said = page.evaluate(NOTES, PRESENT)
            window.value.wait_for_function("text => document.body.innerText.includes(text)", arg=said)
    except TimeoutError:
        return [f"{_title(page)}: the speaker's window does not show its notes: {said}"]
    finally:
        window.value.close()
        page.bring_to_front()
    return []


def _title(page: Any) -> str:
    return str(page.locator(f"{PRESENT} :is(h1, h2)").first.inner_text().replace("¶", "").strip())


def _run(page: Any, index: int) -> list[str]:
    """Run a cell, and move the sliders that it shows. RISE selects the first one of a slide; others are clicked."""
    cell = page.locator(".jp-CodeCell").nth(index)
    try:
        page.wait_for_function(ACTIVE, arg=index, timeout=SELECTED_MS)
    except TimeoutError:
        cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    try:
        page.wait_for_function(HAS_RUN, arg=index, timeout=CELL_MS)
    except TimeoutError:
        page.evaluate(SEEN, index)
        return [f"code cell {index + 1} is not done {CELL_MS // 1000} s after Ctrl+Enter"]
    problems = [f"code cell {index + 1} says {text}" for text in page.evaluate(COMPLAINTS, index)]
    for slider in cell.locator(".widget-slider").all():
        problems += [f"code cell {index + 1}: {line}" for line in _drag(page, cell, slider)]
    return problems


def _drag(page: Any, cell: Any, slider: Any) -> list[str]:
    """Drag a slider to its other half: the picture has to change."""
    pictures = cell.locator(".jp-OutputArea-output img")
    try:
        before = pictures.last.get_attribute("src", timeout=PICTURE_MS)
    except TimeoutError:
        return ["a slider stands without a picture"]
    handle, track = slider.locator(".noUi-handle").bounding_box(), slider.locator(".noUi-base").bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    right = x > track["x"] + track["width"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * (0.1 if right else 0.9), y, steps=6)
    page.mouse.up()
    try:
        cell.locator(f'.jp-OutputArea-output img:not([src="{before}"])').last.wait_for(timeout=PICTURE_MS)
    except TimeoutError:
        return ["a slider is dragged, and its picture stays as it is"]
    return []


def _fits(page: Any, stem: str) -> list[str]:
    """What does not fit on the slide that shows, as it is in front of an audience."""
    now = page.evaluate("present => document.querySelector(present).id", PRESENT)
    slide: Slide = next(slide for slide in measured(page) if slide.name == now)
    if not slide.outside:
        return []
    (PICTURES / stem).mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / stem / f"{slide.number + 1:02d}-live.png")
    return [f"live: {slide}"]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="lectures; all if left out")
    given = parser.parse_args()
    problems, wanted = [], chosen(given.names)
    with tempfile.TemporaryDirectory() as scratch, stage(Path(scratch)) as place:
        for lecture in wanted:
            problems += [f"{lecture.stem}, {line}" for line in give(lecture, place, Path(scratch))]
    print(*problems, sep="\n")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())

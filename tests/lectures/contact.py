"""A contact sheet: all slides of a deck on one picture, for people to look at.

    python -m tests.lectures.contact [NAME...]

writes _build/contact/NAME.png. The deck is walked through as in front of an audience, with all of its fragments.
"""

from __future__ import annotations

import argparse
import base64
import html
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.chromium import opened
from tests.browser.jupyter import Server
from tests.lectures.notebooks import ROOT, chosen
from tests.lectures.slides import SIZES, all_shown, laid_out, measured, ready, stage, turn_to

__all__ = ["contact_sheet", "main"]

SHEETS = ROOT / "_build" / "contact"
COLUMNS, WIDTH = 4, 480  # pixels of a slide on the sheet
STYLE = f"""
body {{ display: grid; grid-template-columns: repeat({COLUMNS}, {WIDTH}px); gap: 12px; margin: 12px;
       font: 13px sans-serif; background: #ddd; }}
figure {{ margin: 0 }} img {{ width: 100%; display: block }}
"""


def contact_sheet(lecture: Path, place: tuple[Server, Any], folder: Path) -> Path:
    """Write the sheet of a lecture; where it lies."""
    server, browser = place
    figures = []
    with opened(browser, server.slides(laid_out(lecture, folder)), *SIZES[0]) as (page, _):
        ready(page)
        with all_shown(page):
            slides = measured(page)
        for slide in slides:
            turn_to(page, slide.name)
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))")
            picture = base64.b64encode(page.screenshot()).decode()
            caption = html.escape(f"{slide.number + 1} {slide.title}")
            figures.append(f"<figure><img src='data:image/png;base64,{picture}'>{caption}</figure>")
    SHEETS.mkdir(parents=True, exist_ok=True)
    sheet = SHEETS / f"{lecture.stem}.png"
    page_width = COLUMNS * (WIDTH + 12) + 12
    with opened(browser, "about:blank", page_width, 800) as (page, _):
        page.set_content(f"<style>{STYLE}</style>{''.join(figures)}")
        page.wait_for_function("[...document.images].every(image => image.complete)")
        page.screenshot(path=sheet, full_page=True)
    return sheet


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="lectures; all if left out")
    given = parser.parse_args()
    wanted = chosen(given.names)
    with tempfile.TemporaryDirectory() as scratch, stage(Path(scratch)) as place:
        for lecture in wanted:
            print(contact_sheet(lecture, place, Path(scratch)).relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())

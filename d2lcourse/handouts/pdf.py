"""Slides as a PDF, one page each, printed by a Chromium without a window from reveal.js' own view for paper."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from d2lcourse.handouts.errors import HandoutError

__all__ = ["chromium", "page_count", "print_pdf"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIMIT_MS = 300_000
LAID_OUT = "slides => document.querySelectorAll('.pdf-page .slide-number-pdf').length >= slides"
NO_BROWSER = "a PDF needs Chromium or Chrome: install one (Debian: apt-get install chromium), or name one in CHROMIUM"


def chromium() -> str | None:
    """The browser that prints: what ``CHROMIUM`` names, or the machine's; None leaves the choice to playwright."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def print_pdf(page: Path, out: Path, slides: int) -> None:
    """Print a page of slides. Raises ``HandoutError`` without a browser, and where not each slide is one page.

    slides: how many there are.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise HandoutError(
            f"a PDF needs playwright: {sys.executable} -m pip install -c constraints.txt playwright"
        ) from None
    try:
        with sync_playwright() as playwright:
            if chromium() is None and not Path(playwright.chromium.executable_path).exists():
                raise HandoutError(NO_BROWSER)
            # root has no sandbox of Chromium's own; the page is ours, and reaches nothing
            flags = ["--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
            browser = playwright.chromium.launch(executable_path=chromium(), args=[*flags, "--no-sandbox"])
            view = browser.new_page(viewport={"width": 1280, "height": 720}, offline=True)
            view.set_default_timeout(LIMIT_MS)
            view.goto(f"{page.resolve().as_uri()}?print-pdf")
            view.wait_for_function(LAID_OUT, arg=slides)
            made = view.pdf(prefer_css_page_size=True, print_background=True)
            browser.close()
    except Error as error:
        raise HandoutError(f"{page.name}: Chromium could not print it: {error.message.splitlines()[0]}") from None
    if (pages := page_count(made)) != slides:
        raise HandoutError(f"{page.name}: {slides} slides became {pages} pages; does a slide reach below its window?")
    out.write_bytes(made)


def page_count(pdf: bytes) -> int:
    """Pages of a PDF as Chromium writes it: its page tree stands there uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))

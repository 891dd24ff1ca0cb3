"""A real Chromium for tests: Debian's or another one of the machine, without a window, deaf to the network.

A page's requests to other machines are refused and noted, so that a test can say that there were none.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

__all__ = ["chromium", "launched", "opened"]

OWN = ("127.0.0.1", "localhost")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--host-resolver-rules=MAP * ~NOTFOUND, {', '.join(f'EXCLUDE {name}' for name in OWN)}",
]
LIMIT_MS = 120_000  # of waiting for anything: a machine that does other things too may be slow


def chromium() -> str | None:
    """The browser to use; None leaves the choice to playwright."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@contextlib.contextmanager
def launched() -> Iterator[Any]:
    """A browser. A test is skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright here: pip install playwright")
    with sync_api.sync_playwright() as playwright:
        if chromium() is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium here: set CHROMIUM, or run playwright install chromium")
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def opened(browser: Any, url: str, width: int, height: int) -> Iterator[tuple[Any, list[str]]]:
    """A page, and the list of what it asks of other machines: it grows while the page lives."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(LIMIT_MS)
    outside: list[str] = []

    def note(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in OWN:
            outside.append(address)

    context.on("request", lambda request: note(request.url))
    context.on("page", lambda new: new.on("websocket", lambda socket: note(socket.url)))
    page = context.new_page()
    try:
        page.goto(url)
        yield page, outside
    finally:
        context.close()

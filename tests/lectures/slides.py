"""Look at the slides of a lecture as an audience sees them: executed, live in jupyterlab-rise, in real Chromium.

    python -m tests.lectures.slides lectures/01_linear_algebra.ipynb --out _build/slides

writes one picture per slide (every fragment shown) and says which slides do not fit the window. Needs the package
``playwright`` and a Chromium: ``$CHROMIUM``, or the one on the path, or playwright's own.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from tests.lectures.notebooks import executed

__all__ = ["HEIGHT", "WIDTH", "Slide", "chromium", "look_at", "main"]

WIDTH, HEIGHT = 1280, 720
STEP_LIMIT = 400  # no deck is longer: a deck that does not end is a bug here

# What is seen of the slide that is shown: its place, its title, and the box around everything in it. Boxes of what is
# hidden count as nothing; MathJax keeps a copy for screen readers that is one pixel in size.
MEASURE = """() => {
  const slides = [...document.querySelectorAll('.slides section section')];
  const now = document.querySelector('.slides section.present section.present');
  const unseen = 'aside, mjx-assistive-mml, .cm-layer, .cm-announced';
  const seen = [...now.querySelectorAll('*')].filter(e => !e.closest(unseen))
    .map(e => e.getBoundingClientRect()).filter(r => r.width > 1 && r.height > 1);
  const cut = [...now.querySelectorAll('.cm-scroller, .jp-OutputArea-output pre')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
  const heading = now.querySelector('h1, h2');
  return {
    number: slides.indexOf(now), of: slides.length, title: heading ? heading.textContent.replace('¶', '') : '',
    left: Math.min(...seen.map(r => r.left)), right: Math.max(...seen.map(r => r.right)),
    bottom: Math.max(...seen.map(r => r.bottom)), cut: cut.length,
  };
}"""


@dataclass(frozen=True)
class Slide:
    """A slide as it was seen, in pixels of a window of 1280x720."""

    number: int
    of: int
    title: str
    left: float
    right: float
    bottom: float
    cut: int

    @property
    def fits(self) -> bool:
        """Whether all of it lies in the window and no code or output is cut off."""
        return self.left >= 0 and self.right <= WIDTH and self.bottom <= HEIGHT and not self.cut

    def __str__(self) -> str:
        """One line for people."""
        space = "" if self.fits else f"  DOES NOT FIT: bottom {self.bottom:.0f}, right {self.right:.0f}, cut {self.cut}"
        return f"{self.number + 1:3d} {self.bottom:5.0f}  {self.title}{space}"


def chromium() -> str | None:
    """The browser to use; None leaves the choice to playwright."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """A Jupyter server for one folder; the address of its slides, with a token."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.root_dir={folder}"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(server, f"{address}/api/status?token={token}", folder / "server.log")
            yield f"{address}/rise/{{name}}?token={token}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Until the server answers. A refused connection is tried again; the process itself is the clock."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                json.load(answer)
                return
        except (urllib.error.URLError, ConnectionError):
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.1)
                break
    raise RuntimeError(f"the Jupyter server did not start: {log.read_text()[-500:]}")


def look_at(lecture: Path, pictures: Path | None = None) -> list[Slide]:
    """Execute a lecture, walk through its slides and measure each, with all of its fragments shown.

    pictures: folder for one PNG per slide.
    """
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        shutil.copytree(lecture.parent, folder, dirs_exist_ok=True)
        nbformat.write(executed(lecture), folder / lecture.name)
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        with served(folder) as address:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(address.format(name=lecture.name))
            return list(_walk(page, pictures))


def _walk(page: Any, pictures: Path | None) -> Iterator[Slide]:
    """Slide by slide. A slide is left when the next step shows another one."""
    page.wait_for_selector(".slides section.present section.present h1", timeout=120_000)
    page.wait_for_function("document.querySelectorAll('.jp-Cell').length > 0 && document.fonts.status === 'loaded'")
    page.wait_for_load_state("networkidle")
    last: Slide | None = None
    for _ in range(STEP_LIMIT):
        seen = Slide(**_settled(page))
        if last is not None and seen.number != last.number:
            yield last
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=pictures / f"{seen.number + 1:02d}.png")
        if last == seen and seen.number == seen.of - 1:
            yield seen
            return
        last = seen
        page.keyboard.press("Escape")
        page.keyboard.press("Space")
    raise RuntimeError(f"the deck did not end after {STEP_LIMIT} steps; last slide: {last}")


def _settled(page: Any) -> Any:
    """What is measured, once two frames in a row agree: formulas and editors are drawn a little later."""
    before = None
    for _ in range(50):
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))")
        now = page.evaluate(MEASURE)
        if now == before:
            break
        before = now
    return now


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lecture", type=Path)
    parser.add_argument("--out", type=Path, default=Path("_build/slides"), help="folder for the pictures")
    given = parser.parse_args()
    slides = look_at(given.lecture, given.out / given.lecture.stem)
    print(*slides, sep="\n")
    return 0 if all(slide.fits for slide in slides) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Slides as an audience sees them: live in jupyterlab-rise, in real Chromium, measured one by one.

All slides of a deck are measured in one go: a style sheet shows them all at once, each in its own place at the top left
of the window (reveal.js stacks them there anyway). So one page serves for both sizes of window, before the cells have
run (outputs hidden) and after. That it is the same as walking through the deck is tested with the deck that runs live.

    python -m tests.lectures.slides [NAME...]

says which slides do not fit.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from d2lcourse.slides import write_settings
from tests.browser.chromium import launched, opened
from tests.browser.jupyter import Server, served
from tests.lectures.notebooks import ROOT, chosen, executed, shortened

__all__ = [
    "PICTURES",
    "SIZES",
    "Slide",
    "all_shown",
    "laid_out",
    "look_at",
    "main",
    "measured",
    "ready",
    "stage",
    "turn_to",
]

SIZES = ((1280, 720), (1920, 1080))
FAST = {"D2LCOURSE_FAST": "1", "D2LCOURSE_OFFLINE": "1", "D2LCOURSE_DATA": "", "OMP_NUM_THREADS": "1"}
FOOTER = {
    "name": 'set "footer": "03 Linear regression" in the notebook\'s metadata, under "rise"',
    "number": 'set "slideNumber": "c/t" in the notebook\'s metadata, under "rise"',
}
PICTURES = ROOT / "_build" / "slides"

ALL_SHOWN = """
.reveal .slides section:not(.stack), .reveal .slides section[hidden]:not(.stack), .reveal .slides .stack {
  display: block !important; visibility: visible !important; opacity: 1 !important; transform: none !important;
}
.reveal .fragment { opacity: 1 !important; visibility: visible !important; }
"""
NOT_RUN = ".reveal .jp-Cell-outputWrapper { display: none !important; }"

# What is seen of each slide: its title, the box around everything in it, and what lies outside the space it has: the
# window above the footer. Boxes of what is hidden or empty count as nothing; MathJax keeps a copy for screen readers
# that is one pixel in size. Code and output are cut off where they are wider or higher than what scrolls them.
MEASURE = """() => {
  const unseen = 'aside, mjx-assistive-mml, .cm-layer, .cm-announced, .MJX_Assistive_MathML';
  const footers = [...document.querySelectorAll('#rise-footer, .reveal .slide-number')]
    .map(e => e.getBoundingClientRect()).filter(r => r.height > 1);
  const floor = Math.min(window.innerHeight, ...footers.map(r => r.top));
  const kinds = {'img': 'picture', '.jp-InputArea-editor': 'code', '.widget-slider': 'slider',
                 '.jp-OutputArea-output': 'output', 'mjx-container': 'formula', 'table': 'table'};
  const name = e => {
    for (const [place, kind] of Object.entries(kinds)) {
      const owner = e.closest(place);
      if (owner) return kind + ' ' + (owner.alt || owner.textContent).trim().replace(/\\s+/g, ' ').slice(0, 40);
    }
    return 'text ' + e.textContent.trim().replace(/\\s+/g, ' ').slice(0, 40);
  };
  const drawn = 'img, svg, canvas, input, video, iframe, .noUi-base, .jp-InputArea-editor';
  const sections = [...document.querySelectorAll('.slides section section')];
  return sections.map((section, number) => {
    const seen = [...section.querySelectorAll('*')].filter(e => !e.closest(unseen))
      .filter(e => e.textContent.trim() || e.matches(drawn) || e.querySelector(drawn))
      .map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width > 1 && r.height > 1);
    const outside = new Set();
    for (const [e, r] of seen) {
      if ([...e.children].some(inner => inner.getBoundingClientRect().height > 1)) continue;
      for (const [side, over] of [['left', -r.left], ['right', r.right - window.innerWidth], ['top', -r.top],
                                  ['bottom', r.bottom - floor]])
        if (over > 0.5) outside.add(`${name(e)}: ${Math.ceil(over)} px beyond the ${side}`);
    }
    for (const e of section.querySelectorAll('.cm-scroller, .jp-OutputArea-output, .jp-OutputArea-output pre')) {
      if (e.closest(unseen) || !e.clientWidth) continue;
      const wide = e.scrollWidth - e.clientWidth, high = e.scrollHeight - e.clientHeight;
      if (wide > 1) outside.add(`${name(e)}: ${wide} px too wide`);
      if (high > 1) outside.add(`${name(e)}: ${high} px too high`);
    }
    const heading = section.querySelector('h1, h2');
    return {
      number, name: section.id, title: heading ? heading.textContent.replace('¶', '').trim() : '',
      right: Math.max(0, ...seen.map(([e, r]) => r.right)), bottom: Math.max(0, ...seen.map(([e, r]) => r.bottom)),
      outside: [...outside],
    };
  });
}"""


@dataclass(frozen=True)
class Slide:
    """A slide as it was seen.

    name: its place in the deck as RISE writes it, slide-2-0.
    right, bottom: of the box around everything in it, in pixels.
    outside: what sticks out, and by how much.
    """

    number: int
    name: str
    title: str
    right: float
    bottom: float
    outside: tuple[str, ...]

    def __str__(self) -> str:
        """One line for people."""
        stray = f"  DOES NOT FIT: {'; '.join(self.outside)}" if self.outside else ""
        return f"{self.number + 1:3d} {self.bottom:5.0f}  {self.title}{stray}"


@contextlib.contextmanager
def stage(folder: Path) -> Iterator[tuple[Server, Any]]:
    """One Jupyter server for a folder, as `d2lcourse slides` starts it, and one browser, for many decks."""
    with tempfile.TemporaryDirectory() as settings:
        write_settings(Path(settings))
        environment = FAST | {"JUPYTERLAB_SETTINGS_DIR": settings}
        with served(folder, environment) as server, launched() as browser:
            yield server, browser


def laid_out(lecture: Path, folder: Path) -> str:
    """Put a lecture into the folder with its outputs, its figures and the style sheet; its path there."""
    own = folder / lecture.stem
    shutil.copytree(lecture.parent, own, ignore=shutil.ignore_patterns("*.ipynb", ".*"))
    notebook = executed(lecture, fast=shortened(lecture))
    notebook.metadata["rise"]["auto_select"] = "none"  # selecting a cell would turn back to its slide, a little later
    nbformat.write(notebook, own / lecture.name)
    return f"{lecture.stem}/{lecture.name}"


def ready(page: Any) -> None:
    """Until the first slide shows and everything that it loads is there."""
    page.wait_for_selector(".slides section.present section.present h1")
    page.wait_for_function("document.fonts.status === 'loaded' && document.querySelector('#rise-overlay')")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("[...document.images].every(image => image.complete)")


def measured(page: Any) -> list[Slide]:
    """All slides that show, once three looks in a row agree: formulas and editors are drawn a little later."""
    before: list[Any] = []
    for _ in range(50):
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))")
        before = [*before[-2:], page.evaluate(MEASURE)]
        if len(before) == 3 and before[0] == before[1] == before[2]:
            break
    return [Slide(**slide | {"outside": tuple(slide["outside"])}) for slide in before[-1]]


@contextlib.contextmanager
def all_shown(page: Any, *, outputs: bool = True) -> Iterator[None]:
    """While it lasts, all slides show at once; without outputs: as before the cells have run."""
    style = page.add_style_tag(content=ALL_SHOWN + ("" if outputs else NOT_RUN))
    try:
        yield
    finally:
        style.evaluate("style => style.remove()")


def turn_to(page: Any, name: str) -> None:
    """Show one slide with all of its fragments."""
    _, across, down = name.split("-")
    page.evaluate("hash => { window.location.hash = hash; }", f"#/{across}/{down}/99")
    page.wait_for_function(
        "name => document.querySelector('.slides section.present section.present').id === name", arg=name
    )


def look_at(lecture: Path, place: tuple[Server, Any], folder: Path) -> list[str]:
    """What does not fit on the slides of a lecture, before and after its cells have run, in both sizes of window.

    place: as `stage` made it for this folder.
    Pictures of what does not fit are left in `PICTURES`.
    """
    server, browser = place
    shutil.rmtree(PICTURES / lecture.stem, ignore_errors=True)
    problems: list[str] = []
    with opened(browser, server.slides(laid_out(lecture, folder)), *SIZES[0]) as (page, outside):
        ready(page)
        problems += [f"no {what} in the footer: {remedy}" for what, remedy in FOOTER.items() if not _shows(page, what)]
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for outputs in (False, True):
                when = f"{'after' if outputs else 'before'} running, {width}x{height}"
                with all_shown(page, outputs=outputs):
                    slides = measured(page)
                problems += [f"{when}: {slide}" for slide in slides if slide.outside]
                _keep(page, lecture.stem, f"{width}-{'after' if outputs else 'before'}", slides)
        problems += [f"asks for {address}" for address in outside]
    return problems


def _shows(page: Any, what: str) -> bool:
    """Whether the footer has a name or a number, with letters in it."""
    place = page.locator({"name": "#rise-footer", "number": ".reveal .slide-number"}[what])
    return bool(place.count() and place.first.inner_text().strip())


def _keep(page: Any, stem: str, when: str, slides: Sequence[Slide]) -> None:
    """A picture of each slide that does not fit."""
    for slide in slides:
        if slide.outside:
            (PICTURES / stem).mkdir(parents=True, exist_ok=True)
            turn_to(page, slide.name)
            page.screenshot(path=PICTURES / stem / f"{slide.number + 1:02d}-{when}.png")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="lectures; all if left out")
    given = parser.parse_args()
    problems, wanted = [], chosen(given.names)
    with tempfile.TemporaryDirectory() as scratch, stage(Path(scratch)) as place:
        for lecture in wanted:
            problems += [f"{lecture.stem}, {line}" for line in look_at(lecture, place, Path(scratch))]
    print(*problems, sep="\n")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())

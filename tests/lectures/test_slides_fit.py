"""Every slide of every lecture fits its window, seen live in jupyterlab-rise. Needs playwright and a Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lectures.notebooks import LECTURES
from tests.lectures.slides import HEIGHT, WIDTH, Slide, chromium, look_at

sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright here: pip install playwright")


@pytest.fixture(scope="module")
def browser() -> None:
    """Skips where there is no Chromium."""
    with sync_api.sync_playwright() as playwright:
        if not (chromium() or Path(playwright.chromium.executable_path).exists()):
            pytest.skip("no Chromium here: set CHROMIUM, or run playwright install chromium")


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_slides_fit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("D2LCOURSE_FAST", "0")
    seen = look_at(path)
    assert [slide.number for slide in seen] == list(range(seen[0].of))
    assert [str(slide) for slide in seen if not slide.fits] == []


@pytest.mark.parametrize(
    ("left", "right", "bottom", "cut", "fits"),
    [
        (0, WIDTH, HEIGHT, 0, True),
        (-1, 9, 9, 0, False),
        (0, 1281, 9, 0, False),
        (0, 9, 721, 0, False),
        (0, 9, 9, 1, False),
    ],
)
def test_what_fits(left: float, right: float, bottom: float, cut: int, fits: bool) -> None:
    assert Slide(0, 1, "x", left, right, bottom, cut).fits is fits

"""The web site: complete, linked, silent on the network, searchable, and open to everybody. Needs Chromium and npm."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from bs4 import BeautifulSoup
from filelock import FileLock
from pypdf import PdfReader

from d2lcourse.handouts.page import slide_count
from tests.assignments.depth import IN_DEPTH
from tests.browser.axe import axe_source, violations
from tests.browser.chromium import launched
from tests.lectures.notebooks import IN_DEPTH as LECTURES_IN_DEPTH
from tests.lectures.notebooks import LECTURES, slides
from tests.project.files import ROOT

GONE = ("notebooks/99_gone.ipynb", "slides/99_gone.html", "slides/.99_gone.html.key", "slides/99_gone.pdf")
OUT = ROOT / "_build" / "tested"  # apart from what `make site` made: here the lectures ran with small budgets
PROBLEM_SETS = sorted((ROOT / "assignments").glob("*/*.ipynb"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as running:
        yield running


@pytest.fixture(scope="module")
def axe() -> str:
    try:
        return axe_source()
    except RuntimeError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def site(browser: Any, axe: str, testrun_uid: str) -> Path:
    """The whole site, built once for all processes of this run of the tests; what did not change is kept."""
    OUT.mkdir(parents=True, exist_ok=True)
    with FileLock(OUT / "site.lock"):
        stamp = OUT / "site-built-by"
        if not (stamp.exists() and stamp.read_text() == testrun_uid):
            for name in GONE:  # as a lecture leaves them that was there at the build before
                (OUT / "site" / name).parent.mkdir(parents=True, exist_ok=True)
                (OUT / "site" / name).touch()
            command = [sys.executable, "-W", "ignore", str(ROOT / "site" / "build.py"), "--out", str(OUT), "--fast"]
            done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"})
            assert done.returncode == 0, done.stderr[-2000:]
            (OUT / "site.log").write_text(done.stderr)
            stamp.write_text(testrun_uid)
    return OUT / "site"


def pages(site: Path) -> list[Path]:
    """All pages but the slides and the listings of source text."""
    apart = ("slides", "_modules", "_static")
    return [page for page in sorted(site.rglob("*.html")) if page.relative_to(site).parts[0] not in apart]


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page without a network; what it asks of others, and its errors, are noted."""
    contexts: list[Any] = []

    def opened(url: str, width: int = 1280, scheme: str = "light") -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.noted = []
        page.on("request", lambda request: note(page, request.url))
        page.on("requestfailed", lambda request: page.noted.append(f"missing: {request.url}"))
        page.on("pageerror", lambda error: page.noted.append(f"error: {error}"))
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()


def note(page: Any, url: str) -> None:
    """Remember a request that leaves the folder."""
    if urlsplit(url).scheme not in ("file", "data", "blob", "about"):
        page.noted.append(f"asked: {url}")


def ready(page: Any) -> None:
    """Until formulas are set and pictures are there."""
    page.wait_for_load_state("load")
    page.wait_for_function("!document.querySelector('.math') || document.querySelector('mjx-container')")
    page.wait_for_function("[...document.images].every(image => image.complete)")


def test_sphinx_has_nothing_to_say(site: Path) -> None:
    said = (OUT / "site.log").read_text().splitlines()
    assert [line for line in said if "WARNING: " in line and "IPKernelApp" not in line] == []


def test_every_lecture_and_problem_set_is_there_in_every_form(site: Path) -> None:
    syllabus = (site / "syllabus.html").read_text()
    forms = [
        f"lectures/{x.stem}.html slides/{x.stem}.html slides/{x.stem}.pdf notebooks/{x.stem}.ipynb" for x in LECTURES
    ]
    forms += [f"assignments/{x.stem}.html notebooks/{x.stem}.ipynb" for x in PROBLEM_SETS]
    for name in " ".join(forms).split():
        assert (site / name).is_file(), name
        assert f'href="{name}"' in syllabus, name


def test_what_left_the_course_leaves_the_site(site: Path) -> None:
    assert [name for name in GONE if (site / name).exists()] == []


@pytest.mark.parametrize(("part", "members"), [("lectures", LECTURES), ("assignments", PROBLEM_SETS)])
def test_every_side_bar_lists_all(part: str, members: list[Path], site: Path) -> None:
    """Also that of a page which an earlier build wrote, when a lecture was not there yet or had another name."""
    expected = {f"{member.stem}.html" for member in members}
    for member in members:
        page = BeautifulSoup((site / part / f"{member.stem}.html").read_bytes(), "html.parser")
        linked = {str(tag["href"]) for tag in page.select(".bd-sidebar-primary a[href]")}
        assert linked & expected == expected - {f"{member.stem}.html"}, member.stem


@pytest.mark.parametrize("lecture", LECTURES, ids=lambda path: path.stem)
def test_a_page_of_the_pdf_for_each_slide(lecture: Path, site: Path) -> None:
    expected = len(slides(nbformat.read(lecture, as_version=4)))
    assert slide_count((site / "slides" / f"{lecture.stem}.html").read_text(encoding="utf-8")) == expected
    pdf = PdfReader(site / "slides" / f"{lecture.stem}.pdf")
    assert len(pdf.pages) == expected
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in pdf.pages} == {(960, 540)}
    assert "Lecture" in pdf.pages[0].extract_text()


def test_what_students_get_has_no_solution(site: Path) -> None:
    hidden = ("BEGIN SOLUTION", "BEGIN HIDDEN TESTS")
    shown = [*(site / "notebooks").glob("ps*.ipynb"), *(site / "assignments").glob("*.html")]
    assert shown
    assert [path.name for path in shown if any(mark in path.read_text("utf-8") for mark in hidden)] == []


def test_links_lead_somewhere(site: Path) -> None:
    trees = {page: BeautifulSoup(page.read_bytes(), "html.parser") for page in pages(site)}
    names = {page: {tag["id"] for tag in tree.find_all(id=True)} for page, tree in trees.items()}
    broken = []
    for page, tree in trees.items():
        for tag in tree.find_all(["a", "img", "script", "link"]):
            address = str(tag.get("href") or tag.get("src") or "")
            parts = urlsplit(address)
            if parts.scheme or not address:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            known = names.get(target)
            if not target.is_file() or (parts.fragment and known is not None and unquote(parts.fragment) not in known):
                broken.append(f"{page.relative_to(site)}: {address}")
    assert sorted(set(broken)) == []


def test_pictures_have_words(site: Path) -> None:
    """Longer than a file's name; those without words only decorate a link that has its own."""
    silent = []
    for page in pages(site):
        for image in BeautifulSoup(page.read_bytes(), "html.parser").select("article img"):
            words = str(image.get("alt", "")).split()
            decorates = image.get("alt") == "" and image.find_parent("a") is not None
            if len(words) < 2 and not decorates and not re.match("Figure: ", " ".join(words)):
                silent.append(f"{page.name}: {image.get('src')} {words}")
    assert silent == []


@pytest.mark.parametrize("part", ["api", "docs", ""])
def test_every_page_is_open_to_everybody_and_asks_nothing(
    part: str, site: Path, look: Callable[..., Any], axe: str
) -> None:
    here = [page for page in pages(site) if page.parent == site / part]
    assert here
    assert [problem for page in here for problem in closed(page, look, axe)] == []


@pytest.mark.parametrize("name", LECTURES_IN_DEPTH)
def test_a_lecture_is_open_to_everybody_and_asks_nothing(
    name: str, site: Path, look: Callable[..., Any], axe: str
) -> None:
    assert closed(site / "lectures" / f"{name}.html", look, axe) == []


@pytest.mark.parametrize("name", IN_DEPTH)
def test_a_problem_set_is_open_to_everybody_and_asks_nothing(
    name: str, site: Path, look: Callable[..., Any], axe: str
) -> None:
    assert closed(site / "assignments" / f"{name}.html", look, axe) == []


def closed(path: Path, look: Callable[..., Any], axe: str) -> list[str]:
    """What keeps somebody out of a page: on a desk in light, on a phone in dark."""
    page = look(path.as_uri())
    ready(page)
    found = {f"light, 1280: {text}" for text in violations(page, axe)}
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    found |= {f"dark, 390: {text}" for text in violations(page, axe)}
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > 390:
        found.add(f"is {wide} pixels wide on a phone of 390")
    page.context.close()
    return [f"{path.name}: {text}" for text in sorted(found) + page.noted]


def test_axe_would_find_something(site: Path, look: Callable[..., Any], axe: str) -> None:
    page = look((site / "trust.html").as_uri())
    page.evaluate("document.querySelector('h1').outerHTML = '<h4 style=\"color:#ddd\">words</h4><img src=\"data:,\">'")
    found = " ".join(violations(page, axe))
    assert all(rule in found for rule in ("color-contrast", "image-alt"))


@pytest.mark.parametrize("lecture", LECTURES, ids=lambda path: path.stem)
def test_slides_ask_nothing_and_show_formulas(lecture: Path, site: Path, look: Callable[..., Any]) -> None:
    page = look((site / "slides" / f"{lecture.stem}.html").as_uri())
    page.wait_for_function("typeof Reveal !== 'undefined' && Reveal.isReady()")
    assert page.noted == []
    cells = [cell for part in slides(nbformat.read(lecture, as_version=4)) for cell in part.cells]
    formulas = any("$" in cell.source for cell in cells if cell.cell_type == "markdown")
    assert (page.evaluate("document.querySelectorAll('mjx-container').length") > 0) == formulas
    assert page.evaluate("document.querySelectorAll('mjx-merror, .slides img:not([alt])').length") == 0
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


def test_search_finds_a_lecture(site: Path, look: Callable[..., Any]) -> None:
    page = look((site / "search.html").as_uri() + "?q=softmax")
    page.wait_for_selector("#search-results li a")
    assert any("softmax" in link.lower() for link in page.locator("#search-results li a").all_inner_texts())


def test_by_keyboard_alone(site: Path, look: Callable[..., Any]) -> None:
    page = look((site / "lectures" / f"{LECTURES[0].stem}.html").as_uri())
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.innerText").lower()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    before = page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is not before


def test_the_home_page_is_one_screen(site: Path, look: Callable[..., Any]) -> None:
    page = look((site / "index.html").as_uri())
    page.set_viewport_size({"width": 1280, "height": 720})
    ready(page)
    assert page.evaluate("document.querySelector('.cards').getBoundingClientRect().bottom") <= 720

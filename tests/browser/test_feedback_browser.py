"""The pages in a real Chromium: accessible by axe-core's rules, inert, usable on a phone, by keyboard, on paper.

Needs playwright with a Chromium, and npm for axe-core (pinned in package.json beside this file).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograde.findings import Kind
from autograde.report import write_pages
from autograde.result import Finding, Status, SubmissionStatus
from tests.autograde.pages import ADVICE, ASSIGNMENT, HOSTILE, png, school, submission
from tests.browser.axe import axe_source, violations
from tests.browser.chromium import launched

OUTPUTS = (
    {"type": "stream", "name": "stdout", "text": "a long line " * 60 + "\n" + "line\n" * 60},
    {"type": "stream", "name": "stderr", "text": "careful"},
    {"type": "display", "data": {"image/png": png(900, 300)}},
)
CODE = """@decorator
class A:
    def f(self, x=1):  # why
        return print(len("a")) or x in (None, 2.5)
"""
EDITED = (Finding(Kind.EDITED_TEST_CELL, "hw", "f_tests"),)
MARKUP = ({"type": "result", "data": {"text/html": HOSTILE}},)
STUDENTS = {
    "ada": submission("ada", (True, True), outputs=OUTPUTS, code=CODE),
    "alan": submission("alan", (True, False), outputs=OUTPUTS, findings=EDITED),
    "bob": submission("bob", (True, False), duration_s=99.0),
    "eve": submission("eve", (False, False), seen="exception", raised="ValueError", status=Status.ERROR),
    "tim": submission("tim", (False, False), seen="timeout", status=Status.TIMEOUT),
    "cara": submission("cara", (False, False), seen="crashed", status=Status.CRASHED),
    "mia": submission("mia", (False, False), seen="missing", status=Status.MISSING),
    "sid": submission("sid", (False, True), ended="error", error=("SyntaxError", "invalid syntax", 2)),
    "gil": dataclasses.replace(submission("gil", (False, False)), status=SubmissionStatus.GRADER_FAULT),
    "evil": submission(HOSTILE, (True, False), code=HOSTILE, outputs=MARKUP),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of each page by its student, and of the overview."""
    folder = tmp_path_factory.mktemp("pages")
    overview, *files = write_pages(school(*STUDENTS.values()), ASSIGNMENT, folder, advice=ADVICE)
    return {name: path.as_uri() for name, path in zip(["overview", *STUDENTS], [overview, *files], strict=True)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as one:
        yield one


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page without a network; what it asks for, says on the console or pops up is noted."""
    contexts: list[Any] = []

    def opened(url: str, width: int = 1280, scheme: str = "light", **more: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.noted = []
        page.on("request", lambda request: page.noted.append(request.url[:80]))
        page.on("console", lambda message: page.noted.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: (page.noted.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: page.noted.append(f"error: {error}"))
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def axe() -> str:
    try:
        return axe_source()
    except RuntimeError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("name", ["overview", *STUDENTS])
def test_axe_finds_nothing(
    name: str, scheme: str, width: int, look: Callable[..., Any], pages: dict[str, str], axe: str
) -> None:
    assert violations(look(pages[name], width, scheme, bypass_csp=True), axe) == []


def test_axe_would_find_something(look: Callable[..., Any], pages: dict[str, str], axe: str) -> None:
    page = look(pages["alan"], bypass_csp=True)
    page.evaluate("document.querySelector('h1').outerHTML = '<h3 style=\"color:#eee\">words</h3><img src=\"data:,\">'")
    found = " ".join(violations(page, axe))
    assert "color-contrast" in found and "image-alt" in found


@pytest.mark.parametrize("name", ["overview", *STUDENTS])
def test_a_page_loads_nothing_and_does_nothing(name: str, look: Callable[..., Any], pages: dict[str, str]) -> None:
    page = look(pages[name])
    assert [url for url in page.noted if not url.startswith("data:image/png;base64,")] == [pages[name][:80]]
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


def test_the_pages_policy_refuses_scripts_and_loading(look: Callable[..., Any], pages: dict[str, str]) -> None:
    page = look(pages["evil"])
    image = '<img src="https://example.invalid/x.png" onerror="window.ran = 1">'
    page.evaluate("text => document.body.insertAdjacentHTML('beforeend', text)", image)
    page.wait_for_function("[...document.images].at(-1).complete")
    assert page.evaluate("window.ran") is None
    refused = [note for note in page.noted if "Content Security Policy" in note]
    assert any("example.invalid" in note for note in refused), "the image"
    assert any("inline event handler" in note for note in refused), "what was to run"


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("name", ["overview", "alan", "evil", "eve"])
def test_nothing_is_wider_than_a_phone(name: str, width: int, look: Callable[..., Any], pages: dict[str, str]) -> None:
    page = look(pages[name], width)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_used_by_keyboard_alone(look: Callable[..., Any], pages: dict[str, str]) -> None:
    page = look(pages["alan"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0, "it shows when it is reached"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#exercises"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    before = page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is not before


def test_on_paper_everything_is_open_and_black_on_white(look: Callable[..., Any], pages: dict[str, str]) -> None:
    page = look(pages["alan"], scheme="dark")
    hint = "document.querySelector('.trouble details p').checkVisibility({contentVisibilityAuto: true})"
    assert page.evaluate(hint) is False, "closed on the screen"
    page.emulate_media(media="print")
    page.wait_for_function(hint)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_overview_leads_to_each_page(look: Callable[..., Any], pages: dict[str, str]) -> None:
    page = look(pages["overview"])
    for position, name in enumerate(STUDENTS):
        page.goto(pages["overview"])
        page.locator("#students ~ .scroll tbody a").nth(position).click()
        assert page.url == pages[name]
        assert page.locator("h1").count() == 1

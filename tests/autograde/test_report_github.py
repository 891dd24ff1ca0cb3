"""The job's summary: parsed by a CommonMark parser, it has our tables and nothing that a student's words made."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from autograde.platforms import Wishes
from autograde.platforms.github import LIMIT, github_form
from autograde.result import ClassResult, Status, SubmissionResult
from tests.autograde.graded import ADA, ALAN, BROKEN, CLASS, HOSTILE, named, question

OURS = {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "br"}


class Page(HTMLParser):
    """The elements of a page, the text of its cells and of its summaries."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.rows: list[list[str]] = []
        self.summaries: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "summary":
            self.summaries.append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"
        self.inside = tag if tag in ("td", "th", "summary") else self.inside

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag in ("td", "th", "summary") else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside == "summary":
            self.summaries[-1] += data
        elif self.inside:
            self.rows[-1][-1] += data


def page(result: ClassResult) -> Page:
    text = github_form(result, Wishes()).files["summary.md"]
    seen = Page()
    seen.feed(MarkdownIt("commonmark").enable("table").render(text))
    seen.close()
    return seen


def test_the_tables() -> None:
    seen = page(CLASS)
    assert seen.rows == [
        ["Student", "Points", "Of", "Status", "Findings"],
        ["ada", "4", "4", "graded", ""],
        ["alan", "0.5", "4", "waits for a person", "1"],
        ["broken", "0", "0", "grader fault", "1"],
        ["Question", "Mean", "Of", "Complete", "Partly there", "Wait"],
        ["norms", "1.25", "2", "1", "1", "0"],
        ["text", "1", "2", "1", "0", "1"],
        ["Question", "Points", "State", "What was seen"],
        ["norms", "2 of 2", "complete", ""],
        ["text", "2 of 2", "complete", ""],
        ["Question", "Points", "State", "What was seen"],
        ["norms", "0.5 of 2", "partly there", "expected shape (2,), got (3,)\nhint: Which axis?"],
        ["text", "0 of 2", "waits for a person", ""],
        ["Question", "Points", "State", "What was seen"],
    ]
    assert seen.summaries == ["ada", "alan", "broken"]
    text = github_form(CLASS, Wishes()).files["summary.md"]
    assert "3 submissions, mean 2.2 of 4, 1 wait for a person, 1 with a grader fault" in text


def only_ours(seen: Page) -> bool:
    return set(seen.tags) <= OURS and seen.attributes <= {"style"}


@pytest.mark.parametrize("name", HOSTILE)
def test_names_stay_text(name: str) -> None:
    hostile = replace(named(name), assignment=name or "x")
    seen = page(hostile)
    assert only_ours(seen)
    assert len(seen.rows[1]) == 5
    assert len(seen.summaries) == 1
    if name.isprintable() and len(name) < 200 and name.strip():
        assert seen.rows[1][0] == seen.summaries[0] == " ".join(name.split())


@given(st.text(st.characters(), max_size=40))
def test_no_text_is_markup(text: str) -> None:
    failed = question(text, 0.0, Status.FAILED, message=text, hint=text)
    seen = page(replace(CLASS, assignment=text, submissions=(SubmissionResult(text, (failed,)),)))
    assert only_ours(seen)
    assert [len(row) for row in seen.rows] == [5, 5, 6, 6, 4, 4]


def test_no_text_is_a_link_or_a_command_of_the_runner() -> None:
    text = github_form(named("::set-output name=x::https://x.org @team #1"), Wishes()).files["summary.md"]
    assert "::" not in text
    assert "//" not in text
    assert "@" not in text


def test_messages_of_tests_in_the_kernel_are_not_repeated() -> None:
    text = github_form(replace(CLASS, tests="in-kernel"), Wishes()).files["summary.md"]
    assert "expected shape" not in text
    assert "SECRETDETAIL" not in github_form(CLASS, Wishes()).files["summary.md"]


def test_a_summary_is_never_larger_than_github_shows() -> None:
    long = replace(ALAN, questions=tuple(question(f"q{n}", 0, Status.FAILED, message="|" * 600) for n in range(20)))
    result = replace(CLASS, submissions=tuple(replace(long, student=f"s{n}") for n in range(25)))
    text = github_form(result, Wishes()).files["summary.md"]
    assert len(text.encode()) < LIMIT + 200
    assert "The rest is left out" in text
    assert "| s24 |" in text, "the table of submissions is whole"
    assert text.count("<details>") == text.count("</details>") > 10


def test_several_notebooks_and_nobody() -> None:
    two = replace(ADA, questions=(question("q", 1, Status.FAILED), question("q", 2, Status.PASSED, notebook="b")))
    assert [row[0] for row in page(replace(CLASS, submissions=(two, BROKEN))).rows[4:6]] == ["ps01/q", "b/q"]
    assert page(replace(CLASS, submissions=())).summaries == []

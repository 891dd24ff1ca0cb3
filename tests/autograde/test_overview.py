"""The instructor's page: its numbers against examples worked by hand, and that it is as inert as students' pages."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from autograde.findings import Kind
from autograde.report import write_pages
from autograde.report.catalogue import ENGLISH
from autograde.report.outline import outline
from autograde.report.overview import overview_page
from autograde.report.statistics import Bin, Difficulty, clusters, difficulties, distribution, slow
from autograde.result import ClassResult, Finding, QuestionResult, Status, SubmissionResult, SubmissionStatus
from tests.autograde.pages import ADVICE, ASSIGNMENT, HOSTILE, Page, read, school, submission


def page_of(result: ClassResult) -> str:
    links = [f"feedback/{number}.html" for number in range(len(result.submissions))]
    return overview_page(result, outline(ASSIGNMENT, ADVICE), ADVICE, links, ENGLISH)


def text_of(result: ClassResult) -> str:
    return " ".join(read(page_of(result)).text.split())


def scored(points: float, most: float = 10.0, student: str = "s", **more: object) -> SubmissionResult:
    question = QuestionResult("hw", "f_tests", points, most, Status.FAILED)
    return SubmissionResult(student, (question,), **more)  # type: ignore[arg-type]


def test_scores_fall_into_bins_whose_last_one_holds_full_marks() -> None:
    bins = distribution([scored(points) for points in (0.0, 0.9, 1.0, 5.5, 9.9, 10.0, 10.0)])
    assert [(entry.low, entry.count) for entry in bins if entry.count] == [(0, 2), (10, 1), (50, 1), (90, 3)]
    assert [(entry.low, entry.high) for entry in bins][-1] == (90, 100)
    assert sum(entry.count for entry in distribution([scored(0.0, 0.0)])) == 1
    assert distribution([scored(0.3 * 3, 3.0)])[3] == Bin(30, 40, 1), "0.3 * 3 is a little less than 0.9"


def test_difficulty_counts_points_full_marks_and_zeros() -> None:
    entries = [submission(passed=passed) for passed in ((True, True), (True, False), (False, False), (True, False))]
    ((place, (question, properties)),) = difficulties(entries).items()
    assert place == ("hw", "f_tests"), "what waits for a person is left out"
    assert question == Difficulty("f_tests", pytest.approx(100 * 5 / 12), 1, 1, 4, 3.0)
    assert properties == [
        Difficulty("right for 3", 75.0, 3, 1, 4, 1.0),
        Difficulty("right for others", 25.0, 1, 3, 4, 2.0, hidden=True),
    ]


def test_a_cluster_is_two_students_with_the_same_failures_in_the_same_state() -> None:
    result = school(
        submission("a", (True, False)),
        submission("b", (False, False)),
        submission("c", (True, False)),
        submission("d", (False, False), seen="timeout", status=Status.TIMEOUT),
        submission("e", (True, True)),
        submission("f", (False, False), seen="missing", status=Status.MISSING),
        submission("g", (False, False), seen="missing", status=Status.MISSING),
        submission("h", (True, False)),
        dataclasses.replace(submission("i", (True, False)), status=SubmissionStatus.GRADER_FAULT),
    )
    (found,) = clusters(result, ADVICE)
    assert (found.students, found.failed, found.everything) == ((0, 2, 7), ("right for others",), False)
    assert found.says.startswith("Twice is not squared")
    (whole, other) = clusters(school(*result.submissions[:3], submission("x", (False, False))), ADVICE)
    assert (whole.students, other.students, other.everything) == ((0, 2), (1, 3), True)


def test_slow_is_what_takes_three_times_as_long_as_half_of_the_class() -> None:
    times = [1.0, 1.1, 1.2, 3.5, 9.0]
    result = school(*(submission(str(t), duration_s=t) for t in times))
    assert [(entry.student, entry.duration_s, entry.question) for entry in slow(result)] == [(4, 9.0, "f_tests")]
    quick = school(*(submission(str(t), duration_s=t / 100) for t in times))
    assert slow(quick) == [], "nobody waits for a tenth of a second"
    assert slow(school()) == []


def test_the_page_says_how_the_class_did() -> None:
    result = school(
        submission("ada", (True, False), duration_s=30.0),
        submission("bob", (True, False), findings=(Finding(Kind.EDITED_TEST_CELL, "hw", "f_tests", "QUOTED"),)),
        submission("eve", (True, True)),
        dataclasses.replace(submission("dan", (False, False)), status=SubmissionStatus.GRADER_FAULT),
    )
    text = text_of(result)
    for part in (
        "Homework 7: squares & more Class overview", "4 submissions", "1.7 mean, of 5 points", "1.0 median, 20 %",
        "3 wait for a person", "1 with a grader fault", "20 to 30 percent: 2, 60 to 70 percent: 1.",
        "1 Squares 56 1 0", "right for others hidden 33 1 of 3", "right for 3 100 3 of 3",
        "1 Squares: 2 students", "Known mistake: Twice is not squared: x*2 is something else. ada, bob",
        "Edited test cell: 1 student A test cell was changed; the source's own test ran instead. bob f_tests",
        "ada 30.0 s f_tests 30.0 s",
    ):  # fmt: skip
        assert part in text, part
    assert "QUOTED" not in text


def test_an_empty_class_and_one_without_tests_have_a_page() -> None:
    assert "0 submissions" in text_of(school())
    assert "1 submission " in text_of(school(SubmissionResult("ada")))


def test_the_page_leads_to_every_students_page(tmp_path: Path) -> None:
    names = ["ada", "../../x", "Ada", "x" * 400, "👩‍🚀"]
    overview, *pages = write_pages(school(*(submission(name) for name in names)), ASSIGNMENT, tmp_path)
    page = read(overview.read_text("utf-8"))
    linked = {value for tag, name, value in page.attributes if name == "href" and not value.startswith("#")}
    assert {(overview.parent / link).resolve() for link in linked} == {path.resolve() for path in pages}


def inert(html: str) -> Page:
    page = read(html)
    assert not set(page.tags) & {"script", "iframe", "object", "form", "img", "base", "link"}
    for _, name, value in page.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "srcdoc", "action")
        if name == "href":
            assert value.startswith(("#", "feedback/"))
    for character in "\x00\x08\x1b\u202e\u2066\u200b\ud800":
        assert character not in html
    return page


def test_hostile_names_and_findings_are_text() -> None:
    bent = submission(HOSTILE, findings=(Finding(HOSTILE, HOSTILE, HOSTILE, HOSTILE),), duration_s=99.0)
    result = dataclasses.replace(school(bent, submission("a"), submission("b")), versions={HOSTILE: HOSTILE})
    page = inert(page_of(result))
    assert "alert(1)" in page.text


def test_headings_are_in_order_and_tables_have_headers() -> None:
    page = read(page_of(school(submission("a"), submission("b"), submission("c", duration_s=99.0))))
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    assert page.tags.count("thead") == page.tags.count("table") >= 4
    assert {value for tag, name, value in page.attributes if (tag, name) == ("th", "scope")} == {"col", "row"}
    assert page.tags.count("th") == sum(1 for tag, name, _ in page.attributes if (tag, name) == ("th", "scope"))

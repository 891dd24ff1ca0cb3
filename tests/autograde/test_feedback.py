"""The student's page: what it says, what it never says, and that nothing in a submission can act in it."""

from __future__ import annotations

import base64
import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde.disclosure import Disclosure
from autograde.findings import Kind, finding
from autograde.model import Cell, Role
from autograde.report import write_pages
from autograde.report.advice import Advice
from autograde.report.catalogue import ENGLISH, Catalogue
from autograde.report.feedback import feedback_page
from autograde.report.outline import outline
from autograde.result import Finding, QuestionResult, Status, SubmissionResult
from autograde.scoring import question_result
from autograde.seen import Seen
from tests.autograde.pages import ADVICE, ASSIGNMENT, HOSTILE, TEST, Page, png, read, school, submission


def page_of(result: SubmissionResult, advice: Advice = ADVICE, words: Catalogue = ENGLISH) -> str:
    return feedback_page(result, outline(ASSIGNMENT, advice), advice, words)


def text_of(result: SubmissionResult, **more: object) -> str:
    return " ".join(read(page_of(result, **more)).text.split())  # type: ignore[arg-type]


# -- what it says


def test_a_page_says_what_was_asked_seen_and_what_to_do() -> None:
    text = text_of(submission())
    for part in (
        "Homework 7: squares & more", "Feedback for ada", "1 of 5 points", "1 Squares", "partly there",
        "Likely reason Twice is not squared: x*2 is something else.",
        "right for others further test, 0 of 2 points", "What was seen The value is a different one.",
        "Where to look Try f(-1).", "The idea Minus times minus.", "Try this in your notebook f(-2)",
        "The idea A square is a number times itself.", "f(2) # 4", "Next step Work out f(-3) by hand.",
        "What works ✓ right for 3", "def f(x):", "waits for a person", "this is not the final score",
    ):  # fmt: skip
        assert part in text, part
    assert "Count with" not in text, "a hint for what is right already"


def test_a_full_score_is_told_and_nothing_is_to_do() -> None:
    result = submission(passed=(True, True))
    text = text_of(dataclasses.replace(result, questions=result.questions[:1]))
    assert ENGLISH.everything in text
    assert ENGLISH.to_do not in text and ENGLISH.next not in text and ENGLISH.likely not in text


@pytest.mark.parametrize("word", list(Seen))
def test_each_word_of_the_closed_list_has_its_sentence(word: Seen) -> None:
    status = {Seen.TIMEOUT: Status.TIMEOUT, Seen.CRASHED: Status.CRASHED, Seen.MISSING: Status.MISSING}
    text = text_of(submission(seen=word.value, status=status.get(word, Status.FAILED), raised="ValueError"))
    assert ("Your code raised ValueError." if word is Seen.EXCEPTION else word.sentence) in text


def test_an_exception_is_shown_with_type_and_own_line() -> None:
    html = page_of(submission(passed=(False, False), seen="exception", raised="ZeroDivisionError", status=Status.ERROR))
    text = " ".join(read(html).text.split())
    assert "These 2 all ended in the same way: right for 3" in text
    assert "Your code raised ZeroDivisionError. It was raised in line 3 of your cell f." in text
    assert "Something is divided by 0." in text
    assert '<span class="row here" data-n="3">' in html
    assert "Nothing is right." not in text, "an exception has many reasons; the known mistake is another one"


def test_a_cell_that_did_not_run_comes_first() -> None:
    code, error = "def f(x):\n    return (x\n", ("SyntaxError", "'(' was never closed", 2)
    failed = {"seen": "exception", "raised": "NameError", "status": Status.ERROR}
    text = text_of(submission(passed=(False, False), code=code, ended="error", error=error, **failed))
    assert "Your cell f did not run to its end This cell raised SyntaxError in line 2. '(' was never closed" in text
    assert text.index("SyntaxError") < text.index("NameError")


def test_no_answer_is_one_sentence_not_a_list_of_hints() -> None:
    text = text_of(submission(passed=(False, False), status=Status.MISSING, seen="missing"))
    assert "There is no answer yet." in text and ENGLISH.next_missing in text
    assert "Where to look" not in text and "Likely reason" not in text


@pytest.mark.parametrize("kind", [Kind.INVALID_NOTEBOOK, Kind.MISSING_NOTEBOOK, Kind.WRONG_ASSIGNMENT])
def test_a_file_that_could_not_be_read_is_told_once(kind: Kind) -> None:
    result = submission(passed=(False, False), status=Status.MISSING, seen="missing")
    first = result.questions[0]
    of_another = dataclasses.replace(result, findings=(finding(kind, "why", notebook="another"),))
    assert ENGLISH.next_missing in text_of(of_another) and ENGLISH.how in text_of(of_another)
    result = dataclasses.replace(result, questions=(first,), findings=(finding(kind, "why", notebook=first.notebook),))
    text = text_of(result)
    assert ENGLISH.unread in text and ENGLISH.findings[kind] in text
    assert ENGLISH.next_missing not in text and ENGLISH.how not in text and ENGLISH.begin_with not in text


def test_visible_tests_are_to_be_run_again_hidden_ones_not() -> None:
    assert "Run the test cell f_tests in your notebook" in text_of(submission(passed=(False, True)))
    assert "Run the test cell f_tests in your notebook" not in text_of(submission(passed=(True, False)))


def test_findings_are_told_without_what_they_quote() -> None:
    found = (
        Finding(Kind.EDITED_TEST_CELL, "hw", "f_tests", "QUOTED"),
        Finding(Kind.MISSING_CELL, "hw", "<script>not a cell", "QUOTED"),
        Finding("a kind of a later version", "hw", "f_tests", "QUOTED"),
    )
    text = text_of(submission(findings=found))
    assert "A test cell was changed. Our own text of the test ran, so the change had no effect. Cell f_tests." in text
    assert "QUOTED" not in text and "not a cell" not in text and "later version" not in text


def test_each_finding_that_a_student_can_do_something_about_has_a_sentence() -> None:
    silent = {"unknown_grade_id", "execution_tag", "added_cells", "large_outputs", "extra_file", "unsafe_path",
              "duplicate_student", "edited_metadata"}  # fmt: skip
    assert {kind.value for kind in Kind} - set(ENGLISH.findings) == silent


def test_messages_of_tests_and_durations_are_not_on_the_page() -> None:
    result = submission(message="expected 1234.5, got 99", duration_s=123.456)
    html = page_of(result)
    assert "1234.5" not in html and "123.456" not in html and "123.5" not in html


def test_a_translation_replaces_every_sentence() -> None:
    fields = {field.name: getattr(ENGLISH, field.name) for field in dataclasses.fields(Catalogue)}
    bent = {
        name: f"€{value}" if isinstance(value, str)
        else {key: f"€{text}" for key, text in value.items()}
        for name, value in fields.items() if name != "lang"
    }  # fmt: skip
    html = page_of(submission(findings=(Finding(Kind.MISSING_CELL, "hw", "f"),)), words=Catalogue(lang="x", **bent))
    assert '<html lang="x">' in html
    text = read(html).text
    for sentence in (ENGLISH.how, ENGLISH.likely, ENGLISH.to_do, ENGLISH.works, ENGLISH.look, ENGLISH.foot):
        assert text.count(sentence) == text.count(f"€{sentence}") > 0, sentence


# -- code and output


def test_output_and_figures_are_shown() -> None:
    outputs = (
        {"type": "stream", "name": "stdout", "text": "epoch 1\n"},
        {"type": "stream", "name": "stderr", "text": "careful"},
        {"type": "display", "data": {"text/plain": "<Figure>", "image/png": png()}},
        {"type": "result", "data": {"text/html": "<b>bold</b>"}},
        {"type": "display", "data": {"text/plain": "broken figure", "image/png": "no png"}},
    )
    page = read(page_of(submission(outputs=outputs)))
    assert [value for tag, name, value in page.attributes if (tag, name) == ("img", "src")] == [
        f"data:image/png;base64,{png()}"
    ]
    assert ("img", "alt", "Figure 1 of cell f") in page.attributes
    for part in ("epoch 1", "Error output", "careful", "<b>bold</b>", "broken figure"):
        assert part in page.text
    assert "<Figure>" not in page.text
    assert "b" not in page.tags


def test_after_a_hidden_test_only_what_was_handed_in_is_shown() -> None:
    leak = ({"type": "stream", "name": "stdout", "text": "LEAK"},)
    harmless = ({"type": "stream", "name": "stdout", "text": "as on my laptop"},)
    shown = submission(outputs=leak, exposed=True, handed_in=harmless, ended="error", error=("ValueError", "LEAK", 1))
    text = text_of(shown)
    assert "LEAK" not in text and "as on my laptop" in text and ENGLISH.handed_in in text
    assert "This cell raised ValueError in line 1." in text
    assert ENGLISH.withheld in text_of(submission(outputs=leak, exposed=True))
    assert "LEAK" in text_of(submission(outputs=leak)), "before a hidden test it is the student's own"


def test_an_exception_whose_name_is_a_message_in_disguise_is_not_named() -> None:
    named = submission(ended="error", error=("Secret12345", "", 1))
    assert "Secret12345" not in text_of(named)
    code = "class Mine(Exception): pass\nraise Mine"
    assert "This cell raised Mine in line 2." in text_of(submission(code=code, ended="error", error=("Mine", "", 2)))


def test_a_submission_that_floods_gives_a_page_that_opens() -> None:
    flood = tuple({"type": "stream", "name": "stdout", "text": "x" * 10**6 + "\n" * 10**5} for _ in range(300))
    result = submission(code="y = 1\n" * 200_000, outputs=flood)
    cell = result.cells[0]
    many = tuple(dataclasses.replace(cell, key=f"added-{number}") for number in range(1000))
    html = page_of(dataclasses.replace(result, student="s" * 10**6, cells=(cell, *many)))
    assert len(html) < 3_000_000
    assert ENGLISH.cut in html


def test_figures_have_a_limit_for_the_whole_page() -> None:
    pixels = bytes(range(256)) * 4
    noise = png(1023, 700, pixels=b"".join(b"\0" + (pixels * 2)[n : n + 1023] for n in range(700)))
    big = ({"type": "display", "data": {"image/png": base64.b64encode(base64.b64decode(noise)).decode()}},) * 40
    cells = tuple(dataclasses.replace(submission(outputs=big).cells[0], key=f"added-{n}") for n in range(100))
    assert len(page_of(dataclasses.replace(submission(), cells=cells))) < 8_000_000


# -- nothing acts


ALLOWED = {
    "a", "article", "body", "bdi", "code", "details", "div", "footer", "h1", "h2", "h3", "head", "header", "html",
    "img", "li", "main", "meta", "p", "pre", "section", "span", "strong", "style", "summary", "table", "tbody", "td",
    "th", "thead", "title", "tr", "ul",
}  # fmt: skip
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def inert(html: str) -> Page:
    page = read(html)
    assert set(page.tags) <= ALLOWED
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        if name == "href":
            assert value.startswith("#exercise") or value == "#exercises", value
        if name == "src":
            assert value.startswith("data:image/png;base64,")
        if name == "style":
            assert tag == "span" and value.replace("width:", "").replace("%", "").replace(".", "").isdigit()
    assert ("meta", "content", POLICY) in page.attributes
    assert "url(" not in html.partition("</style>")[0] and "@import" not in html.partition("</style>")[0]
    assert len(page.ids) == len(set(page.ids))
    for character in "\x00\x08\x1b\x07\u202e\u2066\u200b\ufeff\ud800":
        assert character not in html
    return page


def everywhere(text: str) -> SubmissionResult:
    """A submission with ``text`` wherever a submission can put one."""
    outputs = (
        {"type": "stream", "name": text, "text": text},
        {"type": text, "data": {"text/html": text, text: text}},
        {"type": "display", "data": {"image/png": text, "text/plain": text, "image/svg+xml": text}},
        {"type": "display", "data": {"text/latex": text}},
        {"data": text, "text": {"a": 1}},
    )
    result = submission(text, code=text, outputs=outputs, findings=(Finding(text, text, text, text),), message=text)
    (cell,) = result.cells
    cells = (
        dataclasses.replace(cell, status="error", error=(text, text, 1)),
        dataclasses.replace(cell, key=text, status=text, error=(text, text, 10**9)),
        dataclasses.replace(cell, key="added-1", exposed=True, handed_in=outputs),
    )
    first, *rest = result.questions
    properties = tuple(dataclasses.replace(entry, raised=text, cell=text, message=text) for entry in first.properties)
    first = dataclasses.replace(first, properties=properties, message=text, hint=text)
    return dataclasses.replace(result, cells=cells, questions=(first, *rest))


def test_hostile_text_is_text_everywhere() -> None:
    page = inert(page_of(everywhere(HOSTILE)))
    assert "<script>alert(1)</script>" in page.text, "it is shown, as text"
    assert "49" not in page.text, "no template of the student's is filled in"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>&\"'`/=! \n\r\x00\x1b[m;#{}%-]abscript\u202e\ud800é"), max_size=80))
def test_no_text_becomes_markup(text: str) -> None:
    inert(page_of(everywhere(text)))


def test_headings_are_in_order_and_every_part_is_named() -> None:
    page = read(page_of(submission()))
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    named = [value for _, name, value in page.attributes if name == "aria-labelledby"]
    assert named and set(named) <= set(page.ids)
    targets = {value[1:] for _, name, value in page.attributes if name == "href"}
    assert targets <= set(page.ids)


def test_pages_are_written_under_safe_names(tmp_path: Path) -> None:
    names = ["../../escape", "ada", "ADA", "👩‍🚀", "x" * 500, ""]
    overview, *pages = write_pages(school(*(submission(name) for name in names)), ASSIGNMENT, tmp_path, advice=ADVICE)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")) == sorted(
        path.relative_to(tmp_path).as_posix() for path in (overview, *pages)
    )
    assert all(path.parent == tmp_path / "feedback" for path in pages) and len(set(pages)) == len(names)
    for name, path in zip(names, pages, strict=True):
        assert (name[:40] or "?") in read(path.read_text("utf-8")).text


# -- what may be repeated of the student's process


def test_names_of_exceptions_and_lines_are_believed_only_where_they_can_be_checked() -> None:
    told = Disclosure({"f": "class Mine(ValueError):\n    pass\n"})
    assert [told.raised(name) for name in ("ValueError", "Mine", "mine", "X1", "a b", "")] == ["ValueError", "Mine"] + [
        ""
    ] * 4
    assert told.place("f", 2) == ("f", 2)
    assert told.place("f", 99) == told.place("f", True) == told.place("f", "2") == ("f", 0)
    assert told.place("g", 1) == told.place(["f"], 1) == ("", 0)


CELL = Cell(Role.TEST, "code", TEST, "f_tests", points=3)


def outcome(line: int, **error: object) -> dict[str, object]:
    record = {"whose": "student", "kind": "ValueError", "message": "LEAK", "line": line, "cell": "f", "cell_line": 1}
    return {
        "error": None, "value": ["number", 0.0],
        "properties": [{"name": "right for 3", "points": 1.0, "passed": False, "line": 2, "error": record | error}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("error", "exposed", "told"),
    [
        (outcome(3), False, True),
        (outcome(3), True, False),
        (outcome(6), False, False),
        (outcome(3, whose="assertion", seen="value"), False, True),
        (outcome(3, whose="assertion", seen="value"), True, False),
        (outcome(3, whose="assertion", seen="changed_input"), False, False),
        (outcome(3, whose="test"), True, False),
        (outcome(3, whose="kind"), True, False),
        (outcome(9), False, False),
        (outcome(3, kind="LEAK"), True, False),
        (outcome(3, cell="LEAK", kind="E"), True, False),
    ],
)
def test_text_of_the_students_process_is_repeated_only_before_hidden_inputs_reach_it(
    error: dict[str, object], exposed: bool, told: bool
) -> None:
    disclosure = Disclosure({"f": "def f(x):\n    return x"}, exposed)
    result = question_result("hw", CELL, error, disclosure=disclosure)
    assert ("LEAK" in json.dumps(dataclasses.asdict(result))) is told
    assert result.points == 0 and isinstance(result, QuestionResult)
    (first, second) = result.properties
    assert first.seen in set(Seen) and second.seen == Seen.NOT_REACHED

"""Values, exceptions and records that crossed the wall and should not have: each attack a small case of its own."""

from __future__ import annotations

import pytest

from autograde.collection import Submission
from autograde.examiner.bounded import MAX_CHARACTERS, MAX_NODES, bounded
from autograde.grading import grade
from autograde.result import Status, SubmissionStatus
from tests.autograde.examined import OPTIONS, assignment, by_name, submit
from tests.autograde.notebooks import answer, cell, raw

VERDICTS = """
import collections
Verdict = collections.namedtuple("Verdict", "equal allclose startswith index shape item")
def f(*args): return Verdict(str, str, str, int, (3,), float)
"""
"""A class as a field is a method that says yes: ``str(expected)`` is true."""


def graded(solution: str, tests: dict[str, str], student: str) -> dict[str, tuple[float, Status]]:
    source = assignment(solution, tests)
    honest = by_name(tests, submit(source, solution))
    assert all(question.status is Status.PASSED for question in honest.values())
    found = by_name(tests, submit(source, student))
    return {name: (question.points, question.status) for name, question in found.items()}


@pytest.mark.parametrize(
    ("solution", "test"),
    [
        ("def f(x): return x + 1", "x = torch.ones(3)\nassert f(x).equal(x + 1)"),
        ("def f(x): return x + 1", "x = torch.ones(3)\nassert f(x).allclose(x + 1)"),
        ("def f(x): return x + 'c'", "assert f('ab').startswith('abc')"),
        ("def f(x): return [5, 6, 0]", "assert f(0).index(0) == 2"),
    ],
    ids=["equal", "allclose", "startswith", "index"],
)
def test_a_class_in_a_named_tuple_is_not_asked_for_the_verdict(solution: str, test: str) -> None:
    assert graded(solution, {"t": test}, VERDICTS)["t"][0] == 0


def test_nor_where_it_is_left_in_an_argument() -> None:
    tests = {"t": "out = []\nf(torch.ones(2), out)\nassert out[0].equal(torch.tensor([2.0, 2.0]))"}
    student = f"{VERDICTS}\ndef g(x, out): out.append(f())\nf, g = g, f".replace("f())", "g())")
    assert graded("def f(x, out): out.append(x + 1)", tests, student)["t"][0] == 0


def test_a_named_tuple_of_data_keeps_its_fields() -> None:
    solution = "import collections\nR = collections.namedtuple('R', 'loss kind')\ndef f(x): return R(x + 1, 'mean')"
    found = graded(solution, {"t": "r = f(1)\nassert (r.loss, r.kind) == (2, 'mean')"}, solution)
    assert found["t"] == (1.0, Status.PASSED)


NOTHING = {
    "pair": (
        "def f(x): return x.sum() + 1, 2",
        "def f(x): return torch.empty(0), 2",
        "a, _ = f(torch.ones(3))\nassert torch.allclose(a, torch.tensor(4.0))",
    ),
    "dict": (
        "def f(x): return {'a': [x.sum()]}",
        "def f(x): return {'a': [torch.empty(0)]}",
        "assert (f(torch.ones(3))['a'][0] == 3).all()",
    ),
    "values": (
        "def f(x): return {'a': x.sum()}.values()",
        "def f(x): return {'a': torch.empty(0)}.values()",
        "assert all((v == 3).all() for v in f(torch.ones(3)))",
    ),
    "array": (
        "def f(x): return [np.float64(x)]",
        "def f(x): return [np.empty((0, 4))]",
        "assert np.allclose(f(2.0)[0], 2.0)",
    ),
    "generator": (
        "def f(x):\n    yield x.sum()",
        "def f(x):\n    yield torch.empty(0)",
        "assert all(torch.allclose(v, torch.tensor(3.0)) for v in f(torch.ones(3)))",
    ),
    "argument": (
        "def f(out): out.fill_(4.0)",
        "def f(out): out.data = torch.empty(0)",
        "out = torch.zeros(1)\nf(out)\nassert torch.allclose(out, torch.tensor(4.0))",
    ),
    "list of an argument": (
        "def f(out): out.append(torch.tensor(4.0))",
        "def f(out): out.append(torch.empty(0))",
        "out = []\nf(out)\nassert torch.allclose(out[0], torch.tensor(4.0))",
    ),
}
"""Solution, attack, test: a tensor without elements is equal to whatever it is compared with."""


@pytest.mark.parametrize(("solution", "student", "test"), NOTHING.values(), ids=NOTHING)
def test_nothing_is_no_answer_however_deep_it_lies(solution: str, student: str, test: str) -> None:
    assert graded(solution, {"t": test}, student)["t"][0] == 0


def test_nothing_is_an_answer_where_the_reference_gives_it() -> None:
    solution = "def f(x, out):\n    out.append(x[:0])\n    return x[:0], {'rest': x}"
    test = "out = []\na, rest = f(torch.ones(2), out)\nassert a.shape == out[0].shape == (0,)"
    assert graded(solution, {"t": test}, solution)["t"] == (1.0, Status.PASSED)


PROPERTIES = (
    "from autograde.testing import property_test, score\n"
    "with property_test('one', points=0.5):\n    assert f(1) == 2\n"
    "with property_test('five', points=0.5):\n    assert f(5) == 6\n"
    "score()"
)


def test_an_exception_of_the_graders_own_costs_its_property_only() -> None:
    """It came without what its constructor sets; describing it failed, and all properties were lost."""
    student = (
        "from autograde.testing import Mismatch\n"
        "def f(x):\n    if x == 5:\n        return 6\n    raise Mismatch('value', 'text')"
    )
    assert graded("def f(x): return x + 1", {"t": PROPERTIES}, student)["t"] == (0.5, Status.FAILED)


# -- what the candidate says of its cells

SOURCE = assignment("def f(x): return x + 1", {"t": "assert f(1) == 2"})
OWN_RECORD = """
import gc
for thing in gc.get_objects():
    if type(thing).__name__ == "Candidate":
        thing._fault = lambda error: {fault}
def f(x): return x + 1
raise ValueError
"""


@pytest.mark.parametrize(
    "fault", ["['A', 'b', 'c', 'CARRIED OUT']", "['A', 'b', 'c', float('inf')]", "[None, [1], {}, 10**18]", "'x'"]
)
def test_a_forged_record_of_a_cell_is_no_fault_of_the_grader(fault: str) -> None:
    """Turning the line into a number failed, and the words of that failure stood in the results."""
    result = submit(SOURCE, OWN_RECORD.format(fault=fault))
    assert (result.status, result.score) == (SubmissionStatus.GRADED, 1.0)
    assert "CARRIED" not in str(result.questions)


def test_a_record_is_cut_before_it_reaches_the_grader() -> None:
    assert bounded({"status": "ok", "outputs": [{"text": "x"}], "fault": None, "truncated": False}) == {
        "status": "ok", "outputs": [{"text": "x"}], "fault": None, "truncated": False,
    }  # fmt: skip
    many = bounded({"outputs": [{} for _ in range(3 * MAX_NODES)]})
    assert len(many["outputs"]) < MAX_NODES
    long = bounded({"outputs": [{"text": "x" * MAX_CHARACTERS}] * 3, "status": "ok"})
    assert [len(item["text"]) for item in long["outputs"]] == [MAX_CHARACTERS, 0, 0]


def test_what_is_kept_of_all_cells_together_is_limited() -> None:
    fill = (
        "import gc\n"
        "candidate = next(thing for thing in gc.get_objects() if type(thing).__name__ == 'Candidate')\n"
        f"text = ['y' * {MAX_CHARACTERS * 2 // 3}]\n"
        "candidate.outputs.items.append({'type': 'stream', 'name': 'stdout', 'text': text})\n"
        "def f(x): return x + 1"
    )
    notebook = raw(answer(fill, "student"), cell(fill, cell_id="a"), cell("print('small')", cell_id="b"))
    result = grade(SOURCE, Submission("ada", {"nb": notebook}), OPTIONS)
    sizes = [sum(len(str(output["text"])) for output in record.outputs) for record in result.cells if record.student]
    assert result.score == 1.0
    assert sizes == [MAX_CHARACTERS * 2 // 3, 0, len("small\n")]

"""Attacks that won nothing, of kinds that the corpus does not hold: each a small case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograde.collection import Submission
from autograde.grading import grade
from autograde.result import Status, SubmissionResult, SubmissionStatus
from tests.autograde.examined import OPTIONS, assignment, submit
from tests.autograde.notebooks import answer, cell, raw, test

VALUES = assignment("def f(x): return x + 1", {"t": "assert torch.allclose(f(torch.ones(3)), torch.full((3,), 2.0))"})
ANSWERS = {
    "no numbers": "def f(x): return (x + 1).to('meta')",
    "sparse": "def f(x): return (x + 1).to_sparse()",
    "quantized": "def f(x): return torch.quantize_per_tensor(x + 1, 0.1, 0, torch.qint8)",
    "nested": "def f(x): return torch.nested.nested_tensor([x + 1], layout=torch.jagged)",
    "NaN with a payload": "def f(x): return torch.full((3,), 0x7FC12345, dtype=torch.int32).view(torch.float32)",
    "a terabyte that is one number": "def f(x): return torch.full((1,), 2.0).expand(2**38)",
    "nothing with huge strides": "def f(x): return torch.as_strided(torch.zeros(1), (0, 2**40), (2**40, 2**40))",
    "records": "def f(x): return np.zeros(3, dtype=[('a', 'f4'), ('b', 'i4')])",
    "masked": "def f(x): return np.ma.masked_array([0.0, 0.0, 0.0], mask=[1, 1, 1])",
    "in itself": "def f(x):\n    found = []\n    found.append(found)\n    return found",
    "deep": "def f(x):\n    for _ in range(100_000): x = [x]\n    return x",
    "an integer without end": "def f(x): return 1 << 600_000",
    "half a letter": "def f(x): return '\\ud800'",
    "keys that are one": "def f(x): return {1: x, True: x, 1.0: x, 1 + 0j: x}",
    "a coroutine": "async def f(x): return x + 1",
    "a frame": "import sys\ndef f(x): return sys._getframe()",
    "a class of classes": (
        "class Meta(type):\n    __eq__ = __instancecheck__ = lambda *_: True\n    __hash__ = type.__hash__\n"
        "class Yes(metaclass=Meta): pass\ndef f(x): return Yes"
    ),
    "a list that lies": (
        "class Lies(list):\n    __len__ = lambda self: 3\n    __iter__ = lambda self: iter([2.0] * 3)\n"
        "def f(x): return Lies()"
    ),
    "a module in itself": "def f(x):\n    net = torch.nn.Linear(3, 3)\n    net._modules['me'] = net\n    return net",
    "a module with odd names": (
        "def f(x):\n    net = torch.nn.Linear(3, 3)\n    net._parameters[5] = net._parameters[''] = net.weight\n"
        "    return net"
    ),
    "a module with no tensor": (
        "def f(x):\n    net = torch.nn.Linear(3, 3)\n    net._parameters['w'] = 'w'\n    return net"
    ),
}


def test_an_ordinary_answer_has_its_point() -> None:
    assert submit(VALUES, "def f(x): return x + 1").score == 1.0


@pytest.mark.parametrize("student", ANSWERS.values(), ids=ANSWERS)
def test_an_odd_value_is_a_wrong_answer_and_no_more(student: str) -> None:
    result = submit(VALUES, student)
    assert (result.score, result.status) == (0.0, SubmissionStatus.GRADED)
    assert result.questions[0].status in (Status.FAILED, Status.ERROR)


HIDDEN = (
    "assert f(1) == 2\n### BEGIN HIDDEN TESTS\nsecret = int(torch.randint(10, 10**9, ()))\n"
    "assert f(secret) == secret + 1\n### END HIDDEN TESTS"
)
SOURCE = assignment("def f(x): return x + 1", {"hidden": HIDDEN, "open": "assert f(7) == 8"})


def graded(student: str, later: str = "x = 1", seed: int = 1) -> SubmissionResult:
    first, second = (entry.source for entry in SOURCE.notebooks[0].cells if entry.grade_id.startswith("t"))
    notebook = raw(answer(student, "student"), test(first, "t0"), cell(later, cell_id="later"), test(second, "t1"))
    return grade(SOURCE, Submission("ada", {"nb": notebook}), replace(OPTIONS, seed=seed))


def test_a_look_around_finds_neither_the_test_nor_its_names() -> None:
    """Frames, objects and open files, looked through while a hidden test runs: who found something answers wrongly."""
    look = (
        "import gc, os, sys\n"
        "def f(x):\n"
        "    names, texts, frame = [], [], sys._getframe(1)\n"
        "    while frame:\n"
        "        names += [*frame.f_locals, *frame.f_globals, frame.f_code.co_filename]\n"
        "        frame = frame.f_back\n"
        "    texts += [thing for thing in gc.get_objects() if type(thing) is str]\n"
        "    texts += [str(key) for thing in gc.get_objects() if type(thing) is dict for key in list(thing)[:50]]\n"
        "    word = 'sec' + 'ret'\n"
        "    found = [name for name in names if name == word or name.startswith('<test')]\n"
        "    found += [text for text in texts if f'f({word})' in text]\n"
        "    return x + 1 if not found else 0\n"
    )
    assert [question.points for question in graded(look).questions] == [1.0, 1.0]


STORM = """
import atexit, signal, sys, threading, time
def f(x): return x + 1
def run():
    for _ in range(20):
        time.sleep(0.005)
        signal.raise_signal(signal.SIGINT)
    raise SystemExit(3)
for _ in range(20):
    threading.Thread(target=run, daemon=True).start()
atexit.register(lambda: time.sleep(1000))
sys.excepthook = sys.unraisablehook = threading.excepthook = None
sys.setrecursionlimit(200)
"""


def test_threads_that_interrupt_and_exit_win_nothing() -> None:
    wrong = STORM.replace("return x + 1", "return x")
    result = graded(wrong)
    assert (result.score, result.status) == (0.0, SubmissionStatus.GRADED)


def test_what_is_printed_without_end_into_the_descriptors_reaches_nobody() -> None:
    flood = "import os\nfor fd in (1, 2):\n    for _ in range(300): os.write(fd, b'y' * 65536)\ndef f(x): return x + 1"
    result = graded(flood)
    assert result.score == 2.0
    assert not any("yyy" in str(record.outputs) for record in result.cells)


def test_answers_by_the_number_of_calls_pass_only_where_they_are_right() -> None:
    counts = "calls = []\ndef f(x):\n    calls.append(x)\n    return [2, 3, 8][len(calls) - 1]"
    assert [question.points for question in graded(counts).questions] == [0.0, 1.0]

"""A name under which the source has a function may stand for anything that is called as one."""

from __future__ import annotations

import pytest

from autograde.result import Status
from tests.autograde.examined import assignment, by_name, submit

RELU = "def relu(x): return x.clamp(min=0)"
TESTS = {
    "values": "x = torch.randn(5, requires_grad=True)\nrelu(x).sum().backward()\n"
    "assert torch.equal(x.grad, (x > 0).float())",
    "twice": "x = torch.tensor([-1.0, 2.0])\nassert relu(relu(x)).tolist() == [0.0, 2.0]",
    "map": "assert [v.item() for v in map(relu, torch.tensor([-1.0, 3.0]))] == [0.0, 3.0]",
}
CALLABLE = {
    "module": "relu = torch.nn.ReLU()",
    "own module": "class R(torch.nn.Module):\n    def forward(self, x): return x.relu()\nrelu = R()",
    "object": "class R:\n    def __call__(self, x): return x.relu()\nrelu = R()",
    "library": "relu = torch.relu",
    "partial": "import functools\nrelu = functools.partial(torch.clamp, min=0)",
}


@pytest.mark.parametrize("student", CALLABLE.values(), ids=CALLABLE)
def test_what_is_called_as_a_function_is_one(student: str) -> None:
    found = by_name(TESTS, submit(assignment(RELU, TESTS), student))
    assert {name: question.status for name, question in found.items()} == dict.fromkeys(TESTS, Status.PASSED)


LIARS = {
    "wrong module": "relu = torch.nn.Identity()",
    "says yes": (
        "class Yes:\n    def __call__(self, x): return self\n"
        "    __eq__ = lambda *_: True\n    tolist = grad = sum = backward = __call__\nrelu = Yes()"
    ),
    "no callable": "class No:\n    pass\nrelu = No()",
}


@pytest.mark.parametrize("student", LIARS.values(), ids=LIARS)
def test_and_decides_as_little(student: str) -> None:
    found = by_name(TESTS, submit(assignment(RELU, TESTS), student))
    assert [question.points for question in found.values()] == [0.0, 0.0, 0.0]

"""Students who build with ``nn.LazyLinear`` are graded as those who count inputs themselves."""

from __future__ import annotations

import pytest
import torch

from autograde.bridge.mirrors import LAZY, Change, Mirrors
from autograde.result import Status
from autograde.wire.encoder import Encoder
from autograde.wire.nodes import DecodeError
from tests.autograde.examined import assignment, by_name, submit

EAGER = """
def make():
    return torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.BatchNorm1d(8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
"""
LAZILY = """
def make():
    nn = torch.nn
    return nn.Sequential(nn.LazyLinear(8), nn.LazyBatchNorm1d(), nn.ReLU(), nn.LazyLinear(2))
"""
FIT = (
    "for _ in range(5):\n    opt.zero_grad()\n    loss = ((net(x) - y) ** 2).mean()\n"
    "    loss.backward()\n    opt.step()\n"
    "assert loss < first"
)
TESTS = {
    "shape": "assert make()(torch.ones(3, 4)).shape == (3, 2)",
    "parameters": "net = make()\nnet(torch.ones(3, 4))\nassert sum(p.numel() for p in net.parameters()) == 74",
    "names": "net = make()\nnet(torch.ones(3, 4))\nassert '3.weight' in net.state_dict()",
    "buffers": "net = make()\nnet(torch.randn(9, 4))\nassert net[1].running_mean.shape == (8,)",
    "mode": "net = make()\nnet(torch.randn(9, 4))\nnet.eval()\nassert net(torch.ones(1, 4)).shape == (1, 2)",
    "training": "net = make()\nx, y = torch.randn(32, 4), torch.randn(32, 2)\nfirst = ((net(x) - y) ** 2).mean()\n"
    f"opt = torch.optim.SGD(net.parameters(), lr=0.05)\n{FIT}",
    "optimiser first": "net = make()\nx, y = torch.randn(32, 4), torch.randn(32, 2)\n"
    f"opt = torch.optim.SGD(net.parameters(), lr=0.05)\nfirst = ((net(x) - y) ** 2).mean()\n{FIT}",
}


def test_lazy_layers_pass_what_others_pass() -> None:
    """The copy of a parameter without a shape ended the student's process."""
    source = assignment(EAGER, TESTS)
    for student in (EAGER, LAZILY):
        found = by_name(TESTS, submit(source, student))
        assert {name: question.status for name, question in found.items()} == dict.fromkeys(TESTS, Status.PASSED)


def test_a_parameter_without_a_shape_satisfies_no_test() -> None:
    """Compared as a tensor without elements it would be equal to anything."""
    tests = {"t": "net = make()\nassert all((p == 0).all() for p in net.parameters())"}
    zero = "def make():\n    net = torch.nn.Linear(4, 2)\n    for p in net.parameters(): p.data.zero_()\n    return net"
    found = by_name(tests, submit(assignment(zero, tests), LAZILY))
    assert (found["t"].points, found["t"].status) == (0, Status.ERROR)


def test_a_shape_is_got_once_and_not_lost_again() -> None:
    ours, theirs = Mirrors(1), Mirrors(-1)
    layer = torch.nn.LazyLinear(3, bias=False)
    number = ours.adopt(layer.weight)
    assert ours.changes(Encoder()) == [[number, True, True, LAZY, None]]
    assert ours.changes(Encoder()) == []
    for _ in range(2):  # as after something was withheld
        theirs.apply(number, Change(True, True, LAZY))
    twin = theirs.find(number)
    layer(torch.ones(1, 2))
    ((sent, *_, grad),) = ours.changes(Encoder())
    assert (sent, grad) == (number, None)
    theirs.apply(number, Change(True, True, layer.weight.detach().clone()))
    assert theirs.find(number) is twin and torch.equal(twin, layer.weight)
    with pytest.raises(DecodeError, match="lost its shape"):
        theirs.apply(number, Change(True, True, LAZY))

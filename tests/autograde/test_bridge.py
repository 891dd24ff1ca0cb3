"""Two peers over a socket pair: the student's names feel local, and leave nothing behind."""

from __future__ import annotations

import collections
import gc
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from autograde.bridge.handles import Handle, Undecidable
from autograde.bridge.messages import PeerLost
from autograde.bridge.peer import Peer
from autograde.bridge.surroundings import SeedRecorder, apply_surroundings
from autograde.candidate.service import Service
from autograde.examiner.__main__ import Examiner
from autograde.wire.frames import Channel

STUDENT = """
import collections, torch
from torch import nn
import torch.nn.functional as F

def square(x): return x * x
def total(*xs): return sum(xs)
def same(x): return x
def apply(f, *args, **kwargs): return f(*args, **kwargs)
def fill(x):
    if isinstance(x, dict): x["new"] = 1
    elif isinstance(x, set): x.add("new")
    elif isinstance(x, list): x.append("new")
    elif isinstance(x, bytearray): x.extend(b"new")
    else: x[0] = 9
def nested(d): d["inner"].append(3); return d["inner"]
def swap(xs): xs.reverse()
def grow(t): t.data = torch.cat([t.data, t.data])
def freeze(t): t.requires_grad_(not t.requires_grad)
def late(x, other):
    yield x
    x[0] = 9
    yield x[:1]
    other.append(1)
def count(n):
    for i in range(n): yield torch.tensor(float(i))
def default(): return torch.zeros(2)
def modes(): return torch.is_grad_enabled()
def draw(): return torch.rand(3)
def boom(kind="value"):
    if kind == "value": raise ValueError("no", 3)
    if kind == "own": raise Child("mine")
    if kind == "key": raise KeyError("k")
    if kind == "stop": raise StopIteration(7)
    if kind == "unicode": "\\ud800".encode()
    if kind == "exit": raise SystemExit(3)
    raise LyingText()
class Base(Exception): pass
class Child(Base, ValueError): pass
class LyingText(Exception):
    def __str__(self): raise RuntimeError("never")
def guarded(f):
    try: f()
    except ValueError: return "value"
def early(f):
    for x in f(): return x
class Bag(list): pass
def bag(): return Bag([1, 2])
class Point(collections.namedtuple("Point", "x y")): pass
def point(): return Point(1, 2)
class Net(nn.Module):
    def __init__(self, width=3):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, width), nn.Linear(width, 1)])
        self.extra = nn.ParameterList([nn.Parameter(torch.ones(2)), nn.Parameter(torch.zeros(1))])
        self.norm = nn.BatchNorm1d(width)
        self.width = width
    def forward(self, x):
        return self.layers[1](self.norm(self.layers[0](x * self.extra[0]))) + self.extra[1]
class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 2, bias=False); self.b = nn.Linear(2, 2, bias=False); self.b.weight = self.a.weight
    def forward(self, x): return self.b(self.a(x))
net = Net()
lstm = nn.LSTM(2, 3, num_layers=2, batch_first=True)
scale = torch.ones(2, requires_grad=True)
def scaled(x): return scale * x
def step(model, X, y):
    model.train()
    opt = torch.optim.SGD(model.parameters(), 0.1)
    loss = F.mse_loss(model(X), y); opt.zero_grad(); loss.backward(); opt.step()
    return loss.item()
def bump(model):
    with torch.no_grad():
        for p in model.parameters(): p.add_(1)
"""


class Both:
    """Both ends in one process, the candidate's in a thread."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(STUDENT, "<cell s>", "exec"), self.namespace)
        service = Service(self.namespace, lambda *_: {}, lambda *_: {})
        self.candidate = Peer(Channel(theirs), service.serve, sign=1, shares_libraries=False)
        service.peer = self.candidate
        self.candidate.on_surroundings = apply_surroundings
        examiner = Examiner(ours)
        self.examiner = examiner.peer = Peer(Channel(ours), examiner._serve, sign=-1, shares_libraries=True)
        self.recorder = SeedRecorder()
        self.examiner.surroundings = self.recorder.describe
        self.thread = threading.Thread(target=self.candidate.serve_forever)
        self.thread.start()

    def __getattr__(self, name: str) -> Any:
        return self.examiner.ask("lookup", name)

    def close(self) -> None:
        self.examiner.channel.close()
        self.thread.join(10)
        self.candidate.channel.close()
        assert not self.thread.is_alive()


@pytest.fixture
def s() -> Iterator[Both]:
    torch.manual_seed(0)
    both = Both()
    try:
        yield both
    finally:
        both.close()


# -- gradients


def test_gradients_both_ways(s: Both) -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    (s.square(x).sum() + s.apply(lambda z: (z * x).sum(), x * 3)).backward()
    assert torch.equal(x.grad, 2 * x.detach() + 6 * x.detach())


def test_double_backward_and_gradcheck(s: Both) -> None:
    x = torch.tensor([1.0, 3.0], dtype=torch.double, requires_grad=True)
    (slope,) = torch.autograd.grad((s.square(x) * x).sum(), x, create_graph=True)
    (bend,) = torch.autograd.grad(slope.sum(), x, create_graph=True)
    (third,) = torch.autograd.grad(bend.sum(), x)
    assert torch.equal(bend, 6 * x) and torch.equal(third, torch.full((2,), 6.0, dtype=torch.double))
    assert torch.autograd.gradcheck(s.square, (x,)) and torch.autograd.gradgradcheck(s.square, (x,))


def test_a_second_backward_raises(s: Both) -> None:
    x = torch.ones(2, requires_grad=True)
    y = s.square(x).sum()
    y.backward(retain_graph=True)
    y.backward()
    with pytest.raises(RuntimeError, match="second time"):
        y.backward()


def test_hooks_and_leaves_of_the_students(s: Both) -> None:
    seen: list[Any] = []
    x = torch.ones(2)
    s.scale.register_hook(seen.append)
    s.scaled(x * 3).sum().backward()
    assert torch.equal(s.scale.grad, torch.full((2,), 3.0)) and torch.equal(seen[0], s.scale.grad)
    s.apply(lambda: None)
    assert torch.equal(s.namespace["scale"].grad, torch.full((2,), 3.0))


def test_surroundings(s: Both) -> None:
    with torch.no_grad():
        assert not s.modes() and not s.square(torch.ones(1, requires_grad=True)).requires_grad
    assert s.modes()
    torch.set_default_dtype(torch.float64)
    try:
        assert s.default().dtype is torch.float64
    finally:
        torch.set_default_dtype(torch.float32)
    assert s.default().dtype is torch.float32


def test_seeds_go_one_way_and_only_when_set_by_name(s: Both) -> None:
    with s.recorder.recording():
        torch.manual_seed(5)
        first = s.draw()
        torch.manual_seed(5)
        assert torch.equal(first, s.draw())
    s.recorder.describe()
    torch.manual_seed(6)  # not by the test: how the examiner seeds itself stays with it
    assert s.recorder.describe()[2] == []


# -- modules and mirrors


def test_a_module_is_as_here(s: Both) -> None:
    net, twin = s.net, s.namespace["net"]
    assert isinstance(net, nn.Module) and type(net).__name__ == "Net" and net.width == 3
    assert list(net.state_dict()) == list(twin.state_dict())
    assert len(net.layers) == 2 and isinstance(net.layers[0], nn.Linear) and net.extra[0].shape == (2,)
    X = torch.randn(5, 2)
    net.eval()
    assert not twin.training and not twin.norm.training and not net.norm.training
    assert torch.equal(net(X), twin(X))


def test_an_optimiser_of_the_test(s: Both) -> None:
    net, X, y = s.net, torch.randn(20, 2), torch.randn(20, 1)
    optimiser = torch.optim.Adam(net.parameters(), lr=0.05)
    losses = []
    for _ in range(15):
        optimiser.zero_grad()
        loss = nn.functional.mse_loss(net(X), y)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]
    s.apply(lambda: None)
    for ours, theirs in zip(net.parameters(), s.namespace["net"].parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_buffers_come_back(s: Both) -> None:
    net = s.net
    before = net.norm.running_mean.clone()
    net.train()
    net(torch.randn(8, 2) + 5)
    assert not torch.equal(before, net.norm.running_mean) and int(net.norm.num_batches_tracked) == 1


def test_ways_to_set_parameters(s: Both) -> None:
    net = s.Net(4)
    net.layers[0].weight.data -= 1
    net.layers[0].bias = nn.Parameter(torch.full((4,), 7.0))
    with torch.no_grad():
        net.layers[1].weight.fill_(2.0)
    other = s.Net(4)
    other.load_state_dict(net.state_dict())
    net.eval(), other.eval()
    X = torch.randn(3, 2)
    assert torch.equal(net(X), other(X)) and float(other.layers[0].bias.detach().min()) == 7
    wide = net.to(torch.float64)
    assert wide.layers[0].weight.dtype is torch.float64 and wide(X.double()).dtype is torch.float64
    with pytest.raises(AttributeError):
        _ = net.nothing


def test_tied_parameters_stay_tied(s: Both) -> None:
    tied = s.Tied()
    assert tied.a.weight is tied.b.weight and len(list(tied.parameters())) == 1
    tied.a.weight.data.fill_(1.0)
    tied(torch.ones(1, 2)).sum().backward()
    assert torch.equal(tied(torch.ones(1, 2)), torch.full((1, 2), 4.0)) and tied.a.weight.grad.abs().sum() > 0


def test_recurrent_modules(s: Both) -> None:
    lstm, X = s.lstm, torch.randn(2, 4, 2)
    lstm.flatten_parameters()
    out, (h, c) = lstm(X)
    again, (h2, _) = lstm(X, (h, c))
    assert out.shape == (2, 4, 3) and h.shape == c.shape == (2, 2, 3) and not torch.equal(h, h2)
    again.sum().backward()
    assert all(parameter.grad is not None for parameter in lstm.parameters()) and lstm.hidden_size == 3


def test_modules_of_the_test(s: Both) -> None:
    class Own(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner, self.drop = nn.Linear(2, 1), nn.Dropout(0.5)

        def forward(self, x: Any) -> Any:
            return self.drop(self.inner(x))

    for model in (Own(), nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 1))):
        before = [parameter.detach().clone() for parameter in model.parameters()]
        X, y = torch.randn(30, 2), torch.randn(30, 1)
        model.eval()
        s.step(model, X, y)
        assert model.training
        after = list(model.parameters())
        assert not any(torch.equal(b, a) for b, a in zip(before, after, strict=True))
        s.bump(model)
        assert all(parameter.grad is not None for parameter in model.parameters())


# -- containers, aliases, calls back


@pytest.mark.parametrize("made", [[1], {"a": 1}, {1}, bytearray(b"a"), np.zeros(2), torch.zeros(2),
                                  collections.OrderedDict(a=1), collections.Counter("ab")])  # fmt: skip
def test_changes_of_arguments_come_back(made: Any, s: Both) -> None:
    kind, same = type(made), made
    s.fill(made)
    assert same is made and type(made) is kind
    local = type(made)(made) if not torch.is_tensor(made) and not isinstance(made, np.ndarray) else None
    if local is None:
        assert made.tolist() == [9, 0]
    else:
        assert "new" in str(made)


def test_what_a_generator_changes_later_comes_back(s: Both) -> None:
    x, other = torch.zeros(2), [0]
    items = s.late(x, other)
    assert next(items) is x and x.tolist() == [0, 0]
    assert next(items).tolist() == [9] and x.tolist() == [9, 0] and other == [0]
    assert list(items) == [] and other == [0, 1]


def test_whether_a_leaf_needs_a_gradient_comes_back(s: Both) -> None:
    for needs in (True, False):
        x = torch.zeros(2, requires_grad=needs)
        s.freeze(x)
        assert x.requires_grad is not needs
    net = torch.nn.Linear(2, 1)
    s.freeze(net.weight)
    assert not net.weight.requires_grad and net.bias.requires_grad


def test_views_and_nested_containers(s: Both) -> None:
    base = torch.zeros(2, 3)
    s.fill(base[1])
    assert base.tolist() == [[0, 0, 0], [9, 9, 9]] or base.tolist() == [[0, 0, 0], [9, 0, 0]]
    outer = {"inner": [1, 2]}
    inner = outer["inner"]
    assert s.nested(outer) == [1, 2, 3] and inner == [1, 2, 3] and outer["inner"] is inner
    items = [object_ := [1], [2]]
    s.swap(items)
    assert items == [[2], [1]] and items[1] is object_


def test_what_goes_in_and_comes_out_unchanged_is_the_same(s: Both) -> None:
    for made in ([1], {"a": 1}, torch.ones(2), np.ones(2), torch.ones(2, requires_grad=True)):
        assert s.same(made) is made
    assert s.same(made * 2).grad_fn is not None


def test_calls_back(s: Both) -> None:
    seen = []

    def note(x: Any, *, y: int = 0) -> Any:
        seen.append((x, y))
        return x + y

    assert s.apply(note, 1, y=2) == 3 and seen == [(1, 2)]
    assert s.apply(torch.sin, torch.zeros(1)).item() == 0 and s.apply(len, [1, 2]) == 2
    assert s.apply(s.square, 3) == 9
    assert s.apply(lambda f: f(4), s.square) == 16
    assert s.early(lambda: iter([5, 6])) == 5


def test_functions_of_a_test_end_with_it(s: Both) -> None:
    s.namespace["kept"] = []
    s.apply(lambda: None)
    s.examiner.ask("call", s.examiner.ask("lookup", "apply"), (lambda: 1,), {})
    s.namespace["keep"] = lambda f: s.namespace["kept"].append(f)
    s.keep(lambda: "hidden")
    s.examiner.forget_test()
    s.namespace["late"] = lambda: s.namespace["kept"][0]()
    with pytest.raises(Exception) as caught:
        s.late()
    assert "hidden" not in str(caught.value)


def test_iterators(s: Both) -> None:
    assert [float(x) for x in s.count(3)] == [0, 1, 2]
    generator = s.count(2)
    next(generator), next(generator)
    for _ in range(2):
        with pytest.raises(StopIteration):
            next(generator)


def test_named_tuples(s: Both) -> None:
    made = s.point()
    assert made == (1, 2) and made.x == 1 and type(made).__name__ == "Point"


def test_handles_never_decide(s: Both) -> None:
    bag = s.bag()
    assert isinstance(bag, Handle)
    for look in (lambda: bag == [1, 2], lambda: bool(bag), lambda: len(bag), lambda: 1 in bag, lambda: bag < 1,
                 lambda: float(bag), lambda: np.asarray(bag), lambda: bag != 1, lambda: bytes(bag)):  # fmt: skip
        with pytest.raises(Undecidable):
            look()


# -- exceptions


def test_exceptions(s: Both) -> None:
    with pytest.raises(ValueError, match="no") as caught:
        s.boom()
    assert caught.value.args == ("no", 3)
    with pytest.raises(KeyError):
        s.boom("key")
    with pytest.raises(RuntimeError):  # a StopIteration would quietly end a loop of the test
        list(map(s.boom, ["stop"]))
    with pytest.raises(UnicodeError):
        s.boom("unicode")
    with pytest.raises(RuntimeError):
        s.boom("exit")
    with pytest.raises(Exception, match=r"^$"):
        s.boom("lying")


@pytest.mark.parametrize("first", ["Base", "Child", None])
def test_exceptions_of_the_students_own(first: str | None, s: Both) -> None:
    """Whichever of the classes the test names first, its ancestors hold."""
    known = getattr(s, first) if first else None
    with pytest.raises(ValueError) as caught:
        s.boom("own")
    child = type(caught.value)
    assert child.__name__ == "Child" and issubclass(child, s.Base) and child is s.Child
    assert known in (None, s.Base, s.Child)


def test_an_exception_of_the_test_comes_back_as_itself(s: Both) -> None:
    class Stop(Exception):
        pass

    thrown = Stop("secret")

    def stop() -> None:
        raise thrown

    with pytest.raises(Stop) as caught:
        s.apply(stop)
    assert caught.value is thrown
    said: list[str] = []

    def refuse() -> None:
        raise ValueError("the expected value is 42")

    s.namespace["listen"] = lambda f: _heard(f, said)
    s.listen(refuse)
    assert said and "42" not in said[0]
    assert s.guarded(refuse) == "value"


def _heard(function: Any, said: list[str]) -> None:
    try:
        function()
    except Exception as error:
        said.append(f"{error!r} {error.args} {vars(error)}")


# -- what is left behind


def test_nothing_piles_up(s: Both) -> None:
    x = torch.ones(2, requires_grad=True)

    def work(times: int) -> None:
        for _ in range(times):
            s.square(2.0)
            s.square(x).sum().backward()
            s.apply(lambda: 1)
            next(s.count(1))

    work(20)
    gc.collect()
    before = len(s.candidate.exports), len(s.candidate.grafts), len(s.examiner.proxies)
    work(700)
    gc.collect()
    s.square(1)
    after = len(s.candidate.exports), len(s.candidate.grafts), len(s.examiner.proxies)
    assert all(b <= a + 10 for a, b in zip(before, after, strict=True))
    s.examiner.forget_test()
    assert not s.candidate.grafts and not s.examiner.exports and not s.examiner.arguments


def test_an_object_that_comes_again_while_its_handle_dies_stays(s: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a test would fail with an object that is not there, at the whim of the garbage collector."""
    gc.disable()
    try:
        held: list[Any] = [s.square]
        held.append(held)  # only the collector can end this
        del held
        with monkeypatch.context() as patch:
            patch.setattr(s.examiner, "on_output", lambda text: gc.collect())  # between the question and its answer
            square = s.square
        assert square(3.0) == 9.0
        assert square(4.0) == 16.0
    finally:
        gc.enable()


def test_modules_that_nobody_holds_are_forgotten(s: Both) -> None:
    kept = s.Net()
    for _ in range(20):
        s.Net()(torch.randn(3, 2))
    gc.collect()
    s.examiner.forget_test()
    assert len(s.candidate.mirrors._twins) == len(s.examiner.mirrors._twins) == len(kept.state_dict())
    kept.layers[0].weight.data.fill_(3.0)
    kept.eval()
    assert float(kept.layers[0].weight.detach().min()) == 3 and kept(torch.ones(1, 2)).shape == (1, 1)


def test_a_lost_peer_stays_lost() -> None:
    both = Both()
    square = both.square
    both.close()
    for _ in range(2):
        with pytest.raises(PeerLost):
            square(1)


def test_how_fast(s: Both, capsys: pytest.CaptureFixture[str]) -> None:
    """Measured, not judged: machines differ. The results are checked."""
    small, leaf = torch.randn(10, 10), torch.randn(10, 10, requires_grad=True)
    large, numbers = torch.randn(2_500_000), [float(i) for i in range(100_000)]
    square, same = s.square, s.same
    jobs = {
        "scalar call": (300, lambda: square(3.0) == 9),
        "small tensor": (300, lambda: torch.equal(square(small), small * small)),
        "forward with grad": (200, lambda: square(leaf).requires_grad),
        "forward and backward": (200, lambda: square(leaf).sum().backward() is None),
        "10 MB there, 10 MB back": (5, lambda: square(large).numel() == 2_500_000),
        "100k floats there": (5, lambda: same(numbers) is numbers),
    }
    with capsys.disabled():
        print()
        for name, (times, job) in jobs.items():
            assert job()
            started = time.perf_counter()
            for _ in range(times):
                assert job()
            print(f"  {name}: {(time.perf_counter() - started) / times * 1e3:.3f} ms")

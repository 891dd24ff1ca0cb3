"""Two peers over a socket pair: the student's names feel local, and leave nothing behind."""

from __future__ import annotations

import collections
import gc
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch

from autograde.bridge.handles import Handle, Undecidable
from autograde.bridge.messages import PeerLost
from tests.autograde.both_ends import Both, both_ends


@pytest.fixture
def s() -> Iterator[Both]:
    with both_ends() as both:
        yield both


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

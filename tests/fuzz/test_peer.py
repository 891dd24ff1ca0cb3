"""Both ends of the bridge against a peer that speaks well-formed nonsense.

The machine plays a candidate that is asked by a real examiner's end: it answers with anything, asks back, answers what
nobody asked, or goes away. Whatever it does, the examiner comes to an end, raises only what it should, gives away
nothing that it was not made to pass, and runs nothing but what its test passed in.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import sys
import threading
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch
from hypothesis import example, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from autograde.bridge.faults import Interrupted, WrongKind, exception_class, remote_fault
from autograde.bridge.handles import Undecidable
from autograde.bridge.messages import PeerLost
from autograde.bridge.peer import Peer
from autograde.candidate.service import Service
from autograde.examiner.__main__ import Examiner
from autograde.examiner.contract import ContractGate
from autograde.wire.frames import Channel, ChannelClosed, FrameLimits
from autograde.wire.nodes import DecodeError, EncodeError, pack, unpack
from tests.fuzz.profile import CASES, fuzz, settled
from tests.fuzz.texts import pick
from tests.fuzz.wire_values import nodes

SECRET = "the-expected-value-of-a-hidden-test"
LIMITS = FrameLimits(structure_bytes=1 << 20, blobs=1000, total_bytes=1 << 22)
_MEANT = (PeerLost, Interrupted, WrongKind, Undecidable, EncodeError)
_TENSOR = ["T", "float32", [2], 0]

_numbers = st.integers(-2, 8)
_kinds = st.sampled_from("object function iterator class exception module own data x".split())
_names = st.sampled_from(
    ("f", "Net", "__class__", "ValueError", "a b", "SystemExit", "__globals__", "train", "to", "é", "")
)
_lines = st.lists(
    st.sampled_from(
        ("builtins:ValueError", "builtins:KeyboardInterrupt", "builtins:StopIteration", "builtins:SystemExit", "#1 A",
         "#2 B", "#x y", "os:system", "torch:__getattr__", "torch:Tensor", "numpy:bool8", "builtins:OSError",
         "builtins:UnicodeDecodeError", "builtins:ExceptionGroup", "autograde.bridge.messages:PeerLost", ":", "")
    ),
    max_size=4,
)  # fmt: skip


def handle(number: Any, kind: Any, name: Any, owner: Any, bases: Any) -> list[Any]:
    return ["h", number, kind, name, owner, bases]


_handles = st.builds(
    handle, _numbers, _kinds, _names, _numbers, _lines | st.lists(st.sampled_from(("#1", "#0", "Tensor", "#x")))
)
_modules = st.recursive(
    st.builds(
        lambda number, name, standard, items: ["M", number, name, 0, standard, True, items, [], []],
        _numbers, _names, st.sampled_from(("Linear", "Module", "Sequential", "Identity", "x", 7)),
        st.lists(st.tuples(_names, st.sampled_from((None, ["m", 1], ["m", -1], ["m", 9]))).map(list), max_size=2),
    ),
    lambda inner: st.builds(lambda outer, child: [*outer[:8], [["child", child]]], inner, inner),
    max_leaves=3,
)  # fmt: skip
_plain = st.sampled_from(
    (None, True, 0, 1.5, "text", ["@", 0], ["@", 1], ["t", []], ["o", 1], ["o", 2], ["o", 3], ["A", 0], ["A", 1],
     ["b", 1],
     ["m", 1], ["m", -1], ["x", 0], ["x", 1], ["I", 1, 0, True, True, None], ["I", 2, 0, False, False, ["@", 0]],
     ["e", "ValueError"], ["e", "SystemExit"], ["g", "builtins", "exec"], ["ty", "float"], ["k", "NotImplemented"])
)  # fmt: skip
_nodes = st.one_of(
    _plain, _handles, _modules, nodes, st.lists(_plain | _handles, max_size=2).map(lambda items: ["t", items])
)
_faults = st.builds(
    lambda name, lines, number, back, text, args: [name, lines, number, back, text, args, "cell", 1],
    _names, _lines, _numbers, _numbers, st.sampled_from(("text", 7, SECRET[:3])),
    st.sampled_from((["t", []], ["t", ["a", 1, "b", 2, 3]], ["t", [["o", 1]]], None)),
)  # fmt: skip
_tables = st.lists(
    st.sampled_from((["l", [1, 2]], _TENSOR, ["d", []], ["l", [["@", 0]]], ["d", ["a", ["o", 1]]])), max_size=3
)
_changes = st.lists(
    st.tuples(_numbers, st.booleans(), st.booleans(), st.sampled_from((None, ["@", 0], ["A", 0], ["m", 1])),
              st.sampled_from((None, [None], [["@", 0]], [["A", 0]]))).map(list),
    max_size=2,
)  # fmt: skip
_graphs = st.none() | st.builds(
    lambda number, leaves, results: [number, leaves, results],
    _numbers, st.lists(st.sampled_from((["m", 1], ["b", 1], ["b", 2], ["m", -1], ["x", 0])), max_size=2),
    st.lists(st.sampled_from((["@", 0], ["@", 1], ["A", 0])), max_size=2),
)  # fmt: skip
_released = st.sampled_from(([[], []], [[1, 2], []], [[], [1]], [[], [[]]], [["x"], [7]], [], 7))
_written = st.lists(
    st.tuples(
        _numbers, st.sampled_from((None, ["@", 0], ["@", 1], 7)), st.sampled_from((None, [None], [["@", 0]]))
    ).map(list),
    max_size=2,
)
_ops = st.sampled_from(
    ("call", "next", "method", "refresh", "vjp", "lookup", "execute", "getattr", "repr", "forget", "zz")
)
_parts = st.lists(
    _nodes | st.sampled_from((["t", [1.0]], ["@", 2], "to", "train", "__globals__", "zero_grad", ["t", [["@", 0]]])),
    max_size=4,
)


def envelope(kind: str, root: list[Any], table: Any, graph: Any, changes: Any, released: Any) -> bytes:
    """A message whose frame and outline are right."""
    return pack([kind, root, table, len(table), graph, changes, released, None])


_extras = st.tuples(_tables, _graphs, _changes, _released) | st.tuples(
    _tables, st.none(), st.just([]), st.just([[], []])
)
_answers = st.builds(
    lambda node, text, written, extras: envelope("=", [node, text, written], *extras),
    _nodes, st.sampled_from(("", "printed", 7)), _written | st.just([]), _extras,
)  # fmt: skip
_raises = st.builds(
    lambda fault, written, extras: envelope("!", [fault, "", written], *extras),
    _faults,
    _written | st.just([]),
    _extras,
)
_questions = st.builds(lambda op, parts, extras: envelope("?", [op, *parts], *extras), _ops, _parts, _extras)
_callbacks = st.builds(
    lambda number, value: envelope("?", ["call", ["o", number], ["t", [value]], ["@", 0]], [["d", []]], None, [],
                                    [[], []]),
    _numbers, _plain,
)  # fmt: skip


class Hidden:
    """What a test keeps for itself: anything that runs it, shows it or sends it is a hole."""

    ran = 0

    def __init__(self) -> None:
        self.expected = SECRET

    def __call__(self, *args: Any, **named: Any) -> str:
        Hidden.ran += 1
        return self.expected

    def __repr__(self) -> str:
        Hidden.ran += 1
        return self.expected


class Asked:
    """An examiner's end in a thread of its own; every question that it is told to ask ends in an outcome."""

    def __init__(self, gate: ContractGate) -> None:
        ours, theirs = socket.socketpair()
        self.wire = Channel(theirs, LIMITS)
        self.examiner = Examiner(ours)
        self.peer = Peer(Channel(ours, LIMITS), self.examiner._serve, gate=gate, sign=-1, shares_libraries=True)
        self.examiner.peer = self.peer
        self.hidden = Hidden()
        self.passed = 0
        self._work: queue.SimpleQueue[Callable[[], Any] | None] = queue.SimpleQueue()
        self.outcomes: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def probe(self, value: Any) -> Any:
        """What a test passes in; it fails with what nobody may see."""
        self.passed += 1
        raise ValueError(self.hidden.expected)

    def ask(self, work: Callable[[], Any]) -> None:
        self._work.put(work)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            try:
                outcome = work()
            except BaseException as error:
                outcome = error
            self.outcomes.put(outcome)
            with contextlib.suppress(ChannelClosed):  # tells the machine that nothing more will come
                self.peer.channel.send(pack(["done"]))

    def heard(self) -> Any:
        """The next thing that the examiner says: a message, or ``["done"]``."""
        structure, blobs = self.wire.receive()
        assert SECRET.encode() not in structure and not any(SECRET.encode() in blob for blob in blobs)
        return unpack(structure)

    def close(self) -> None:
        """Hang up; the examiner has to notice."""
        self.wire.close()
        self._work.put(None)
        self._thread.join(60)
        assert not self._thread.is_alive(), "the examiner waits for a peer that is gone"
        self.peer.channel.close()


def questions(asked: Asked) -> list[Callable[[], Any]]:
    """What a test may ask, with what comes back used a little."""
    peer = asked.peer
    data = [1.0, 2.0]
    x = torch.ones(2, requires_grad=True)

    def backward() -> None:
        made = peer.ask("call", found(), (x,), {})
        if isinstance(made, torch.Tensor) and made.requires_grad:
            torch.autograd.grad(made.sum(), [x], allow_unused=True)

    def found() -> Any:
        return peer.ask("lookup", "f")

    return [
        found,
        lambda: peer.ask("call", found(), (data, torch.ones(2)), {"named": {"a": 1}}),
        lambda: peer.ask("call", found(), (asked.probe, x, torch.nn.Parameter(torch.ones(2))), {}),
        lambda: peer.ask("call", found(), (asked.probe,), {}),
        lambda: peer.ask("execute", "x = 1", "key", 3),
        backward,
        lambda: list(peer.ask("iter", found()))[:3],
        peer.forget_test,
        lambda: repr(found()),
        lambda: asked.examiner._ask("execute", "x = 1", "key", 3),
    ]


class Liar(RuleBasedStateMachine):
    """The candidate's side."""

    def __init__(self) -> None:
        super().__init__()
        CASES["Liar"] += 1
        Hidden.ran = 0
        self.asked: Asked | None = None
        self.waits = False

    def begin(self, recording: bool) -> Asked:
        if self.asked is None:
            contract = {"|library|call": {"kinds": ["graph"], "writes": []}}
            self.asked = Asked(ContractGate(None if recording else contract))
            self.asked.peer.exports.number(self.asked.hidden)  # has a number, as classes do, but was given to nobody
        return self.asked

    @precondition(lambda self: not self.waits)
    @rule(recording=st.booleans(), which=st.integers(0, 9))
    def is_asked(self, recording: bool, which: int) -> None:
        asked = self.begin(recording)
        asked.ask(questions(asked)[which])
        self.listen()

    @precondition(lambda self: self.waits)
    @rule(message=st.one_of(_answers, _answers, _raises, _questions, _callbacks), blob=st.sampled_from((b"", bytes(8))))
    def says(self, message: bytes, blob: bytes) -> None:
        assert self.asked is not None
        try:
            self.asked.wire.send(message, [blob])
        except ChannelClosed:
            return
        self.listen()

    @precondition(lambda self: self.waits)
    @rule(messages=st.lists(_answers | _raises | _questions, min_size=2, max_size=3))
    def says_too_much(self, messages: list[bytes]) -> None:
        """Answers to nobody; afterwards nobody listens any more."""
        assert self.asked is not None
        with contextlib.suppress(ChannelClosed):
            for message in messages:
                self.asked.wire.send(message)
        self.end()

    @rule(data=st.binary(max_size=40))
    def stammers(self, data: bytes) -> None:
        if self.asked is not None:
            with contextlib.suppress(OSError):
                self.asked.wire._sock.sendall(data)
            self.end()

    def listen(self) -> None:
        """Wait for the examiner: it says something more, or it is done."""
        assert self.asked is not None
        self.waits = self.asked.heard() != ["done"]
        if not self.waits:
            self.judge(self.asked.outcomes.get(timeout=60))

    def judge(self, outcome: Any) -> None:
        if isinstance(outcome, BaseException) and not isinstance(outcome, _MEANT):
            # what else is raised is the candidate's exception, torch's word on a graph, or the test's own
            known = remote_fault(outcome) is not None or isinstance(outcome, (RuntimeError, ValueError, TypeError))
            assert known, repr(outcome)
            assert not isinstance(outcome, (DecodeError, RecursionError)), repr(outcome)

    def end(self) -> None:
        asked, self.asked, self.waits = self.asked, None, False
        if asked is not None:
            asked.close()
            while not asked.outcomes.empty():
                self.judge(asked.outcomes.get())
        assert Hidden.ran == 0

    def teardown(self) -> None:
        self.end()


Liar.TestCase.settings = settings(settled(40), stateful_step_count=12)
TestLiar = Liar.TestCase


def test_names_of_exceptions_run_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules of torch and others import what they are asked for."""
    lazy = types.ModuleType("lazy")
    asked: list[str] = []
    lazy.__getattr__ = asked.append  # type: ignore[method-assign]
    monkeypatch.setitem(sys.modules, "lazy", lazy)
    with conversation() as (examiner, _):
        made = exception_class(["#1 Mine", "lazy:onnx", "builtins:ValueError"], examiner)
    assert issubclass(made, ValueError) and made.__name__ == "Mine" and asked == []


def test_an_exception_holds_no_objects() -> None:
    """Else its text would be made by them: by an object of the examiner's own, or by the candidate, asked once more."""
    liar = Liar()
    liar.is_asked(recording=False, which=8)
    forged = ["f", [], 0, 0, "text", ["t", [["o", 1]]], "cell", 1]
    liar.says(message=envelope("!", [forged, "", []], [], None, [], [[], []]), blob=b"")
    liar.teardown()


# -- the candidate's end, which the examiner's messages reach; here only that it lives, or ends as it should


@contextlib.contextmanager
def conversation(serve: Callable[[str, tuple[Any, ...]], Any] | None = None) -> Iterator[tuple[Peer, dict[str, Any]]]:
    """An examiner's end that is open for everything, and a candidate in a thread with the names of a dict."""
    ours, theirs = socket.socketpair()
    names: dict[str, Any] = {"same": lambda value: value, "pair": lambda value: (value, [value])}
    service = Service(names, lambda *parts: {}, lambda *parts: {})
    candidate = Peer(Channel(theirs, LIMITS), service.serve, sign=1, shares_libraries=False)
    service.peer = candidate
    thread = threading.Thread(target=candidate.serve_forever, daemon=True)
    thread.start()
    examiner = Peer(Channel(ours, LIMITS), serve or (lambda op, parts: None), sign=-1, shares_libraries=True)
    try:
        yield examiner, names
    finally:
        ours.shutdown(socket.SHUT_RDWR)
        thread.join(60)
        ours.close(), theirs.close()
        assert not thread.is_alive()


_shapes = st.lists(st.integers(0, 3), max_size=3)
_tensors = st.builds(
    lambda shape, dtype, grad, transposed, parameter: _made(shape, dtype, grad, transposed, parameter),
    _shapes, pick([torch.float32, torch.float64, torch.bfloat16, torch.int64, torch.bool]), st.booleans(),
    st.booleans(), st.booleans(),
)  # fmt: skip


def _made(shape: list[int], dtype: torch.dtype, grad: bool, transposed: bool, parameter: bool) -> torch.Tensor:
    made = torch.arange(int(torch.Size(shape).numel())).reshape(shape).to(dtype)
    if transposed and made.dim() > 1:
        made = made.transpose(0, 1)
    if not dtype.is_floating_point:
        return made
    return torch.nn.Parameter(made, requires_grad=grad) if parameter else made.requires_grad_(grad)


@fuzz(60, st.lists(_tensors, min_size=1, max_size=3))
def test_tensors_go_there_and_come_back(given: list[torch.Tensor]) -> None:
    """An argument that is handed back is the argument itself; twice the same is the same."""
    with conversation() as (examiner, _):
        same = examiner.ask("lookup", "same")
        for tensor in given:
            back = examiner.ask("call", same, (tensor,), {})
            assert back is tensor
        one, (two,) = examiner.ask("call", examiner.ask("lookup", "pair"), (given,), {})
        assert one is two and all(map(lambda a, b: a is b, one, given))


@fuzz(60, _tensors)
def test_tensors_of_the_candidate(tensor: torch.Tensor) -> None:
    """A value of theirs arrives with its dtype, shape, content and whether it requires a gradient."""
    with conversation() as (examiner, names):
        names["value"] = tensor
        made, again = examiner.ask("lookup", "value"), examiner.ask("lookup", "value")
        assert made.dtype == tensor.dtype and made.shape == tensor.shape and torch.equal(made, tensor)
        assert made.requires_grad == tensor.requires_grad
        assert isinstance(made, torch.nn.Parameter) <= isinstance(tensor, torch.nn.Parameter)
        assert not tensor.requires_grad or made is again


@fuzz(100, st.lists(st.one_of(_answers, _raises, _questions), min_size=1, max_size=3))
@example([envelope("?", ["lookup", "same"], [], None, [], [[], []]), pack([])])
def test_the_candidate_ends_when_its_examiner_does(messages: list[bytes]) -> None:
    ours, theirs = socket.socketpair()
    candidate = Peer(Channel(theirs, LIMITS), lambda op, parts: None, sign=1, shares_libraries=False)
    with ours, theirs:
        for message in messages:
            Channel(ours, LIMITS).send(message, [bytes(8)])
        ours.shutdown(socket.SHUT_WR)
        with contextlib.suppress(PeerLost):
            candidate.serve_forever()
        assert candidate.lost

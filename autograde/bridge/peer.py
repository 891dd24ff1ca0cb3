"""One end of the conversation between examiner and candidate.

Requests nest: while one end waits for its answer it serves what the other asks, so a function that a test passed in
can be called, and a backward pass can go back and forth. One message is an envelope: what is said, the table of
mutable objects, changes of mirrored leaves, the graph of the results, and the surroundings (gradient mode, default
dtype, explicit seeds).
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Protocol

from autograde.bridge import graft
from autograde.bridge.faults import decode_fault, encode_fault
from autograde.bridge.mirrors import Change, Mirrors, aspects, without
from autograde.bridge.mutation import ArgumentChange, Watch, write_back
from autograde.bridge.port import InPort, OutPort
from autograde.wire import tensors
from autograde.wire.decoder import Decoder
from autograde.wire.encoder import Encoder
from autograde.wire.frames import Channel, ChannelClosed, MalformedFrame
from autograde.wire.nodes import DecodeError, EncodeError, Node, pack, unpack

__all__ = ["MAX_CLASSES", "Gate", "OpenGate", "Peer", "PeerLost"]

MAX_CLASSES = 2000
"""How many classes the other side may have this one make."""

# whatever decoding hostile bytes may raise inside the libraries that do it
_MALFORMED = (
    MalformedFrame, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError, MemoryError,
)  # fmt: skip


class PeerLost(BaseException):
    """The other side is gone or speaks nonsense. No ``except Exception`` of a test may swallow it."""


class Gate(Protocol):
    """Decides what may come over the wire; the examiner's is its contract with the reference."""

    def enter(self, op: str, parts: tuple[Any, ...]) -> object:
        """Called before a request leaves; the answer names the place and is given back to the other methods.

        Raises:
            WrongKind: this operation has no business here.
        """

    def admit(self, place: object, kinds: set[str], value: Any) -> Any:
        """Called with each decoded answer and the kinds of handles in it; the value to go on with."""

    def may_write(self, place: object, path: str) -> bool:
        """Whether a change is taken over: of the argument at ``path``, or of a mirrored tensor.

        For the latter ``path`` is ``"ours <aspect>"`` or ``"theirs <aspect>"`` with the aspects of
        :func:`autograde.bridge.mirrors.aspects`, or ``"module"`` for a method that changes a module of ours.
        """

    def may_live(self, place: object) -> bool:
        """Whether a leaf tensor in the answer stays tied to the other side's, which may go on changing it."""


class OpenGate:
    """Lets everything through."""

    def enter(self, op: str, parts: tuple[Any, ...]) -> object:
        """See :class:`Gate`."""
        return None

    def admit(self, place: object, kinds: set[str], value: Any) -> Any:
        """See :class:`Gate`."""
        return value

    def may_write(self, place: object, path: str) -> bool:
        """See :class:`Gate`."""
        return True

    def may_live(self, place: object) -> bool:
        """See :class:`Gate`."""
        return True


class Peer:
    """The conversation as one end sees it.

    Args:
        channel: the wire.
        serve: answers the other side's requests: ``serve(op, parts) -> value``.
        gate: what may come in.
        sign: +1 for the candidate, -1 for the examiner.
        shares_libraries: whether functions of torch, numpy and the like are sent by name. Only the examiner does
            that: a name from the candidate would choose what runs in the examiner.
    """

    def __init__(
        self,
        channel: Channel,
        serve: Callable[[str, tuple[Any, ...]], Any],
        *,
        gate: Gate | None = None,
        sign: int,
        shares_libraries: bool,
    ) -> None:
        self.channel = channel
        self.gate: Gate = gate or OpenGate()
        self.shares_libraries = shares_libraries
        self.mirrors = Mirrors(sign)
        self.proxies: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        self.classes: dict[tuple[type, str], type[Any]] = {}
        self.released_handles: list[int] = []
        self.released_grafts: list[int] = []
        self.surroundings: Callable[[], Node] = lambda: None
        self.on_surroundings: Callable[[Node], None] = lambda node: None
        self.on_output: Callable[[str], None] = lambda text: None
        self.take_output: Callable[[], str] = lambda: ""
        self.lost: str = ""
        """Why the other side is lost; empty while it is not."""
        self.unexpected_writes = 0
        """Changes of arguments that the gate did not let through."""
        self.unexpected_leaves = 0
        """Changes of mirrored tensors that the gate did not let through."""
        self._serve = serve
        self._exports: dict[int, Any] = {}
        self._export_numbers: dict[int, int] = {}
        self._next_export = 0
        self._imports: dict[int, Any] = {}
        self._import_numbers: dict[int, int] = {}
        self._next_import = 0
        self._grafts: dict[int, tuple[list[Any], list[Any]]] = {}
        self._next_graft = 0
        self._exceptions: dict[int, type[BaseException]] = {}
        self._faults: dict[int, BaseException] = {}
        self._running: dict[int, tuple[Any, Watch]] = {}
        self._given: set[int] = set()
        self._withheld: set[int] = set()
        self._places: list[object] = []

    # -- what this end has given out ------------------------------------------------------------------------------

    def export(self, value: Any) -> int:
        """The number under which the other side knows our ``value``."""
        number = self._export_numbers.get(id(value))
        if number is None:
            self._next_export += 1
            number = self._next_export
            self._exports[number] = value
            self._export_numbers[id(value)] = number
        return number

    def give(self, value: Any) -> int:
        """As :meth:`export`, for what the other side may call; classes are exported only to tell them apart."""
        number = self.export(value)
        self._given.add(number)
        return number

    def exported(self, number: Node) -> Any:
        """Our object of that number.

        Raises:
            DecodeError: never given out.
        """
        if type(number) is not int or number not in self._exports:
            raise DecodeError("an object that is not there")
        return self._exports[number]

    def is_mine(self, value: Any) -> bool:
        """Whether ``value`` is an object that this end has given out to be used."""
        number = self._export_numbers.get(id(value), 0)
        return number in self._given and self._exports.get(number) is value and value is not None

    def is_served_at(self) -> object:
        """The place of the question in whose service this end is being asked; None outside of any."""
        return self._places[0] if self._places else None

    def import_number(self, tensor: Any) -> int:
        """The number of a tensor that goes out as an argument with a gradient."""
        number = self._import_numbers.get(id(tensor))
        if number is None:
            self._next_import += 1
            number = self._next_import
            self._imports[number] = tensor
            self._import_numbers[id(tensor)] = number
        return number

    def imported(self, number: Node) -> Any:
        """Our tensor that went out under that number.

        Raises:
            DecodeError: never went out.
        """
        if type(number) is not int or number not in self._imports:
            raise DecodeError("an argument that was never passed")
        return self._imports[number]

    def exception_class(self, lineage: list[tuple[int, str]], base: type[BaseException]) -> type[BaseException]:
        """The class that stands for an exception class of the other side; always the same for one number.

        Args:
            lineage: number and name of the class and of its ancestors over there, the class itself first.
            base: the first class of their ancestry that both sides have.
        """
        made = base
        for number, name in reversed(lineage):
            known = self._exceptions.get(number)
            if known is None:
                if len(self._exceptions) >= MAX_CLASSES:
                    raise DecodeError("too many classes of exceptions")
                safe = name if name.isidentifier() else "SubmissionError"
                known = self._exceptions[number] = _derived(safe, made, base)
            made = known
        return made

    def remember_fault(self, error: BaseException) -> int:
        """A number for an exception that we answer with, so that it is itself again when it comes back.

        Only needed where the other side may hand it on, which is while it works for us.
        """
        if not self._places:
            return 0
        number = len(self._faults) + 1
        self._faults[number] = error
        return number

    def remembered_fault(self, number: Node) -> BaseException | None:
        """Our exception of that number."""
        return self._faults.get(number) if type(number) is int else None

    def forget_test(self) -> None:
        """Asker's end of a test: drop what only lived while it ran.

        That is arguments, graphs, functions that the test passed, its own mirrored tensors, and of the other side's
        those that nothing here refers to any more. What was withheld of the rest is sent again.
        """
        self.forget_asked()
        self._exports.clear()
        self._export_numbers.clear()
        self._given.clear()
        self.mirrors.forget_mine()
        if not self.lost:
            unused = self.mirrors.drop_unused()
            withheld, self._withheld = sorted(self._withheld - set(unused)), set()
            self.ask("forget", unused, withheld)

    def forget_asked(self) -> None:
        """Drop arguments and graphs of the test that ended."""
        self._imports.clear()
        self._import_numbers.clear()
        self._grafts.clear()
        self._faults.clear()
        self._running.clear()

    # -- asking ---------------------------------------------------------------------------------------------------

    def ask(self, op: str, *parts: Any) -> Any:
        """Ask the other side; whatever it raises is raised here.

        Raises:
            PeerLost, Interrupted: no answer will come.
            WrongKind: the gate refuses.
        """
        if self.lost:
            raise PeerLost(self.lost)
        place = self.gate.enter(op, parts)
        encoder = Encoder(OutPort(self, answering=False))
        nodes = [op, *(encoder.encode(part, str(index)) for index, part in enumerate(parts))]
        self._send("?", nodes, encoder)
        self._places.append(place)
        # what a generator gives and changes belongs to the arguments of the call that made it
        asked = parts[0]._ag_asked if op == "next" else None
        try:
            return self._await(asked or encoder, place)
        finally:
            self._places.pop()

    def _await(self, asked: Encoder, place: object) -> Any:
        while True:
            kind, root, decoder, port, table = self._receive(asked)
            if kind == "?":
                self._answer(root, decoder, port, table, place)
                continue
            fault: BaseException | None = None
            value: Any = None
            port.live = self.gate.may_live(place)
            try:
                self.on_output(str(decoder.decode(root[1])))
                self._write_back(root[2], decoder, asked, place)
                if kind == "!":
                    fault = decode_fault(root[0], self, decoder.decode)
                else:
                    value = decoder.decode(root[0])
            except _MALFORMED as error:
                raise self._lose(f"malformed answer ({type(error).__name__}: {error})") from None
            if fault is not None:
                try:
                    raise fault
                finally:
                    del fault  # with its traceback it would keep itself, and what the test held, alive
            return self.gate.admit(place, port.kinds, value)

    def _write_back(self, nodes: Any, decoder: Decoder, asked: Encoder, place: object) -> None:
        for index, content, grad, flag in nodes:
            if type(index) is not int or not 0 <= index < len(asked.objects):
                raise DecodeError("a change of no argument")
            if not self.gate.may_write(place, asked.paths[index]):
                self.unexpected_writes += 1
                continue
            new_grad = None if grad is None else [decoder.decode(grad[0])]
            write_back(asked.objects[index], None if content is None else decoder.decode(content), new_grad, flag)

    # -- answering ------------------------------------------------------------------------------------------------

    def serve_forever(self) -> None:
        """Answer requests until the other side goes away."""
        try:
            while True:
                kind, root, decoder, port, table = self._receive(None)
                if kind != "?":
                    raise self._lose("an answer to no question")
                self._answer(root, decoder, port, table, None)
        except PeerLost:  # it may go while it is asked, or while it is answered
            return

    def _answer(self, root: list[Node], decoder: Decoder, port: InPort, table: int, place: object) -> None:
        watch: Watch | None = None
        out = OutPort(self, answering=True)
        try:
            op = root[0]
            parts = tuple(decoder.decode(node) for node in root[1:])
            if place is not None:
                self.gate.admit(place, port.kinds, None)
            if table:
                watch = Watch(decoder.objects(table), OutPort(self, answering=False))
            if op == "next":
                _, watch = self._running.get(id(parts[0]), (None, None))
            value = self._serve(op, parts)
            if watch is not None and hasattr(type(value), "__next__"):
                self._running[id(value)] = (value, watch)  # its body runs later, and may change the arguments then
            encoder, changes = self._prepare(watch, out)
            node = encoder.encode(value)
            self._reply("=", node, encoder, changes)
            if watch is not None and (op == "next" or hasattr(type(value), "__next__")):
                watch.rebase()
        except (PeerLost, ChannelClosed, MalformedFrame):
            raise
        except BaseException as error:
            out = OutPort(self, answering=True)
            encoder, changes = self._prepare(watch, out)
            self._reply("!", encode_fault(error, self, encoder), encoder, changes)

    def _prepare(self, watch: Watch | None, out: OutPort) -> tuple[Encoder, list[ArgumentChange]]:
        encoder = Encoder(out)
        if watch is None:
            return encoder, []
        changes = watch.changes()
        changed = {index for index, *_ in changes}
        for index, value in watch.arguments():
            if index not in changed:  # what came in unchanged and goes back is the asker's own object
                encoder.nodes[id(value)] = ["A", index]
        return encoder, changes

    def _reply(self, kind: str, node: Node, encoder: Encoder, changes: Any) -> None:
        written = []
        for index, content, grad, flag in changes:
            try:
                new = None if content is None else encoder.encode(content)
                written.append([index, new, None if grad is None else [encoder.encode(grad[0])], flag])
            except EncodeError:
                continue  # an argument now holds what cannot travel; the asker keeps its own
        text = encoder.encode(self.take_output())
        self._send(kind, [node, text, written], encoder)

    # -- messages -------------------------------------------------------------------------------------------------

    def _send(self, kind: str, root: Node, encoder: Encoder) -> None:
        table = len(encoder.table)
        planted = self._describe_graft(encoder)
        changes = self.mirrors.changes(encoder)
        died, self.released_handles = self.released_handles, []
        # one that died and has come again meanwhile lives on in its new handle
        released = [[number for number in died if number not in self.proxies], self.released_grafts[:]]
        envelope = [kind, root, encoder.table, table, planted, changes, released, self.surroundings()]
        del self.released_grafts[: len(released[1])]
        try:
            self.channel.send(pack(envelope), encoder.blobs)
        except ChannelClosed as error:
            raise self._lose("the process is gone") from error

    def _describe_graft(self, encoder: Encoder) -> Node:
        port = encoder.port
        if not isinstance(port, OutPort) or not port.results:
            return None
        leaves = [leaf for leaf in graft.leaves_of(port.results) if leaf.requires_grad]
        nodes: list[Node] = []
        for leaf in leaves:
            imported = getattr(leaf, "_ag_import", None)
            nodes.append(["m", self.mirrors.adopt(leaf)] if imported is None else ["b", imported])
        self._next_graft += 1
        self._grafts[self._next_graft] = (port.results, leaves)
        return [self._next_graft, nodes, [encoder.nodes[id(result)][2] for result in port.results]]

    def _receive(self, asked: Encoder | None) -> tuple[str, list[Node], Decoder, InPort, int]:
        if self.lost:
            raise PeerLost(self.lost)
        try:
            structure, blobs = self.channel.receive()
            envelope = unpack(structure)
            kind, root, table, count, planted, changes, released, surroundings = envelope
            if kind not in ("?", "=", "!") or not isinstance(root, list) or not root:
                raise DecodeError("no message")
            port = InPort(self, asked)
            decoder = Decoder(table, blobs, port)
            self._release(released)
            self._apply_changes(changes, decoder)
            if planted is not None:
                number, nodes, results = planted
                if type(number) is not int or any(node[0] not in ("m", "b") for node in nodes):
                    raise DecodeError("a malformed graph")
                leaves = [decoder.decode(node) for node in nodes]
                port.planted = graft.plant(self, number, [_fresh(node, decoder) for node in results], leaves)
            self.on_surroundings(surroundings)
            return kind, root, decoder, port, int(count)
        except ChannelClosed as error:
            raise self._lose("the process is gone") from error
        except _MALFORMED as error:
            raise self._lose(f"malformed message ({type(error).__name__}: {error})") from error

    def _apply_changes(self, changes: Node, decoder: Decoder) -> None:
        for number, is_parameter, requires_grad, data, grad in changes:
            if type(number) is not int:
                raise DecodeError("a malformed change")
            # only fresh tensors: an argument of ours in their place would be changed with every later message
            change = Change(
                bool(is_parameter),
                bool(requires_grad),
                None if data is None else _fresh(data, decoder),
                None if grad is None else [None if grad[0] is None else _fresh(grad[0], decoder)],
            )
            known = self.mirrors.known(number)
            if known is not None:
                whose = "ours" if self.mirrors.is_mine(number) else "theirs"
                place = self.is_served_at()
                for aspect in aspects(known, change):
                    if not self.gate.may_write(place, f"{whose} {aspect}"):
                        self.unexpected_leaves += 1
                        self._withheld.add(number)
                        change = without(change, aspect, known)
            self.mirrors.apply(number, change)

    def _release(self, released: Node) -> None:
        handles, grafts = released
        for number in handles:
            value = self._exports.get(number)
            if value is not None and not isinstance(value, type):  # classes keep their numbers: isinstance needs them
                del self._exports[number]
                self._export_numbers.pop(id(value), None)
                self._running.pop(id(value), None)
                self._given.discard(number)
        for number in grafts:
            self._grafts.pop(number, None)

    def product(self, number: Node, grads: list[Any], create_graph: bool) -> list[Any]:
        """The vector-Jacobian product of one of our grafts.

        Raises:
            RuntimeError: the graph is gone.
        """
        if number not in self._grafts:
            raise RuntimeError("the graph of this result is gone")
        results, leaves = self._grafts[number]
        return graft.product(results, leaves, grads, create_graph)

    def _lose(self, reason: str) -> PeerLost:
        self.lost = self.lost or reason
        return PeerLost(self.lost)


def _derived(name: str, parent: type[BaseException], base: type[BaseException]) -> type[BaseException]:
    """A class below ``parent``, and below ``base`` where ``parent`` is not."""
    bases = (parent,) if issubclass(parent, base) else (parent, base)
    try:
        return type(name, bases, {})
    except TypeError:  # two built-in classes that do not go together
        return type(name, (parent,), {})


def _fresh(node: Node, decoder: Decoder) -> Any:
    """A tensor that came with this message and that nothing else refers to."""
    value: Any = decoder.decode(node) if isinstance(node, list) and node[:1] == ["@"] else None
    if not tensors.is_tensor(value) or value.requires_grad:
        raise DecodeError("not a plain tensor")
    return value

"""One end of the conversation between examiner and candidate.

Requests nest: while one end waits for its answer it serves what the other asks, so a function that a test passed in
can be called, and a backward pass can go back and forth.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograde.bridge.emptiness import holds_nothing
from autograde.bridge.faults import decode_fault, encode_fault
from autograde.bridge.gate import Gate
from autograde.bridge.messages import MALFORMED, Messenger, PeerLost
from autograde.bridge.mutation import ArgumentChange, Watch, write_back
from autograde.bridge.port import InPort, OutPort
from autograde.wire.decoder import Decoder
from autograde.wire.encoder import Encoder
from autograde.wire.frames import Channel, ChannelClosed, MalformedFrame
from autograde.wire.nodes import DecodeError, EncodeError, Node

__all__ = ["Peer"]


class Peer(Messenger):
    """The conversation as one end sees it.

    Args:
        channel: the wire.
        serve: answers the other side's requests: ``serve(op, parts) -> value``.
        gate, sign, shares_libraries: see :class:`~autograde.bridge.messages.Messenger`.
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
        super().__init__(channel, gate=gate, sign=sign, shares_libraries=shares_libraries)
        self.on_output: Callable[[str], None] = lambda text: None
        self.take_output: Callable[[], str] = lambda: ""
        self.unexpected_writes = 0
        """Changes of arguments that the gate did not let through."""
        self._serve = serve
        self._faults: dict[int, BaseException] = {}
        self._places: list[object] = []

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
            port = InPort(self, asked)
            kind, root, decoder, table = self._receive(port, self.is_served_at())
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
            except MALFORMED as error:
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
            new = None if content is None else decoder.decode(content)
            if holds_nothing(new) and not self.gate.may_write(place, f"{asked.paths[index]} emptied"):
                self.unexpected_writes += 1
                continue
            write_back(asked.objects[index], new, new_grad, flag)

    # -- answering ------------------------------------------------------------------------------------------------

    def serve_forever(self) -> None:
        """Answer requests until the other side goes away."""
        try:
            while True:
                port = InPort(self, None)
                kind, root, decoder, table = self._receive(port, self.is_served_at())
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

    # -- the end of a test ----------------------------------------------------------------------------------------

    def forget_test(self) -> None:
        """Asker's end of a test: drop what only lived while it ran.

        That is arguments, graphs, functions that the test passed, its own mirrored tensors, and of the other side's
        those that nothing here refers to any more. What was withheld of the rest is sent again.
        """
        self.forget_asked()
        self.exports.clear()
        self.mirrors.forget_mine()
        if not self.lost:
            unused = self.mirrors.drop_unused()
            withheld, self._withheld = sorted(self._withheld - set(unused)), set()
            self.ask("forget", unused, withheld)

    def forget_asked(self) -> None:
        """Drop arguments and graphs of the test that ended."""
        self.arguments.clear()
        self.grafts.clear()
        self._faults.clear()
        self._running.clear()

    # -- what exceptions and gates ask ----------------------------------------------------------------------------

    def is_served_at(self) -> object:
        """The place of the question in whose service this end is being asked; None outside of any."""
        return self._places[0] if self._places else None

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

"""Messages of one end of the conversation, and the state that travels with each of them.

One message is an envelope: what is said, the table of mutable objects, changes of mirrored leaves, the graph of the
results, what is no longer needed of the other side's, and the surroundings (gradient mode, default dtype, explicit
seeds).
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from autograde.bridge import graft
from autograde.bridge.gate import Gate, OpenGate
from autograde.bridge.mirrors import LAZY, Change, Mirrors, aspects, is_lazy, without
from autograde.bridge.mutation import Watch
from autograde.bridge.numbered import ExceptionClasses, Exports, Numbered
from autograde.bridge.port import InPort, OutPort
from autograde.wire import tensors
from autograde.wire.decoder import Decoder
from autograde.wire.encoder import Encoder
from autograde.wire.frames import Channel, ChannelClosed, MalformedFrame
from autograde.wire.nodes import DecodeError, Node, pack, unpack

__all__ = ["MALFORMED", "Messenger", "PeerLost"]

# whatever decoding hostile bytes may raise inside the libraries that do it
MALFORMED = (
    MalformedFrame, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError, MemoryError,
)  # fmt: skip


class PeerLost(BaseException):
    """The other side is gone or speaks nonsense. No ``except Exception`` of a test may swallow it."""


class Messenger:
    """Sends and receives messages, and keeps what both ends must agree on.

    Args:
        channel: the wire.
        gate: what may come in.
        sign: +1 for the candidate, -1 for the examiner.
        shares_libraries: whether functions of torch, numpy and the like are sent by name. Only the examiner does
            that: a name from the candidate would choose what runs in the examiner.
    """

    def __init__(self, channel: Channel, *, gate: Gate | None, sign: int, shares_libraries: bool) -> None:
        self.channel = channel
        self.gate: Gate = gate or OpenGate()
        self.shares_libraries = shares_libraries
        self.mirrors = Mirrors(sign)
        self.exports = Exports()
        self.arguments = Numbered("an argument that was never passed")
        """Tensors with a gradient that went out as arguments, until the test ends."""
        self.grafts = graft.Grafts()
        self.exception_classes = ExceptionClasses()
        self.proxies: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        """What stands here for objects of the other side, by their number."""
        self.classes: dict[tuple[type, str], type[Any]] = {}
        """Classes of such handles, by their kind and the student's name for them."""
        self.released_handles: list[int] = []
        """Numbers of handles that died since the last message."""
        self.surroundings: Callable[[], Node] = lambda: None
        self.on_surroundings: Callable[[Node], None] = lambda node: None
        self.lost: str = ""
        """Why the other side is lost; empty while it is not."""
        self.unexpected_leaves = 0
        """Changes of mirrored tensors that the gate did not let through."""
        self._withheld: set[int] = set()
        """Numbers of those tensors."""
        self._running: dict[int, tuple[Any, Watch]] = {}
        """Generators that were given out, each with the watch over the arguments of the call that made it."""

    def _send(self, kind: str, root: Node, encoder: Encoder) -> None:
        """Send a message of that kind: ``?`` asks, ``=`` answers, ``!`` says what was raised instead."""
        table = len(encoder.table)
        planted = self._describe_graft(encoder)
        changes = self.mirrors.changes(encoder)
        died, self.released_handles = self.released_handles, []
        # one that died and has come again meanwhile lives on in its new handle
        released = [[number for number in died if number not in self.proxies], self.grafts.released[:]]
        envelope = [kind, root, encoder.table, table, planted, changes, released, self.surroundings()]
        del self.grafts.released[: len(released[1])]
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
        number = self.grafts.add(port.results, leaves)
        return [number, nodes, [encoder.nodes[id(result)][2] for result in port.results]]

    def _receive(self, port: InPort, place: object) -> tuple[str, list[Node], Decoder, int]:
        """Wait for a message: its kind, what is said, its decoder, and how many entries its table has.

        Args:
            port: decodes what is no plain data in it.
            place: where this end is served, for the gate's answer on changes of mirrored tensors.
        """
        if self.lost:
            raise PeerLost(self.lost)
        try:
            structure, blobs = self.channel.receive()
            envelope = unpack(structure)
            kind, root, table, count, planted, changes, released, surroundings = envelope
            if kind not in ("?", "=", "!") or not isinstance(root, list) or not root:
                raise DecodeError("no message")
            decoder = Decoder(table, blobs, port)
            self._release(released)
            self._apply_changes(changes, decoder, place)
            if planted is not None:
                number, nodes, results = planted
                if type(number) is not int or any(node[0] not in ("m", "b") for node in nodes):
                    raise DecodeError("a malformed graph")
                leaves = [decoder.decode(node) for node in nodes]
                port.planted = graft.plant(port.peer, number, [_fresh(node, decoder) for node in results], leaves)
            self.on_surroundings(surroundings)
            return kind, root, decoder, int(count)
        except ChannelClosed as error:
            raise self._lose("the process is gone") from error
        except MALFORMED as error:
            raise self._lose(f"malformed message ({type(error).__name__}: {error})") from error

    def _apply_changes(self, changes: Node, decoder: Decoder, place: object) -> None:
        for number, is_parameter, requires_grad, data, grad in changes:
            if type(number) is not int:
                raise DecodeError("a malformed change")
            # only fresh tensors: an argument of ours in their place would be changed with every later message
            change = Change(
                bool(is_parameter),
                bool(requires_grad),
                None if data is None else LAZY if data == LAZY else _fresh(data, decoder),
                None if grad is None else [None if grad[0] is None else _fresh(grad[0], decoder)],
            )
            known = self.mirrors.known(number)
            if known is not None:
                whose = "ours" if self.mirrors.is_mine(number) else "theirs"
                for aspect in aspects(known, change):
                    if aspect in ("parameter", "buffer") and is_lazy(known):
                        continue  # the first input gives a lazy layer its parameters
                    if not self.gate.may_write(place, f"{whose} {aspect}"):
                        self.unexpected_leaves += 1
                        self._withheld.add(number)
                        change = without(change, aspect, known)
            self.mirrors.apply(number, change)

    def _release(self, released: Node) -> None:
        handles, grafts = released
        for number in handles:
            value = self.exports.release(number)
            if value is not None:
                self._running.pop(id(value), None)
        for number in grafts:
            self.grafts.release(number)

    def _lose(self, reason: str) -> PeerLost:
        self.lost = self.lost or reason
        return PeerLost(self.lost)


def _fresh(node: Node, decoder: Decoder) -> Any:
    """A tensor that came with this message and that nothing else refers to."""
    value: Any = decoder.decode(node) if isinstance(node, list) and node[:1] == ["@"] else None
    if not tensors.is_tensor(value) or value.requires_grad:
        raise DecodeError("not a plain tensor")
    return value

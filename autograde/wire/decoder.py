"""Nodes as values again; see :mod:`autograde.wire.nodes` for their form.

Whoever sent them may be hostile: whatever they hold becomes a value or a :class:`DecodeError`, in memory and time that
the size of the message bounds. Nodes outside the closed set are left to an :class:`InwardPort`.
"""

from __future__ import annotations

import collections
import keyword
from array import array
from collections.abc import Callable
from typing import Any, Protocol

from autograde.wire import tensors
from autograde.wire.immutables import IMMUTABLES
from autograde.wire.nodes import DICTS, INT64, MAX_DEPTH, DecodeError, Node

__all__ = ["Decoder", "InwardPort"]

MAX_EXPANDED = 50_000_000
"""How many values a message may be when every reference in it is written out: what walking through it costs."""
_MAX_NAMED = 200
_MAX_ALIKE = 100
"""Keys of one hash in one container: n of them cost n * n / 2 comparisons, and anyone can compute such keys. Honest
ones are powers of two among floats, where 34 share a hash."""
# what decoding hostile fields may raise, here or in the libraries that do it
_FAILURES = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError, MemoryError)
_PLAIN = frozenset({type(None), bool, int, float, str, bytes})


class InwardPort(Protocol):
    """What decodes the nodes outside the closed set."""

    def decode(self, node: list[Node], decoder: Decoder) -> Any:
        """The value of such a node.

        Raises:
            DecodeError: an unknown tag or malformed fields.
        """


class Decoder:
    """Decodes the values of one message. Table entries are decoded when they are first needed."""

    def __init__(self, table: Node, blobs: list[bytearray], port: InwardPort | None = None) -> None:
        self.port = port
        self.blobs = blobs
        if not isinstance(table, list):
            raise DecodeError("the table is no list")
        self._table = table
        self._objects: dict[int, Any] = {}
        self._depths: dict[int, int] = {}
        self._sizes: dict[int, int] = {}
        self._used: set[int] = set()
        self._named = 0
        self._size = 0
        self._depth = 0
        self._current = len(table)
        self._nesting = 0

    def decode(self, node: Node) -> Any:
        """The value of ``node``.

        Raises:
            DecodeError: malformed, or over a limit.
        """
        return self._guarded(lambda: self.value(node, 0))

    def object(self, index: Node) -> Any:
        """The mutable object of a table entry; always the same one."""
        return self._guarded(lambda: self._object(index))

    def objects(self, count: int) -> list[Any]:
        """The first ``count`` entries of the table, all decoded."""
        if not 0 <= count <= len(self._table):
            raise DecodeError("a table that is too short")
        return [self.object(index) for index in range(count)]

    def replace(self, index: int, value: Any) -> None:
        """Let ``value`` stand for a table entry that is decoded already."""
        self._objects[index] = value

    def blob(self, index: Node) -> bytearray:
        """The blob with that index; each can be had once, so that a message cannot become many times its size."""
        if type(index) is not int or not 0 <= index < len(self.blobs) or index in self._used:
            raise DecodeError("no such blob")
        self._used.add(index)
        return self.blobs[index]

    def named_tuple(self, name: Node, fields: Node) -> type[Any]:
        """The class of a named tuple; making one is costly, so a message may need only so many."""
        if not isinstance(name, str) or not name.isidentifier() or name.startswith("_") or keyword.iskeyword(name):
            name = "Result"
        if len(fields) > 1000 or not all(isinstance(field, str) for field in fields):
            raise DecodeError("a named tuple with malformed fields")
        self._named += 1
        if self._named > _MAX_NAMED and (name, tuple(fields)) not in _NAMED:
            raise DecodeError("too many kinds of named tuples")
        return _named_class(name, tuple(fields))

    def hashable(self, node: Node, depth: int = 1) -> Any:
        """The value of a key."""
        value = self.value(node, depth)
        if type(value) is int and value not in INT64:
            raise DecodeError("an integer of more than 64 bits as a key")  # they can be made to collide
        hash(value)
        return value

    def keys(self, nodes: list[Node], depth: int = 1) -> list[Any]:
        """The keys of one container."""
        made = [self.hashable(node, depth) for node in nodes]
        if len(made) > _MAX_ALIKE and max(collections.Counter(map(hash, made)).values()) > _MAX_ALIKE:
            raise DecodeError("keys that share one hash")
        return made

    def value(self, node: Node, depth: int) -> Any:
        """The value of a node within another; for the functions of :mod:`autograde.wire.immutables`."""
        if not isinstance(node, list):
            if type(node) not in _PLAIN:
                raise DecodeError(f"a bare {type(node).__name__}")
            return node
        if depth > MAX_DEPTH:
            raise DecodeError(f"nested deeper than {MAX_DEPTH}")
        tag, body = node[0], node[1:]
        if tag == "@":
            value = self._object(body[0])
            self._depth = max(self._depth, depth + self._depths.get(body[0], 0))
            self._size += self._sizes.get(body[0], 0)
            if self._depth > MAX_DEPTH:
                raise DecodeError(f"nested deeper than {MAX_DEPTH}")
            if self._size > MAX_EXPANDED:
                raise DecodeError("lists within lists without end")
            return value
        self._depth = max(self._depth, depth)
        simple = IMMUTABLES.get(tag)
        if simple is not None:
            return simple(self, body, depth)
        if self.port is not None:
            return self.port.decode(node, self)
        raise DecodeError("an unknown kind of value")

    def items(self, nodes: list[Node], depth: int) -> list[Any]:
        """The values of nodes that stand within a node at ``depth``."""
        return [self.value(item, depth + 1) for item in nodes]

    def _guarded(self, step: Callable[[], Any]) -> Any:
        try:
            return step()
        except DecodeError:
            raise
        except _FAILURES as error:
            raise DecodeError(f"malformed value: {type(error).__name__}") from error

    def _object(self, index: Node) -> Any:
        # children stand before parents, so a cycle cannot be written down
        if type(index) is not int or not 0 <= index < self._current:
            raise DecodeError("a reference to what is not there yet")
        if index not in self._objects:
            if self._nesting > MAX_DEPTH:
                raise DecodeError(f"nested deeper than {MAX_DEPTH}")
            outer = self._depth, self._current, self._size
            self._depth, self._current, self._nesting, self._size = 0, index, self._nesting + 1, 1
            try:
                value = self._entry(self._table[index])
            finally:
                depth, size, self._nesting = self._depth, self._size, self._nesting - 1
                self._depth, self._current, self._size = outer
            self._objects[index], self._depths[index], self._sizes[index] = value, depth, size
        return self._objects[index]

    def _entry(self, node: Node) -> Any:
        tag, body = node[0], node[1:]
        if tag == "l":
            return [self.value(item, 1) for item in body[0]]
        if tag in DICTS:
            flat = body[0]
            if len(flat) % 2:
                raise DecodeError("a dict with half an entry")
            made: Any = DICTS[tag]()
            for name, item in zip(self.keys(flat[::2]), flat[1::2], strict=True):
                made[name] = self.value(item, 1)
            return made
        if tag == "s":
            return set(self.keys(body[0]))
        if tag in ("lf", "li"):
            numbers = array("d" if tag == "lf" else "q")
            numbers.frombytes(bytes(self.blob(body[0])))
            return numbers.tolist()
        if tag == "y":
            return bytearray(self.blob(body[0]))
        if tag == "a":
            return tensors.array_from(body[0], body[1], self.blob(body[2]))
        if tag == "T":
            return tensors.tensor_from(body[0], body[1], self.blob(body[2]), *body[3:4])
        raise DecodeError("an unknown kind of table entry")


_NAMED: dict[tuple[str, tuple[str, ...]], type[Any]] = {}


def _named_class(name: str, fields: tuple[str, ...]) -> type[Any]:
    made = _NAMED.get((name, fields))
    if made is None:
        if len(_NAMED) >= 5 * _MAX_NAMED:
            _NAMED.clear()
        made = _NAMED[(name, fields)] = collections.namedtuple(name, fields, rename=True)
    return made

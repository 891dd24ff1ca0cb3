"""Values as msgpack: a closed set of types, in a flat form.

Numbers, strings, None and bytes stand for themselves; anything else is ``[tag, ...]``. Mutable objects (lists, dicts,
sets, arrays, tensors) stand once in a table, children before parents, and are referred to by ``["@", index]``. So a
list that is passed twice arrives as one list, a cycle cannot be written down, depth is known without recursion, and
what a call changed is found by comparing table entries (:mod:`autograde.bridge.peer`).

Values outside the closed set are offered to a :class:`Port`, which may give them a node of its own (a handle, a
tensor with gradients); what it does not take is refused with the type's name.
"""

from __future__ import annotations

import collections
import keyword
import sys
from array import array
from collections.abc import Callable
from typing import Any, Protocol

import msgpack
import numpy as np

from autograde.wire import tensors
from autograde.wire.frames import Blob

__all__ = ["DecodeError", "Decoder", "EncodeError", "Encoder", "InwardPort", "Node", "Port", "pack", "unpack"]

Node = Any

MAX_DEPTH = 100
MAX_EXPANDED = 50_000_000
"""How many values a message may be when every reference in it is written out: what walking through it costs."""
_MAX_NAMED = 200
_MAX_ALIKE = 100
"""Keys of one hash in one container: n of them cost n * n / 2 comparisons, and anyone can compute such keys. Honest
ones are powers of two among floats, where 34 share a hash."""
# what decoding hostile fields may raise, here or in the libraries that do it
_FAILURES = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError, MemoryError)
_MAX_INT_BYTES = 1 << 16
_LONG_STRING = 1 << 14
_INT64 = range(-(2**63), 2**63)
_DICTS: dict[str, type] = {"d": dict, "od": collections.OrderedDict, "ct": collections.Counter}
_TYPES: dict[str, type] = {
    kind.__name__: kind for kind in (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset)
}
_TYPES["NoneType"] = type(None)
_PLAIN = frozenset({type(None), bool, int, float, str, bytes})


class EncodeError(TypeError):
    """A value that cannot travel. A TypeError, because to the caller it is an argument of the wrong type."""


class DecodeError(ValueError):
    """Bytes that are no value, or a larger one than the limits allow."""


class Port(Protocol):
    """What encodes the values outside the closed set."""

    def encode(self, value: object, encoder: Encoder, path: str) -> Node | None:
        """A node whose tag this port understands; None to leave the value to the closed set."""


class InwardPort(Protocol):
    """What decodes the nodes of such values."""

    def decode(self, node: list[Node], decoder: Decoder) -> Any:
        """The value of such a node.

        Raises:
            DecodeError: an unknown tag or malformed fields.
        """


class Encoder:
    """Encodes the values of one message, which share one table and one list of blobs."""

    def __init__(self, port: Port | None = None) -> None:
        self.port = port
        self.table: list[Node] = []
        self.blobs: list[Blob] = []
        self.objects: list[object] = []
        """The object of each table entry; held so that no identity is reused while encoding."""
        self.paths: list[str] = []
        """Where each table entry was first met, with indices generalised: ``args.0.*``."""
        self.nodes: dict[int, Node] = {}
        """The node of every object met so far, by identity; a port adds its own."""
        self._open: set[int] = set()

    def encode(self, value: object, path: str = "", depth: int = 0) -> Node:
        """The node of ``value``.

        Raises:
            EncodeError: a value that cannot travel, a cycle, or nesting deeper than ``MAX_DEPTH``.
        """
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return value if value in _INT64 else self._big_int(value)  # type: ignore[arg-type]
        if kind is str:
            return self._string(value)  # type: ignore[arg-type]
        if depth > MAX_DEPTH:
            raise EncodeError(f"nested deeper than {MAX_DEPTH}")
        known = self.nodes.get(id(value))
        if known is not None:
            return known
        if self.port is not None:
            node = self.port.encode(value, self, path)
            if node is not None:
                return node
        return self._compound(value, path, depth)

    def blob(self, data: Blob) -> int:
        """Put ``data`` beside the structure; its index."""
        self.blobs.append(data)
        return len(self.blobs) - 1

    def entry(self, value: object, node: Node, path: str = "") -> Node:
        """Put ``node`` into the table as the content of the mutable ``value``; the node that refers to it."""
        self.nodes[id(value)] = reference = ["@", len(self.table)]
        self.table.append(node)
        self.objects.append(value)
        self.paths.append(path)
        return reference

    def content(self, value: object, path: str, depth: int) -> Node | None:
        """The table form of a mutable container, array or tensor; None for anything else."""
        if isinstance(value, list):
            return self._list(value, path, depth)
        for tag, kind in reversed(_DICTS.items()):
            if isinstance(value, kind):
                flat: list[Node] = []
                entries: Any = dict.items(value)  # type: ignore[arg-type]
                for key, item in entries:
                    flat += [self._key(key, depth), self.encode(item, f"{path}.*", depth + 1)]
                return [tag, flat]
        if isinstance(value, set):
            # in an order that does not depend on the set's history, so that equal sets have equal nodes
            return ["s", sorted((self._key(item, depth) for item in set.__iter__(value)), key=pack)]
        if isinstance(value, bytearray):
            return ["y", self.blob(bytes(value))]
        if tensors.is_array(value):
            return ["a", *self._parts(tensors.array_parts, value)]
        if tensors.is_tensor(value):
            device = self._device(value)
            return ["T", *self._parts(tensors.tensor_parts, value), *device]
        return None

    def _compound(self, value: object, path: str, depth: int) -> Node:
        if id(value) in self._open:
            raise EncodeError("a container that contains itself cannot travel")
        self._open.add(id(value))
        try:
            node = self.content(value, path, depth)
        finally:
            self._open.discard(id(value))
        if node is not None:
            return self.entry(value, node, path)
        return self._immutable(value, path, depth)

    def _immutable(self, value: Any, path: str, depth: int) -> Node:
        if isinstance(value, np.generic):
            return ["ng", *self._parts(tensors.array_parts, value)[::2]]
        if isinstance(value, tuple):
            return self._tuple(value, path, depth)
        if isinstance(value, frozenset):
            return ["f", sorted((self._key(item, depth) for item in frozenset.__iter__(value)), key=pack)]
        if isinstance(value, (bytes, bytearray)):
            return bytes(value) if len(value) <= _LONG_STRING else ["B", self.blob(bytes(value))]
        if isinstance(value, str):
            return self._string(str.__str__(value))
        if isinstance(value, bool | int):
            return self.encode(int.__int__(value), path, depth)
        if isinstance(value, float):
            return float.__float__(value)
        if isinstance(value, complex):
            return ["c", value.real, value.imag]
        if isinstance(value, range):
            return ["r", *(self.encode(part) for part in (value.start, value.stop, value.step))]
        if isinstance(value, slice):
            return ["sl", *(self.encode(part, path, depth + 1) for part in (value.start, value.stop, value.step))]
        if isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
            return self._view(value, path, depth)
        if value is Ellipsis or value is NotImplemented:
            return ["k", repr(value)]
        if isinstance(value, type) and _TYPES.get(value.__name__) is value:
            return ["ty", value.__name__]
        named = _torch_name(value)
        if named is not None:
            return named
        raise EncodeError(f"an object of type {type(value).__name__} cannot travel")

    def _view(self, value: Any, path: str, depth: int) -> Node:
        tag = {"dict_keys": "dk", "dict_values": "dw", "dict_items": "di"}[type(value).__name__]
        return [tag, [self.encode(item, f"{path}.*", depth + 1) for item in value]]

    def _string(self, value: str) -> Node:
        if len(value) <= _LONG_STRING:
            return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
        return ["S", self.blob(value.encode("utf-8", "replace"))]

    def _big_int(self, value: int) -> Node:
        length = value.bit_length() // 8 + 1
        if length > _MAX_INT_BYTES:
            raise EncodeError(f"an integer of {value.bit_length()} bits cannot travel")
        return ["i", value.to_bytes(length, "little", signed=True)]

    def _list(self, value: list[Any], path: str, depth: int) -> Node:
        if len(value) >= 8:
            kinds = set(map(type, list.__iter__(value)))
            if kinds == {float}:
                return ["lf", self.blob(array("d", value).tobytes())]
            if kinds == {int}:
                try:
                    return ["li", self.blob(array("q", value).tobytes())]
                except OverflowError:
                    pass
        return ["l", [self.encode(item, f"{path}.*", depth + 1) for item in list.__iter__(value)]]

    def _tuple(self, value: tuple[Any, ...], path: str, depth: int) -> Node:
        items = [self.encode(item, f"{path}.{i}", depth + 1) for i, item in enumerate(tuple.__iter__(value))]
        kind = type(value)
        if kind is tuple:
            return ["t", items]
        if kind.__module__ == "torch.return_types":
            return ["rt", kind.__name__, items]
        if kind.__module__ == "torch" and kind.__name__ == "Size":
            return ["z", items]
        fields = getattr(kind, "_fields", None)
        if isinstance(fields, tuple) and len(fields) == len(items) and all(type(name) is str for name in fields):
            return ["n", kind.__name__, list(fields), items]
        return ["t", items]

    def _key(self, value: object, depth: int) -> Node:
        node = self.encode(value, "", depth + 1)
        if isinstance(node, list) and node[0] == "@":
            raise EncodeError(f"a key of type {type(value).__name__} cannot travel")
        return node

    def _parts(self, split: Callable[[Any], tuple[str, list[int], Blob]], value: object) -> list[Node]:
        try:
            dtype, shape, data = split(value)
        except TypeError as error:
            raise EncodeError(str(error)) from error
        return [dtype, shape, self.blob(data)]

    def _device(self, value: object) -> list[str]:
        try:
            return tensors.device_part(value)
        except TypeError as error:
            raise EncodeError(str(error)) from error


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
        return self._guarded(lambda: self._value(node, 0))

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
        value = self._value(node, depth)
        if type(value) is int and value not in _INT64:
            raise DecodeError("an integer of more than 64 bits as a key")  # they can be made to collide
        hash(value)
        return value

    def keys(self, nodes: list[Node], depth: int = 1) -> list[Any]:
        """The keys of one container."""
        made = [self.hashable(node, depth) for node in nodes]
        if len(made) > _MAX_ALIKE and max(collections.Counter(map(hash, made)).values()) > _MAX_ALIKE:
            raise DecodeError("keys that share one hash")
        return made

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
            return [self._value(item, 1) for item in body[0]]
        if tag in _DICTS:
            flat = body[0]
            if len(flat) % 2:
                raise DecodeError("a dict with half an entry")
            made: Any = _DICTS[tag]()
            for name, item in zip(self.keys(flat[::2]), flat[1::2], strict=True):
                made[name] = self._value(item, 1)
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

    def _value(self, node: Node, depth: int) -> Any:
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
        simple = _SIMPLE.get(tag)
        if simple is not None:
            return simple(self, body, depth)
        if self.port is not None:
            return self.port.decode(node, self)
        raise DecodeError("an unknown kind of value")

    def _items(self, nodes: list[Node], depth: int) -> list[Any]:
        return [self._value(item, depth + 1) for item in nodes]


_NAMED: dict[tuple[str, tuple[str, ...]], type[Any]] = {}


def _named_class(name: str, fields: tuple[str, ...]) -> type[Any]:
    made = _NAMED.get((name, fields))
    if made is None:
        if len(_NAMED) >= 5 * _MAX_NAMED:
            _NAMED.clear()
        made = _NAMED[(name, fields)] = collections.namedtuple(name, fields, rename=True)
    return made


def _namedtuple(decoder: Decoder, body: list[Node], depth: int) -> Any:
    name, fields, items = body
    if len(fields) != len(items):
        raise DecodeError("a named tuple with the wrong number of fields")
    return decoder.named_tuple(name, fields)(*decoder._items(items, depth))


def _return_type(decoder: Decoder, body: list[Node], depth: int) -> Any:
    import torch

    kind = getattr(torch.return_types, body[0], None)
    if not (isinstance(kind, type) and issubclass(kind, tuple) and kind.__module__ == "torch.return_types"):
        raise DecodeError("an unknown kind of result")
    return kind(decoder._items(body[1], depth))


def _torch_object(decoder: Decoder, body: list[Node], depth: int) -> Any:
    import torch

    kind, name = body
    return tensors.torch_dtype(name) if kind == "dtype" else torch.device(name)


def _torch_size(decoder: Decoder, body: list[Node], depth: int) -> Any:
    import torch

    return torch.Size(decoder._items(body[0], depth))


def _dict_items(decoder: Decoder, body: list[Node], depth: int) -> Any:
    if any(tag != "t" for tag, _ in body[0]):
        raise DecodeError("an item of a dict is a pair")
    names = decoder.keys([name for _, (name, _) in body[0]], depth + 1)
    values = [decoder._value(value, depth + 1) for _, (_, value) in body[0]]
    return dict(zip(names, values, strict=True)).items()


def _scalar(decoder: Decoder, body: list[Node], depth: int) -> Any:
    return tensors.array_from(body[0], (), decoder.blob(body[1]))[()]


def _int(decoder: Decoder, body: list[Node], depth: int) -> int:
    if len(body[0]) > _MAX_INT_BYTES:
        raise DecodeError("an integer over the limit")
    return int.from_bytes(body[0], "little", signed=True)


_SIMPLE: dict[str, Callable[[Decoder, list[Node], int], Any]] = {
    "t": lambda decoder, body, depth: tuple(decoder._items(body[0], depth)),
    "n": _namedtuple,
    "rt": _return_type,
    "z": _torch_size,
    "f": lambda decoder, body, depth: frozenset(decoder.keys(body[0], depth + 1)),
    "B": lambda decoder, body, depth: bytes(decoder.blob(body[0])),
    "S": lambda decoder, body, depth: decoder.blob(body[0]).decode("utf-8"),
    "i": _int,
    "c": lambda decoder, body, depth: complex(float(body[0]), float(body[1])),
    "r": lambda decoder, body, depth: range(*decoder._items(body, depth)),
    "sl": lambda decoder, body, depth: slice(*decoder._items(body, depth)),
    "k": lambda decoder, body, depth: {"Ellipsis": Ellipsis, "NotImplemented": NotImplemented}[body[0]],
    "ty": lambda decoder, body, depth: _TYPES[body[0]],
    "to": _torch_object,
    "ng": _scalar,
    "dk": lambda decoder, body, depth: dict.fromkeys(decoder.keys(body[0], depth + 1)).keys(),
    "dw": lambda decoder, body, depth: dict(enumerate(decoder._items(body[0], depth))).values(),
    "di": _dict_items,
}


def _torch_name(value: object) -> Node | None:
    torch = sys.modules.get("torch")
    if torch is None:
        return None
    if isinstance(value, torch.dtype):
        return ["to", "dtype", str(value).removeprefix("torch.")]
    if isinstance(value, torch.device):
        return ["to", "device", str(value)]
    return None


def pack(node: Node) -> bytes:
    """The bytes of a node."""
    return bytes(msgpack.packb(node, use_bin_type=True))


def unpack(data: bytes) -> Node:
    """The node of those bytes.

    Raises:
        DecodeError: not msgpack, or with trailing bytes, extension types or timestamps.
    """
    try:
        node = msgpack.unpackb(data, raw=False, strict_map_key=True, ext_hook=_no_extension, use_list=True)
    except (ValueError, TypeError, RecursionError, msgpack.exceptions.UnpackException) as error:
        raise DecodeError("not a message") from error
    return node


def _no_extension(code: int, data: bytes) -> Any:
    raise ValueError("extension types are not allowed")

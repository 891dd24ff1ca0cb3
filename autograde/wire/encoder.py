"""Values as nodes; see :mod:`autograde.wire.nodes` for their form.

Values outside the closed set are offered to a :class:`Port`, which may give them a node of its own (a handle, a
tensor with gradients); what it does not take is refused with the type's name.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from autograde.wire import tensors
from autograde.wire.frames import Blob
from autograde.wire.nodes import DICTS, INT64, MAX_DEPTH, MAX_INT_BYTES, TYPES, EncodeError, Node, pack

__all__ = ["Encoder", "Port"]

_LONG_STRING = 1 << 14


class Port(Protocol):
    """What encodes the values outside the closed set."""

    def encode(self, value: object, encoder: Encoder, path: str) -> Node | None:
        """A node whose tag this port understands; None to leave the value to the closed set."""


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
            return value if value in INT64 else self._big_int(value)  # type: ignore[arg-type]
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
        for tag, kind in reversed(DICTS.items()):
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
        if isinstance(value, type) and TYPES.get(value.__name__) is value:
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
        if length > MAX_INT_BYTES:
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


def _torch_name(value: object) -> Node | None:
    torch = sys.modules.get("torch")
    if torch is None:
        return None
    if isinstance(value, torch.dtype):
        return ["to", "dtype", str(value).removeprefix("torch.")]
    if isinstance(value, torch.device):
        return ["to", "device", str(value)]
    return None

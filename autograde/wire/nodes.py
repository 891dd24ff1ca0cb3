"""The form of values on the wire: msgpack of a closed set of types, flat.

Numbers, strings, None and bytes stand for themselves; anything else is ``[tag, ...]``. Mutable objects (lists, dicts,
sets, arrays, tensors) stand once in a table, children before parents, and are referred to by ``["@", index]``. So a
list that is passed twice arrives as one list, a cycle cannot be written down, depth is known without recursion, and
what a call changed is found by comparing table entries (:mod:`autograde.bridge.mutation`).

:mod:`autograde.wire.encoder` makes such nodes of values, :mod:`autograde.wire.decoder` makes values of them again.
"""

from __future__ import annotations

import collections
from typing import Any

import msgpack

__all__ = [
    "DICTS", "INT64", "MAX_DEPTH", "MAX_INT_BYTES", "TYPES", "DecodeError", "EncodeError", "Node", "pack", "unpack",
]  # fmt: skip

Node = Any

MAX_DEPTH = 100
"""How deep values may be nested."""
MAX_INT_BYTES = 1 << 16
"""How long an integer outside ``INT64`` may be."""
INT64 = range(-(2**63), 2**63)
"""What stands for itself; larger integers travel as bytes."""
DICTS: dict[str, type] = {"d": dict, "od": collections.OrderedDict, "ct": collections.Counter}
"""The kinds of dicts by their tag."""
TYPES: dict[str, type] = {
    kind.__name__: kind
    for kind in (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, type(None))
}
"""The classes that travel by name."""


class EncodeError(TypeError):
    """A value that cannot travel. A TypeError, because to the caller it is an argument of the wrong type."""


class DecodeError(ValueError):
    """Bytes that are no value, or a larger one than the limits allow."""


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

"""Values that cannot change, from their nodes: tuples, long strings, named results, types, ranges.

Each function takes the decoder of the message, the fields of the node and its depth. What can change stands in the
message's table and is made by :class:`autograde.wire.decoder.Decoder` itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograde.wire import tensors
from autograde.wire.nodes import MAX_INT_BYTES, TYPES, DecodeError, Node

if TYPE_CHECKING:
    from autograde.wire.decoder import Decoder

__all__ = ["IMMUTABLES"]


def _namedtuple(decoder: Decoder, body: list[Node], depth: int) -> Any:
    name, fields, items = body
    if len(fields) != len(items):
        raise DecodeError("a named tuple with the wrong number of fields")
    values = decoder.items(items, depth)
    return tuple(values) if _callable(values) else decoder.named_tuple(name, fields)(*values)


def _return_type(decoder: Decoder, body: list[Node], depth: int) -> Any:
    import torch

    kind = getattr(torch.return_types, body[0], None)
    if not (isinstance(kind, type) and issubclass(kind, tuple) and kind.__module__ == "torch.return_types"):
        raise DecodeError("an unknown kind of result")
    values = decoder.items(body[1], depth)
    return tuple(values) if _callable(values) else kind(values)


def _callable(values: list[Any]) -> bool:
    """Whether a class is among the fields of a named tuple. As a field ``equal`` or ``allclose`` it would be the method
    that a test asks for its verdict, and ``str(anything)`` is true."""
    return any(isinstance(value, type) for value in values)


def _torch_object(decoder: Decoder, body: list[Node], depth: int) -> Any:
    import torch

    kind, name = body
    return tensors.torch_dtype(name) if kind == "dtype" else torch.device(name)


def _torch_size(decoder: Decoder, body: list[Node], depth: int) -> Any:
    import torch

    return torch.Size(decoder.items(body[0], depth))


def _dict_items(decoder: Decoder, body: list[Node], depth: int) -> Any:
    if any(tag != "t" for tag, _ in body[0]):
        raise DecodeError("an item of a dict is a pair")
    names = decoder.keys([name for _, (name, _) in body[0]], depth + 1)
    values = [decoder.value(value, depth + 1) for _, (_, value) in body[0]]
    return dict(zip(names, values, strict=True)).items()


def _scalar(decoder: Decoder, body: list[Node], depth: int) -> Any:
    return tensors.array_from(body[0], (), decoder.blob(body[1]))[()]


def _int(decoder: Decoder, body: list[Node], depth: int) -> int:
    if len(body[0]) > MAX_INT_BYTES:
        raise DecodeError("an integer over the limit")
    return int.from_bytes(body[0], "little", signed=True)


IMMUTABLES: dict[str, Callable[[Decoder, list[Node], int], Any]] = {
    "t": lambda decoder, body, depth: tuple(decoder.items(body[0], depth)),
    "n": _namedtuple,
    "rt": _return_type,
    "z": _torch_size,
    "f": lambda decoder, body, depth: frozenset(decoder.keys(body[0], depth + 1)),
    "B": lambda decoder, body, depth: bytes(decoder.blob(body[0])),
    "S": lambda decoder, body, depth: decoder.blob(body[0]).decode("utf-8"),
    "i": _int,
    "c": lambda decoder, body, depth: complex(float(body[0]), float(body[1])),
    "r": lambda decoder, body, depth: range(*decoder.items(body, depth)),
    "sl": lambda decoder, body, depth: slice(*decoder.items(body, depth)),
    "k": lambda decoder, body, depth: {"Ellipsis": Ellipsis, "NotImplemented": NotImplemented}[body[0]],
    "ty": lambda decoder, body, depth: TYPES[body[0]],
    "to": _torch_object,
    "ng": _scalar,
    "dk": lambda decoder, body, depth: dict.fromkeys(decoder.keys(body[0], depth + 1)).keys(),
    "dw": lambda decoder, body, depth: dict(enumerate(decoder.items(body[0], depth))).values(),
    "di": _dict_items,
}
"""What makes the value, by the tag of its node."""

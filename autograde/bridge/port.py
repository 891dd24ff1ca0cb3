"""How what is no plain data crosses: handles, modules, mirrored leaves, arguments and results with gradients.

One :class:`OutPort` encodes one message, one :class:`InPort` decodes one. Nodes (tags beyond those of the closed set):

====  ======================================================================
tag   stands for
====  ======================================================================
h     an object of the sender's: number, kind, name, class, library bases
M     a module of the sender's
o     an object of the receiver's, by number
m     a mirrored leaf tensor
I     an argument that requires a gradient
b     an argument of an earlier message, sent back
A     an argument of the request that this message answers
x     a result with a graph (see :mod:`graft`)
g     a function or class of a library that both sides have
e     an exception class
====  ======================================================================
"""

from __future__ import annotations

import builtins
import collections.abc
import importlib
import sys
from typing import TYPE_CHECKING, Any

from autograde.bridge import modules
from autograde.bridge.faults import exception_class, lineage
from autograde.bridge.handles import (
    ClassHandle,
    FunctionHandle,
    Handle,
    IteratorHandle,
    ObjectHandle,
    Refused,
    handle_parts,
    object_handle,
)
from autograde.wire import tensors
from autograde.wire.decoder import Decoder
from autograde.wire.encoder import Encoder
from autograde.wire.nodes import DecodeError, EncodeError, Node

if TYPE_CHECKING:
    from autograde.bridge.peer import Peer

__all__ = ["InPort", "OutPort"]

_DATA: tuple[type, ...] = (
    bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice,
    type({}.keys()), type({}.values()), type({}.items()), type(Ellipsis), type(NotImplemented), type(None),
)  # fmt: skip
_LIBRARIES = frozenset({"torch", "numpy", "math", "operator", "builtins", "functools", "itertools", "collections"})
_FORBIDDEN_GLOBALS = frozenset({"eval", "exec", "compile", "open", "input", "breakpoint", "__import__", "globals"})


class OutPort:
    """Encodes what is no plain data, for one message.

    Args:
        peer: the conversation.
        answering: whether the message is a reply; then results carry their graphs. Otherwise tensors are arguments.
    """

    def __init__(self, peer: Peer, answering: bool) -> None:
        self.peer = peer
        self.answering = answering
        self.results: list[Any] = []
        self.plain: list[Any] = []

    def encode(self, value: object, encoder: Encoder, path: str) -> Node | None:
        """See :class:`autograde.wire.encoder.Port`."""
        if type(value) is Refused:
            raise value.error()
        if tensors.is_tensor(value):
            if type(value).__module__.split(".")[0] != "torch":
                return self._plain(value, encoder, path)
            return self._tensor(value, encoder, path)
        own = handle_parts(value) or (modules.remote_number(value) if modules.is_module(value) else None)
        if own is not None and own[0] is self.peer:
            return ["o", own[1]]
        if _is_data(value):
            return None
        if modules.is_module(value):
            node = encoder.nodes[id(value)] = modules.describe(value, self.peer, encoder)
            return node
        return self._other(value, encoder, path)

    def _tensor(self, value: Any, encoder: Encoder, path: str) -> Node | None:
        number = self.peer.mirrors.number(value)
        if number is not None:
            return ["m", number]
        if not value.requires_grad:
            return None
        if not self.answering:
            return self._argument(value, encoder, path)
        if value.is_leaf:
            imported = getattr(value, "_ag_import", None)
            return ["m", self.peer.mirrors.adopt(value)] if imported is None else ["b", imported]
        plain = encoder.encode(value.detach())
        self.results.append(value)
        node = encoder.nodes[id(value)] = ["x", len(self.results) - 1, plain]
        return node

    def _plain(self, value: Any, encoder: Encoder, path: str) -> Node:
        """A tensor of a class of the student's own: what it holds, without asking the class."""
        import torch

        with torch._C.DisableTorchFunctionSubclass():
            plain = torch.Tensor.as_subclass(value, torch.Tensor)
        self.plain.append(plain)  # no other object may get its identity while this message is made
        node = encoder.nodes[id(value)] = encoder.encode(plain, path)
        return node

    def _argument(self, value: Any, encoder: Encoder, path: str) -> Node:
        content = encoder.content(value, path, 0)
        index = encoder.entry(value, content, path)[1]
        grad = value.grad if value.is_leaf else None
        node: Node = ["I", self.peer.arguments.number(value), index, value.is_leaf, _is_parameter(value), None]
        encoder.nodes[id(value)] = node
        node[5] = None if grad is None else encoder.encode(grad.detach().clone())
        return node

    def _other(self, value: Any, encoder: Encoder, path: str) -> Node:
        if isinstance(value, type):
            return self._class(value)
        shared = _shared_name(value) if self.peer.shares_libraries else None
        if shared is not None:
            return shared
        if hasattr(type(value), "__next__"):
            return self._handle(value, "iterator")
        if callable(value) and (self.peer.shares_libraries or _is_function(value)):
            return self._handle(value, "function")
        if isinstance(value, collections.abc.Sequence) and _is_library(type(value)):
            return encoder.encode(list(value), path)
        if self.peer.shares_libraries:
            raise EncodeError(
                f"an object of class {type(value).__name__} that the test made cannot be passed to the submission: "
                "pass data or a function"
            )
        return self._handle(value, "object")

    def _handle(self, value: Any, kind: str) -> Node:
        name = getattr(value, "__name__", None) if kind == "function" else None
        owner = type(value)
        own = 0 if _is_library(owner) else self.peer.exports.number(owner)
        shown = name if isinstance(name, str) else owner.__name__
        return ["h", self.peer.exports.give(value), kind, shown[:200], own, self._bases(owner)]

    def _class(self, value: type) -> Node | None:
        if _is_library(value):
            found = getattr(builtins, value.__name__, None)
            if found is value and issubclass(value, BaseException):
                return ["e", value.__name__]
            if found is value:
                return None
            shared = _shared_name(value)
            if shared is not None and self.peer.shares_libraries:
                return shared
        if issubclass(value, BaseException):
            return ["h", self.peer.exports.give(value), "exception", value.__name__[:200], 0, lineage(value, self.peer)]
        return ["h", self.peer.exports.give(value), "class", value.__name__[:200], 0, self._bases(value)]

    def _bases(self, owner: type) -> list[str]:
        names = []
        for base in owner.__mro__[1:-1]:
            names.append(base.__name__ if _is_library(base) else f"#{self.peer.exports.number(base)}")
        return names[:20]


class InPort:
    """Decodes what is no plain data, for one message.

    Args:
        peer: the conversation.
        asked: the encoder of the request that this message answers, if it answers one.
    """

    def __init__(self, peer: Peer, asked: Encoder | None) -> None:
        self.peer = peer
        self.asked = asked
        self.kinds: set[str] = set()
        """Which kinds of things other than data were met: what the contract is about."""
        self.live = True
        """Whether leaves stay tied to the other side's; else they are copies."""
        self.planted: tuple[Any, ...] = ()
        self._arguments: dict[int, Any] = {}

    def decode(self, node: list[Node], decoder: Decoder) -> Any:
        """See :class:`autograde.wire.decoder.InwardPort`."""
        tag = node[0]
        if tag == "h":
            return self._handle(node)
        if tag == "o":
            self.kinds.add("own")
            return self.peer.exports.find(node[1])
        if tag == "M":
            self.kinds.add("module")
            return modules.build(node, self)
        if tag == "m":
            self.kinds.add("leaf")
            leaf = self.peer.mirrors.find(node[1])
            return leaf if self.live else leaf.detach().clone().requires_grad_(leaf.requires_grad)
        if tag == "I":
            return self._argument(node, decoder)
        if tag == "b":
            return self.peer.arguments.find(node[1])
        if tag == "A":
            if self.asked is None or type(node[1]) is not int or not 0 <= node[1] < len(self.asked.objects):
                raise DecodeError("no such argument")
            return self.asked.objects[node[1]]
        if tag == "x":
            if type(node[1]) is not int or not 0 <= node[1] < len(self.planted):
                raise DecodeError("no such result")
            self.kinds.add("graph")
            return self.planted[node[1]]
        if tag == "e":
            self.kinds.add("exception")
            return _exception_class(node[1])
        if tag == "g" and not self.peer.shares_libraries:
            return _shared_object(node[1], node[2])
        raise DecodeError("an unknown kind of value")

    def _handle(self, node: list[Node]) -> Any:
        _, number, kind, name, owner, bases = node
        if type(number) is not int or type(owner) is not int or not isinstance(name, str):
            raise DecodeError("a malformed handle")
        if not all(isinstance(base, str) for base in bases) or len(bases) > 20:
            raise DecodeError("a malformed handle")
        self.kinds.add(kind)
        if kind == "exception":
            return exception_class(bases, self.peer)
        if kind not in _HANDLES:
            raise DecodeError("an unknown kind of object")
        found = self.peer.proxies.get(number)
        if found is None:
            found = object_handle(_HANDLES[kind], self.peer, number, name, owner, tuple(bases))
            self.peer.proxies[number] = found
            if kind == "iterator":
                object.__setattr__(found, "_ag_asked", self.asked)
        elif not isinstance(found, _HANDLES[kind]):
            raise DecodeError("an object that was of another kind before")
        return found

    def _argument(self, node: list[Node], decoder: Decoder) -> Any:
        """A tensor with a gradient: a leaf of ours, which the sender's tensor stands behind."""
        import torch

        _, number, index, is_leaf, is_parameter, grad = node
        if number in self._arguments:
            return self._arguments[number]
        data = decoder.object(index)
        if not tensors.is_tensor(data) or type(number) is not int:
            raise DecodeError("a malformed argument")
        leaf: Any = torch.nn.Parameter(data) if is_parameter else data.requires_grad_(True)
        leaf._ag_import = number
        if grad is not None:
            leaf.grad = decoder.decode(grad)
        with torch.enable_grad():
            value = leaf if is_leaf else leaf.clone()
        self._arguments[number] = value
        decoder.replace(index, value)
        return value


_HANDLES: dict[str, type[Handle]] = {
    "function": FunctionHandle,
    "iterator": IteratorHandle,
    "object": ObjectHandle,
    "class": ClassHandle,
}


def _is_function(value: object) -> bool:
    return hasattr(value, "__name__") or type(value).__module__ != "__main__"


def _is_data(value: object) -> bool:
    kind = type(value)
    if isinstance(value, (type, _np_generic())):
        return isinstance(value, _np_generic())
    if kind in _DATA or tensors.is_array(value):
        return True
    if isinstance(value, _DATA):
        return _is_library(kind) or (issubclass(kind, tuple) and isinstance(getattr(kind, "_fields", None), tuple))
    return kind.__module__ == "torch" and kind.__name__ in ("dtype", "device", "Size")


def _np_generic() -> type:
    import numpy as np

    return np.generic


def _is_library(kind: type) -> bool:
    return kind.__module__ != "__main__" and kind.__module__ in sys.modules


def _is_parameter(value: object) -> bool:
    import torch

    return isinstance(value, torch.nn.Parameter)


def _shared_name(value: Any) -> Node | None:
    """The node of a library's function or class, found under its own name in the library."""
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if not isinstance(name, str):
        return None
    home = getattr(value, "__module__", None)
    for module, attribute in (
        (home, name), ("torch", name.split(".")[-1]), ("numpy", name), ("math", name), ("torch.nn.functional", name),
    ):  # fmt: skip
        if not isinstance(module, str) or module.split(".")[0] not in _LIBRARIES or module not in sys.modules:
            continue
        found = getattr(sys.modules[module], attribute, None) if attribute.isidentifier() else None
        if found is value and attribute not in _FORBIDDEN_GLOBALS:
            return ["g", module, attribute]
    return None


def _shared_object(module: Node, name: Node) -> Any:
    if not isinstance(module, str) or not isinstance(name, str) or module.split(".")[0] not in _LIBRARIES:
        raise DecodeError("a name of no shared library")
    return getattr(importlib.import_module(module), name)


def _exception_class(name: Node) -> type[BaseException]:
    found = getattr(builtins, name, None) if isinstance(name, str) else None
    if isinstance(found, type) and issubclass(found, Exception):
        return found
    raise DecodeError("no built-in exception")

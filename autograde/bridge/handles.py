"""Handles: objects that stay in the other process, while what is done with them travels.

A handle never decides. Comparison, truth, length, membership, conversion and hashing are answered here: by identity
where Python needs only that, else by :class:`Undecidable`. Otherwise an object whose methods say yes to everything
would pass every test.
"""

from __future__ import annotations

import contextlib
import operator
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from autograde.bridge.faults import WrongKind

if TYPE_CHECKING:
    from autograde.bridge.peer import Peer

__all__ = ["BINARY", "INPLACE", "UNARY", "ClassHandle", "FunctionHandle", "Handle", "IteratorHandle", "ObjectHandle",
           "Refused", "Undecidable", "handle_parts", "object_handle"]  # fmt: skip

BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "truediv": operator.truediv,
    "floordiv": operator.floordiv, "mod": operator.mod, "pow": operator.pow, "matmul": operator.matmul,
    "and": operator.and_, "or": operator.or_, "xor": operator.xor, "lshift": operator.lshift,
    "rshift": operator.rshift,
}  # fmt: skip
INPLACE: dict[str, Callable[[Any, Any], Any]] = {
    name: getattr(operator, "i" + name.rstrip("_")) for name in BINARY if name not in ("and", "or")
} | {"and": operator.iand, "or": operator.ior}
UNARY: dict[str, Callable[[Any], Any]] = {"neg": operator.neg, "pos": operator.pos, "abs": abs, "invert": operator.inv}

# what the student's class says about itself in words or numbers may be asked for; what libraries probe for may not
_ASKABLE = frozenset({"__name__", "__qualname__", "__doc__", "__dict__", "__annotations__", "__enter__", "__exit__"})
MAX_CLASSES = 2000
MAX_ITEMS = 1_000_000
"""How many items a generator may give before it counts as one without end."""
_LOCAL = ("_ag_peer", "_ag_number", "_ag_name", "_ag_class", "_ag_bases")


class Undecidable(TypeError):
    """A test wanted a verdict or a number from an object of the student's."""


class Refused:
    """Stands where the submission gave another kind of thing than the reference did.

    A test that never looks at it (the reference returns None, the student's function returns ``self``) goes on; any
    look says what is wrong.
    """

    __slots__ = ("_ag_message",)

    def __init__(self, message: str) -> None:
        object.__setattr__(self, "_ag_message", message)

    def error(self) -> WrongKind:
        """What looking at it raises."""
        return WrongKind(object.__getattribute__(self, "_ag_message"))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name) if name.startswith("__") else self.error()

    def __repr__(self) -> str:
        return "<not what was asked for>"


def _look(self: Refused, *_: object, **__: object) -> Any:
    raise self.error()


for _name in (
    "eq ne lt le gt ge hash bool len iter next contains getitem setitem delitem call float int complex index abs round "
    "neg pos invert array bytes setattr delattr add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod "
    "rmod pow rpow matmul rmatmul and rand or ror xor rxor iadd isub imul itruediv imatmul enter exit reduce_ex "
    "copy deepcopy format str"
).split():
    setattr(Refused, f"__{_name}__", _look)


class Handle:
    """An object of the other side.

    Args:
        peer: the conversation it belongs to.
        number: its number on the other side.
        name: the name of the object's class (for classes and functions: its own).
        owner: number of its class, 0 where the class is not the student's.
        bases: names of its library base classes, as the other side reports them.
    """

    __slots__ = (*_LOCAL, "__weakref__")
    _ag_peer: Peer
    _ag_number: int
    _ag_name: str
    _ag_class: int
    _ag_bases: tuple[str, ...]

    def __init__(self, peer: Peer, number: int, name: str = "", owner: int = 0, bases: tuple[str, ...] = ()) -> None:
        for slot, value in zip(_LOCAL, (peer, number, name, owner, bases), strict=True):
            object.__setattr__(self, slot, value)

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError):  # never finished being made
            self._ag_peer.released_handles.append(self._ag_number)

    def __hash__(self) -> int:
        return object.__hash__(self)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        raise self._undecidable("compared")

    def __ne__(self, other: object) -> bool:
        if self is other:
            return False
        raise self._undecidable("compared")

    def __bool__(self) -> bool:
        raise self._undecidable("used as true or false")

    def _undecidable(self, verb: str) -> Undecidable:
        return Undecidable(
            f"an object ({self._ag_name}) cannot be {verb}: ask it for a value first, such as an attribute or a "
            "method that returns a number, a tensor or a list"
        )

    def __repr__(self) -> str:
        return f"<{self._ag_name} of the submission>"

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError(f"an object of the submission ({self._ag_name}) cannot be pickled: save its data instead")

    def __copy__(self) -> Any:
        return self._ag_peer.ask("copy", self, False)

    def __deepcopy__(self, memo: Any) -> Any:
        return self._ag_peer.ask("copy", self, True)


def _refusal(verb: str) -> Callable[..., Any]:
    def refuse(self: Handle, *_: object) -> Any:
        raise self._undecidable(verb)

    return refuse


for _name, _verb in {
    "lt": "compared", "le": "compared", "gt": "compared", "ge": "compared", "len": "counted with len()",
    "contains": "searched with `in`", "float": "turned into a number", "int": "turned into a number",
    "complex": "turned into a number", "index": "turned into a number", "round": "rounded",
    "array": "turned into an array", "bytes": "turned into bytes",
}.items():  # fmt: skip
    setattr(Handle, f"__{_name}__", _refusal(_verb))


class FunctionHandle(Handle):
    """A function, method or other callable."""

    __slots__ = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._ag_peer.ask("call", self, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") and name not in _ASKABLE:
            raise AttributeError(name)
        return self._ag_peer.ask("getattr", self, name)


class IteratorHandle(Handle):
    """A generator or iterator: its items are pulled one at a time; once at its end it stays there."""

    __slots__ = ("_ag_asked", "_ag_bytes", "_ag_done", "_ag_items")
    _ag_asked: Any
    """The message that it is the answer to: the call's arguments, which it may still change and give back."""
    _ag_done: bool
    _ag_items: int
    _ag_bytes: int

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        for name, value in (("_ag_asked", None), ("_ag_done", False), ("_ag_items", 0), ("_ag_bytes", 0)):
            object.__setattr__(self, name, value)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if self._ag_done:
            raise StopIteration
        channel = self._ag_peer.channel
        before = channel.received
        step = self._ag_peer.ask("next", self)
        if step == () or not isinstance(step, tuple):
            object.__setattr__(self, "_ag_done", True)
            raise StopIteration
        object.__setattr__(self, "_ag_items", self._ag_items + 1)
        object.__setattr__(self, "_ag_bytes", self._ag_bytes + channel.received - before)
        if self._ag_items > MAX_ITEMS or self._ag_bytes > channel.limits.total_bytes:
            raise WrongKind("a generator without end")
        return step[0]


class ObjectHandle(Handle):
    """An instance of a class; attributes, methods, items and arithmetic travel."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in _ASKABLE:
            raise AttributeError(name)
        return self._ag_peer.ask("getattr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._ag_peer.ask("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        self._ag_peer.ask("delattr", self, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._ag_peer.ask("call", self, args, kwargs)

    def __getitem__(self, key: Any) -> Any:
        return self._ag_peer.ask("getitem", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._ag_peer.ask("setitem", self, key, value)

    def __delitem__(self, key: Any) -> None:
        self._ag_peer.ask("delitem", self, key)

    def __iter__(self) -> Any:
        return self._ag_peer.ask("iter", self)

    def __enter__(self) -> Any:
        return self._ag_peer.ask("enter", self)

    def __exit__(self, *error: object) -> None:
        # the error is the test's: it is neither shown to the student's code nor swallowed by it
        self._ag_peer.ask("exit", self)

    def __repr__(self) -> str:
        try:
            text = self._ag_peer.ask("repr", self)
        except Exception:
            text = None
        return text if isinstance(text, str) else super().__repr__()


def _binary(name: str) -> tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]:
    def forward(self: ObjectHandle, other: Any) -> Any:
        return self._ag_peer.ask("binary", name, self, other)

    def reflected(self: ObjectHandle, other: Any) -> Any:
        return self._ag_peer.ask("binary", name, other, self)

    def inplace(self: ObjectHandle, other: Any) -> Any:
        return self._ag_peer.ask("inplace", name, self, other)

    return forward, reflected, inplace


def _unary(name: str) -> Callable[[ObjectHandle], Any]:
    return lambda self: self._ag_peer.ask("unary", name, self)


for _name in BINARY:
    for _prefix, _method in zip(("", "r", "i"), _binary(_name), strict=True):
        setattr(ObjectHandle, f"__{_prefix}{_name}__", _method)
for _name in UNARY:
    setattr(ObjectHandle, f"__{_name}__", _unary(_name))


class ClassHandle(ObjectHandle):
    """A class of the student's. Calling it makes an instance over there."""

    __slots__ = ()

    def __instancecheck__(self, value: object) -> bool:
        # by the numbers of the classes; the value's own methods have no say
        return isinstance(value, Handle) and self._ag_number in (value._ag_class, *_ancestors(value))

    def __subclasscheck__(self, value: object) -> bool:
        return isinstance(value, ClassHandle) and self._ag_number in (value._ag_number, *_ancestors(value))

    def __mro_entries__(self, bases: object) -> tuple[type, ...]:
        raise TypeError(f"a test cannot subclass {self._ag_name} of the submission: make an instance and use that")

    def __repr__(self) -> str:
        return f"<class {self._ag_name} of the submission>"


def _ancestors(value: Handle) -> tuple[int, ...]:
    return tuple(int(base[1:]) for base in value._ag_bases if base.startswith("#"))


def object_handle(kind: type[Handle], peer: Peer, number: int, name: str, owner: int, bases: tuple[str, ...]) -> Any:
    """A handle whose class carries the student's class name, so that ``type(x).__name__`` is right."""
    safe = name if name.isidentifier() else "Object"
    dressed = peer.classes.get((kind, safe))
    if dressed is None and len(peer.classes) >= MAX_CLASSES:
        return kind(peer, number, name, owner, bases)
    if dressed is None:
        dressed = peer.classes[(kind, safe)] = type(safe, (kind,), {"__slots__": ()})
    return dressed(peer, number, name, owner, bases)


def handle_parts(value: object) -> tuple[Any, int] | None:
    """``(peer, number)`` if ``value`` is a handle, without asking it anything."""
    if isinstance(value, Handle):
        return object.__getattribute__(value, "_ag_peer"), object.__getattribute__(value, "_ag_number")
    return None

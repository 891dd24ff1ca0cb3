"""Exceptions on their way: the type by name, the message as text, and the student's line."""

from __future__ import annotations

import sys
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograde.wire.encoder import Encoder
from autograde.wire.nodes import DecodeError, EncodeError, Node

if TYPE_CHECKING:
    from autograde.bridge.peer import Peer

__all__ = [
    "Interrupted", "RemoteFault", "WrongKind", "decode_fault", "encode_fault", "exception_class", "lineage",
    "remote_fault",
]  # fmt: skip

_MESSAGE = 2000
_LINEAGE = 20
_SILENT = (StopIteration, StopAsyncIteration)
_ARGUMENTS = (str, int, float, bool, type(None))
"""What of an exception's arguments travels."""


class Interrupted(BaseException):
    """The other side was interrupted while it answered. No ``except Exception`` of a test may swallow it."""


class WrongKind(Exception):
    """The submission gave another kind of result than the reference did: an object where data was due."""


@dataclass(frozen=True)
class RemoteFault:
    """What is known of an exception that the student's code raised."""

    kind: str
    """Name of the exception's class."""
    message: str
    """Its text. It may carry a hidden input: not for the eyes of students where the test is hidden."""
    cell: str = ""
    """Key of the student's cell whose line raised."""
    line: int = 0
    """That line, counted from 1 in the cell; 0 where unknown."""


def remote_fault(error: BaseException | None) -> RemoteFault | None:
    """The fault behind an exception that came over the wire."""
    return getattr(error, "_ag_fault", None)


def lineage(kind: type, peer: Peer) -> list[str]:
    """A class of exceptions and its ancestors: ``"#number name"`` for the sender's own, else ``"module:name"``."""
    found = []
    for base in kind.__mro__[:-1]:
        home, name = base.__module__, base.__qualname__
        shared = home != "__main__" and getattr(sys.modules.get(home), name, None) is base
        found.append(f"{home}:{name}" if shared else f"#{peer.exports.number(base)} {name.split('.')[-1][:200]}")
    return found[:_LINEAGE]


def exception_class(names: Node, peer: Peer) -> type[BaseException]:
    """The class here for such a lineage.

    Raises:
        DecodeError: malformed.
    """
    own: list[tuple[int, str]] = []
    if not isinstance(names, list) or len(names) > _LINEAGE:
        raise DecodeError("a malformed class of exceptions")
    for name in names:
        if name.startswith("#"):
            number, _, shown = name[1:].partition(" ")
            own.append((int(number), shown))
            continue
        home, _, attribute = name.partition(":")
        # not getattr: torch and others import what is asked for
        found = getattr(sys.modules.get(home), "__dict__", {}).get(attribute)
        if isinstance(found, type) and issubclass(found, Exception):
            # what ends a loop quietly is not theirs to raise here
            return peer.exception_classes.find(own, RuntimeError if issubclass(found, _SILENT) else found)
    return peer.exception_classes.find(own, RuntimeError)


def encode_fault(error: BaseException, peer: Peer, encoder: Encoder) -> Node:
    """The node of an exception. The text is asked for with care: ``__str__`` may be the student's.

    What the examiner raises travels without its text, which may hold an expected value.
    """
    kind = type(error)
    args: tuple[Any, ...] = ()
    message, (cell, line) = "", ("", 0)
    if not peer.shares_libraries:
        try:
            message = str(error)[:_MESSAGE]
            args = tuple(arg for arg in error.args if isinstance(arg, _ARGUMENTS))
        except BaseException:
            message = ""
        cell, line = _origin(error)
    returned = getattr(error, "_ag_number", 0)
    return [
        kind.__name__[:200], lineage(kind, peer), peer.remember_fault(error), returned if type(returned) is int else 0,
        encoder.encode(message), _encoded(args, encoder), cell, line,
    ]  # fmt: skip


def _encoded(args: tuple[Any, ...], encoder: Encoder) -> Node:
    try:
        return encoder.encode(args)
    except EncodeError:
        return ["t", []]


def decode_fault(node: Node, peer: Peer, decode: Any) -> BaseException:
    """The exception to raise for such a node: our own where it was ours that came back.

    Raises:
        DecodeError: malformed.
    """
    name, names, number, returned, message, args, cell, line = node
    text, values = decode(message), decode(args)
    if not (isinstance(name, str) and isinstance(text, str) and type(values) is tuple and type(number) is int):
        raise DecodeError("a malformed exception")
    if any(type(value) not in _ARGUMENTS for value in values):  # printing the exception would ask them
        raise DecodeError("an exception that holds an object")
    if "builtins:KeyboardInterrupt" in names:
        return Interrupted("the submission was interrupted")
    ours = peer.remembered_fault(returned)
    if ours is not None:
        return ours
    error = _make(exception_class(names, peer), values, text)
    object.__setattr__(error, "_ag_number", number)
    fault = RemoteFault(name[:200], text, str(cell)[:200], line if type(line) is int else 0)
    object.__setattr__(error, "_ag_fault", fault)
    return error


def _make(kind: type[BaseException], args: tuple[Any, ...], text: str) -> BaseException:
    if issubclass(kind, BaseExceptionGroup):  # these insist on what they hold, which does not travel
        return kind(text or "a group of exceptions", [RuntimeError(text)])
    error = kind.__new__(kind, *args) if kind.__new__ is BaseException.__new__ else kind.__new__(kind)
    if issubclass(kind, (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        error, args = UnicodeError(), ()  # these insist on five arguments and print themselves from them
    error.args = args or ((text,) if text else ())
    return error


def _origin(error: BaseException) -> tuple[str, int]:
    """The innermost line of a student's cell in the traceback."""
    found = ("", 0)
    try:
        for frame, line in traceback.walk_tb(error.__traceback__):
            name = frame.f_code.co_filename
            if name.startswith("<cell "):
                found = (name[6:-1], line)
    except BaseException:
        return "", 0
    return found

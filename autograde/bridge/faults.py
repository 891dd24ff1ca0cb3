"""Exceptions on their way: the type by name, the message as text, and the student's line."""

from __future__ import annotations

import builtins
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograde.wire.codec import DecodeError, EncodeError, Encoder, Node

if TYPE_CHECKING:
    from autograde.bridge.peer import Peer

__all__ = ["Interrupted", "RemoteFault", "WrongKind", "decode_fault", "encode_fault", "remote_fault"]

_MESSAGE = 2000


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


def encode_fault(error: BaseException, peer: Peer, encoder: Encoder) -> Node:
    """The node of an exception. The text is asked for with care: ``__str__`` may be the student's."""
    try:
        message = str(error)[:_MESSAGE]
    except BaseException:
        message = ""
    cell, line = _origin(error)
    kind = type(error)
    names = [base.__name__ for base in kind.__mro__ if getattr(builtins, base.__name__, None) is base]
    own = peer.export(kind) if getattr(builtins, kind.__name__, None) is not kind else 0
    try:
        args = encoder.encode(tuple(arg for arg in error.args if isinstance(arg, (str, int, float, bool, type(None)))))
    except EncodeError:
        args = ["t", []]
    return [kind.__name__[:200], names, own, encoder.encode(message), args, cell, line]


def decode_fault(node: Node, peer: Peer, decode: Any) -> BaseException:
    """The exception to raise for such a node.

    Raises:
        DecodeError: malformed.
    """
    name, names, own, message, args, cell, line = node
    text, values = decode(message), decode(args)
    if not (isinstance(name, str) and isinstance(text, str) and isinstance(values, tuple) and type(own) is int):
        raise DecodeError("a malformed exception")
    if "KeyboardInterrupt" in names:
        return Interrupted("the submission was interrupted")
    bases = [getattr(builtins, base, None) for base in names if isinstance(base, str)]
    known = next((base for base in bases if isinstance(base, type) and issubclass(base, Exception)), RuntimeError)
    kind = peer.exception_class(own, name, known) if own else known
    error = _make(kind, values, text)
    object.__setattr__(error, "_ag_fault", RemoteFault(name, text, str(cell)[:200], line if type(line) is int else 0))
    return error


def _make(kind: type[BaseException], args: tuple[Any, ...], text: str) -> BaseException:
    error = kind.__new__(kind, *args) if kind.__new__ is BaseException.__new__ else kind.__new__(kind)
    if issubclass(kind, UnicodeError):  # these insist on five arguments and print themselves from them
        error = ValueError.__new__(ValueError)
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

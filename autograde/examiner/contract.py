"""The contract with the reference: what kind of thing came back at each place of a test when the source graded itself.

A place is an instruction of a test (or of a set-up function it calls) together with the operation. Where the
reference gave data, a submission's object is a wrong type and never a handle; where the reference left an argument
alone, a submission's change of it is noted and not taken over.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from autograde.bridge.emptiness import holds_nothing
from autograde.bridge.faults import WrongKind
from autograde.bridge.handles import IteratorHandle, ObjectHandle, Refused
from autograde.bridge.modules import is_module

__all__ = ["Contract", "ContractGate"]

Contract = dict[str, dict[str, list[str]]]
"""Place to ``{"kinds": kinds of handles seen there, "writes": paths of arguments that changed}``."""

_FREE = frozenset({"vjp", "refresh", "bind", "unbind", "set_tensor", "copy", "repr"})
_BETWEEN = frozenset({"execute", "kernel", "forget"})
"""What is asked outside of tests: what changes then is nobody's trick."""
_BETWEEN_TESTS = "between tests"
_NAMED = frozenset({"function", "class", "exception"})
_EMPTY = "nothing"
"""Noted where a tensor or array without elements came back: compared with anything, that passes."""
_TENSORS = frozenset({"leaf", "graph"})
"""Noted for :meth:`ContractGate.may_live`; a tensor is data whether it has a gradient or not."""
_DETAILED = frozenset({"getattr", "setattr", "delattr", "method", "binary", "inplace", "unary"})


class ContractGate:
    """Enforces a contract, or writes one down.

    Args:
        contract: what the reference did; None to record it.
    """

    def __init__(self, contract: Contract | None) -> None:
        self.recording = contract is None
        self.contract: Contract = {} if contract is None else contract
        self.grade_id = ""
        self.second_look = False
        """Whether changes of arguments are taken over although the reference made none, see ``run_test``."""

    def enter(self, op: str, parts: tuple[Any, ...]) -> str | None:
        """See :class:`autograde.bridge.gate.Gate`."""
        if op in _BETWEEN:
            return _BETWEEN_TESTS
        if op in _FREE:
            return None
        place = f"{self.grade_id}|{_place()}|{_operation(op, parts)}"
        if op == "lookup":
            place = f"{self.grade_id}|lookup {parts[0]}"
        if self.recording:
            self.contract.setdefault(place, {"kinds": [], "writes": []})
        elif place not in self.contract and op not in ("lookup", "call", "next", "setattr"):
            raise WrongKind("the submission's object stands where the reference has data")
        return place

    def admit(self, place: object, kinds: set[str], value: Any) -> Any:
        """See :class:`autograde.bridge.gate.Gate`; what is of the wrong kind becomes a :class:`Refused`."""
        if not isinstance(place, str) or place is _BETWEEN_TESTS:
            return value
        if holds_nothing(value):
            kinds = kinds | {_EMPTY}
        if self.recording:
            self._note(place, "kinds", kinds | ({"sequence"} if isinstance(value, (list, tuple)) else set()))
            return value
        entry = self.contract.get(place)
        allowed = set(entry["kinds"]) if entry is not None else set()
        if entry is None and "|lookup " in place:
            allowed = set(_NAMED)
        extra = kinds - allowed - _TENSORS
        if not extra or (extra == {"iterator"} and "sequence" in allowed and isinstance(value, IteratorHandle)):
            return value
        if "iterator" in allowed and extra == {"object"}:
            return _as_iterator(value)
        if "function" in allowed and "|lookup " in place and _is_callable(value, extra):
            return value
        if extra == {_EMPTY}:
            return Refused("the result holds no elements")
        wanted = " or ".join(sorted(allowed - _TENSORS - {"sequence", "own", _EMPTY})) or "data"
        given = " and ".join(sorted(extra - {"own", _EMPTY})) or "what the test itself passed in"
        return Refused(f"expected {wanted}, got {given}")

    def may_write(self, place: object, path: str) -> bool:
        """See :class:`autograde.bridge.gate.Gate`."""
        if place is _BETWEEN_TESTS:
            return True
        if self.recording:
            if isinstance(place, str):
                self._note(place, "writes", {path})
            return True
        entry = self.contract.get(place) if isinstance(place, str) else None
        return self.second_look or (entry is not None and path in entry["writes"])

    def may_live(self, place: object) -> bool:
        """See :class:`autograde.bridge.gate.Gate`."""
        if self.recording or not isinstance(place, str) or place is _BETWEEN_TESTS:
            return True
        entry = self.contract.get(place)
        return entry is not None and not _TENSORS.isdisjoint(entry["kinds"])

    def _note(self, place: str, field: str, values: set[str]) -> None:
        entry = self.contract.setdefault(place, {"kinds": [], "writes": []})
        entry[field] = sorted({*entry[field], *values})


def _is_callable(value: Any, extra: set[str]) -> bool:
    """Whether it can be called as a function is: ``relu = nn.ReLU()``, an object of a class with ``__call__``."""
    return (extra == {"object"} and isinstance(value, ObjectHandle)) or (extra == {"module"} and is_module(value))


def _as_iterator(value: Any) -> Any:
    """An object of a class with ``__iter__`` where the reference has a generator: pulled just the same."""
    peer = value._ag_peer
    gate, peer.gate = peer.gate, _Pass()
    try:
        return peer.ask("iter", value)
    finally:
        peer.gate = gate


class _Pass:
    def enter(self, op: str, parts: tuple[Any, ...]) -> object:
        return None

    def admit(self, place: object, kinds: set[str], value: Any) -> Any:
        if kinds != {"iterator"}:
            raise WrongKind("expected an iterator")
        return value

    def may_write(self, place: object, path: str) -> bool:
        return False

    def may_live(self, place: object) -> bool:
        return False


def _operation(op: str, parts: tuple[Any, ...]) -> str:
    if op in _DETAILED:
        return f"{op} {next((part for part in parts if isinstance(part, str)), '')}"
    return op


def _place() -> str:
    """The nearest instruction of a test or of a set-up cell that led to this request."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(("<test ", "<setup ")):
            return f"{code.co_filename}:{code.co_name}:{code.co_firstlineno}:{frame.f_lasti}"
        frame = frame.f_back
    return "library"

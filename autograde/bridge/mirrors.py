"""Leaf tensors with a twin on the other side: parameters and buffers.

A parameter has identity: a test lists ``net.parameters()``, runs an optimiser on them and calls ``net`` again. So the
first time a leaf is met it gets a number, the other side makes a twin, and every message carries what changed since
the last one. Changes are found by comparing with a copy, because ``p.data -= g`` leaves no other trace. What a
lazy layer (``nn.LazyLinear``) has not given a shape yet has a twin without one, until then.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from autograde.wire.encoder import Encoder
from autograde.wire.nodes import DecodeError, Node

__all__ = ["LAZY", "Change", "Mirrors", "aspects", "is_lazy", "without"]

LAZY = "lazy"
"""Stands for the content of a tensor that has no shape yet."""


@dataclass(frozen=True)
class Change:
    """What the other side says about one mirrored tensor."""

    is_parameter: bool
    requires_grad: bool
    data: Any = None
    """The new content, or None where it is the old one; ``LAZY`` where there is none yet."""
    grad: list[Any] | None = None
    """The new gradient in a list, or None where it is the old one."""


def aspects(tensor: Any, change: Change) -> list[str]:
    """What ``change`` would alter of ``tensor``: ``parameter`` or ``buffer`` (its content), ``grad``, ``flag``."""
    found = []
    if change.data is not None:
        found.append("parameter" if tensor.requires_grad or _is_parameter(tensor) else "buffer")
    if change.grad is not None:
        found.append("grad")
    if change.requires_grad != tensor.requires_grad:
        found.append("flag")
    return found


def without(change: Change, aspect: str, tensor: Any) -> Change:
    """``change`` less one aspect."""
    if aspect == "grad":
        return replace(change, grad=None)
    if aspect == "flag":
        return replace(change, requires_grad=tensor.requires_grad)
    return replace(change, data=None)


@dataclass
class _Twin:
    tensor: Any
    data: Any
    grad: Any
    requires_grad: bool


class Mirrors:
    """The mirrored tensors of one end.

    Args:
        sign: +1 or -1; numbers given out by this end have that sign, so that the ends never collide.
    """

    def __init__(self, sign: int) -> None:
        self._sign = sign
        self._count = 0
        self._twins: dict[int, _Twin] = {}
        self._numbers: dict[int, int] = {}

    def number(self, tensor: Any) -> int | None:
        """The number of a tensor that is mirrored already."""
        return self._numbers.get(id(tensor))

    def is_mine(self, number: int) -> bool:
        """Whether this end owns the tensor of that number."""
        return number * self._sign > 0

    def adopt(self, tensor: Any) -> int:
        """The number of ``tensor``, given to it now if it had none; the next message carries its content."""
        number = self._numbers.get(id(tensor))
        if number is None:
            self._count += 1
            number = self._sign * self._count
            self._enter(number, tensor, known=False)
        return number

    def bind(self, number: int, tensor: Any) -> None:
        """Let ``tensor`` be this end's twin of ``number``."""
        self._enter(number, tensor, known=True)

    def find(self, number: Node) -> Any:
        """The tensor of that number.

        Raises:
            DecodeError: no such number.
        """
        twin = self._twins.get(number) if type(number) is int else None
        if twin is None:
            raise DecodeError("a parameter that was never sent")
        return twin.tensor

    def known(self, number: int) -> Any:
        """The tensor of that number; None where there is none."""
        twin = self._twins.get(number)
        return None if twin is None else twin.tensor

    def drop_unused(self) -> list[int]:
        """Drop the other end's tensors that nothing but this table refers to; their numbers."""
        unused = []
        for number, twin in self._twins.items():
            # referred to by the record and by the call itself
            if not self.is_mine(number) and sys.getrefcount(twin.tensor) <= 2:
                unused.append(number)
        self.drop(unused)
        return unused

    def drop(self, numbers: Iterable[int]) -> None:
        """Drop the tensors of these numbers."""
        for number in numbers:
            twin = self._twins.pop(number, None)
            if twin is not None:
                self._numbers.pop(id(twin.tensor), None)

    def resend(self, numbers: Iterable[int]) -> None:
        """Let the next message carry all of these tensors again: the other end did not take a change over."""
        for number in numbers:
            twin = self._twins.get(number)
            if twin is not None:
                twin.data, twin.grad = None, _UNKNOWN

    def forget_mine(self) -> None:
        """Drop the tensors that this end owns."""
        self._drop(self._sign)

    def forget_theirs(self) -> None:
        """Drop the tensors that the other end owns."""
        self._drop(-self._sign)

    def changes(self, encoder: Encoder) -> list[Node]:
        """What changed since the last message, as nodes; from now on it counts as known to the other side."""
        nodes: list[Node] = []
        for number, twin in self._twins.items():
            tensor = twin.tensor
            if is_lazy(tensor):
                if twin.data is not LAZY:
                    twin.data = LAZY
                    nodes.append([number, _is_parameter(tensor), twin.requires_grad, LAZY, None])
                continue
            new_data = twin.data is None or twin.data is LAZY or not _same(twin.data, tensor)
            new_grad = not _same_grad(twin.grad, tensor.grad)
            if not new_data and not new_grad and twin.requires_grad == tensor.requires_grad:
                continue
            if new_data:
                twin.data = tensor.detach().clone()
            if new_grad:
                twin.grad = None if tensor.grad is None else tensor.grad.detach().clone()
            twin.requires_grad = tensor.requires_grad
            data = encoder.encode(twin.data.clone()) if new_data else None
            grad = [None if twin.grad is None else encoder.encode(twin.grad.clone())] if new_grad else None
            nodes.append([number, _is_parameter(tensor), twin.requires_grad, data, grad])
        return nodes

    def apply(self, number: int, change: Change) -> None:
        """Take over a change that the other side sent; makes the twin if there is none.

        Raises:
            DecodeError: a change of a tensor that is not there, or a gradient that does not fit.
        """
        twin = self._twins.get(number)
        if twin is None:
            if change.data is None or self.is_mine(number):
                raise DecodeError("a change of a parameter that was never sent")
            twin = self._enter(number, _made(change), known=True)
        elif change.data is LAZY:
            if not is_lazy(twin.tensor):
                raise DecodeError("a parameter that lost its shape")
        elif change.data is not None:
            if is_lazy(twin.tensor):
                twin.tensor.materialize(change.data.shape, dtype=change.data.dtype, device=change.data.device)
            if _alike(twin.tensor, change.data):
                twin.tensor.data.copy_(change.data)
            else:
                twin.tensor.data = change.data.clone()
            twin.data = twin.tensor.detach().clone()
        if twin.tensor.requires_grad != change.requires_grad:
            twin.tensor.requires_grad_(change.requires_grad)
        twin.requires_grad = change.requires_grad
        if change.grad is not None and not is_lazy(twin.tensor):
            value = change.grad[0]
            if value is not None and not _alike(value, twin.tensor):
                raise DecodeError("a gradient that does not fit its parameter")
            twin.tensor.grad = None if value is None else value.clone()
            twin.grad = None if value is None else value.clone()

    def _enter(self, number: int, tensor: Any, *, known: bool) -> _Twin:
        lazy = is_lazy(tensor)
        grad = None if lazy or not known or tensor.grad is None else tensor.grad.detach().clone()
        data = None if not known else LAZY if lazy else tensor.detach().clone()
        old = self._twins.get(number)
        if old is not None:
            self._numbers.pop(id(old.tensor), None)
        made = self._twins[number] = _Twin(tensor, data, grad, tensor.requires_grad)
        self._numbers[id(tensor)] = number
        return made

    def _drop(self, sign: int) -> None:
        self.drop([number for number in self._twins if number * sign > 0])


_UNKNOWN = object()


def _made(change: Change) -> Any:
    import torch

    if change.data is LAZY:
        made: Any = torch.nn.UninitializedParameter if change.is_parameter else torch.nn.UninitializedBuffer
        return made(requires_grad=change.requires_grad)
    data = change.data.clone()
    tensor = torch.nn.Parameter(data, requires_grad=False) if change.is_parameter else data
    return tensor.requires_grad_(change.requires_grad)


def is_lazy(tensor: Any) -> bool:
    """Whether ``tensor`` belongs to a lazy layer that has not seen its first input."""
    from torch.nn.parameter import is_lazy

    return bool(is_lazy(tensor))


def _alike(one: Any, other: Any) -> bool:
    return bool(one.shape == other.shape and one.dtype == other.dtype and one.device == other.device)


def _same(before: Any, now: Any) -> bool:
    import torch

    if not _alike(before, now):
        return False
    return bool(torch.equal(before, now.detach()))


def _same_grad(before: Any, now: Any) -> bool:
    if before is _UNKNOWN:
        return False
    if before is None or now is None:
        return before is None and now is None
    return _same(before, now)


def _is_parameter(tensor: Any) -> bool:
    import torch

    return isinstance(tensor, torch.nn.Parameter)

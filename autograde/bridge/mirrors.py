"""Leaf tensors with a twin on the other side: parameters and buffers.

A parameter has identity: a test lists ``net.parameters()``, runs an optimiser on them and calls ``net`` again. So the
first time a leaf is met it gets a number, the other side makes a twin, and every message carries what changed since
the last one. Changes are found by comparing with a copy, because ``p.data -= g`` leaves no other trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograde.wire.codec import DecodeError, Encoder, Node

__all__ = ["Mirrors"]


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
            new_data = twin.data is None or not _same(twin.data, tensor)
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

    def apply(self, number: int, is_parameter: bool, requires_grad: bool, data: Any, grad: list[Any] | None) -> None:
        """Take over a change that the other side sent; makes the twin if there is none.

        Raises:
            DecodeError: a change of a tensor that is not there, or a gradient that does not fit.
        """
        import torch

        twin = self._twins.get(number)
        if twin is None:
            if data is None or self.is_mine(number):
                raise DecodeError("a change of a parameter that was never sent")
            tensor = torch.nn.Parameter(data, requires_grad=False) if is_parameter else data
            tensor.requires_grad_(requires_grad)
            self._enter(number, tensor, known=True)
            twin = self._twins[number]
        elif data is not None:
            if twin.tensor.shape == data.shape and twin.tensor.dtype == data.dtype:
                twin.tensor.data.copy_(data)
            else:
                twin.tensor.data = data
        if data is not None:
            twin.data = twin.tensor.detach().clone()
        if twin.tensor.requires_grad != requires_grad:
            twin.tensor.requires_grad_(requires_grad)
        twin.requires_grad = requires_grad
        if grad is not None:
            value = grad[0]
            if value is not None and (value.shape != twin.tensor.shape or value.dtype != twin.tensor.dtype):
                raise DecodeError("a gradient that does not fit its parameter")
            twin.tensor.grad = value
            twin.grad = None if value is None else value.detach().clone()

    def _enter(self, number: int, tensor: Any, *, known: bool) -> None:
        grad = None if tensor.grad is None or not known else tensor.grad.detach().clone()
        data = tensor.detach().clone() if known else None
        old = self._twins.get(number)
        if old is not None:
            self._numbers.pop(id(old.tensor), None)
        self._twins[number] = _Twin(tensor, data, grad, tensor.requires_grad)
        self._numbers[id(tensor)] = number

    def _drop(self, sign: int) -> None:
        for number in [number for number in self._twins if number * sign > 0]:
            twin = self._twins.pop(number)
            self._numbers.pop(id(twin.tensor), None)


def _same(before: Any, now: Any) -> bool:
    import torch

    if before.shape != now.shape or before.dtype != now.dtype or before.device != now.device:
        return False
    return bool(torch.equal(before, now.detach()))


def _same_grad(before: Any, now: Any) -> bool:
    if before is None or now is None:
        return before is None and now is None
    return _same(before, now)


def _is_parameter(tensor: Any) -> bool:
    import torch

    return isinstance(tensor, torch.nn.Parameter)

"""What a call changed in its arguments: found on the side that ran it, put into place on the side that asked."""

from __future__ import annotations

from typing import Any

from autograde.wire import tensors
from autograde.wire.encoder import Encoder, Port
from autograde.wire.nodes import DecodeError, pack

__all__ = ["ArgumentChange", "Watch", "write_back"]

ArgumentChange = tuple[int, Any, list[Any] | None, bool | None]
"""Index; then, None where as before: content, [gradient], whether a leaf needs a gradient."""
_Print = tuple[bytes, tuple[bytes, ...]]


class Watch:
    """Remembers the content of a call's arguments and says which of them changed.

    Args:
        objects: the decoded table of the request: each mutable argument once, by index.
        port: decides how members that are no data are told apart.
    """

    def __init__(self, objects: list[Any], port: Port | None) -> None:
        self._objects = objects
        self._port = port
        self._known = {id(value): ["#", index] for index, value in enumerate(objects)}
        self.rebase()

    def rebase(self) -> None:
        """From here on, changes are counted from what the arguments hold now."""
        self._before = [self._print(value) for value in self._objects]
        self._grads = [_grad_print(value) for value in self._objects]
        self._flags = [_needs_grad(value) for value in self._objects]

    def arguments(self) -> list[tuple[int, Any]]:
        """Each mutable argument with its index."""
        return list(enumerate(self._objects))

    def changes(self) -> list[ArgumentChange]:
        """One for each argument that changed."""
        found: list[ArgumentChange] = []
        for index, value in enumerate(self._objects):
            content = _copy(value) if self._print(value) != self._before[index] else None
            grad: list[Any] | None = None
            if _grad_print(value) != self._grads[index]:
                grad = [None if value.grad is None else value.grad.detach().clone()]
            flag = _needs_grad(value) if _needs_grad(value) != self._flags[index] else None
            if content is not None or grad is not None or flag is not None:
                found.append((index, content, grad, flag))
        return found

    def _print(self, value: Any) -> _Print:
        encoder = Encoder(self._port)
        encoder.nodes.update({key: node for key, node in self._known.items() if key != id(value)})
        node = encoder.content(value, "", 0)
        return pack([encoder.table, node]), tuple(bytes(blob) for blob in encoder.blobs)


def _grad_print(value: Any) -> object:
    if not tensors.is_tensor(value) or not value.is_leaf or value.grad is None:
        return None
    dtype, shape, data = tensors.tensor_parts(value.grad)
    return dtype, tuple(shape), bytes(data)


def _needs_grad(value: Any) -> bool | None:
    return bool(value.requires_grad) if tensors.is_tensor(value) and value.is_leaf else None


def _copy(value: Any) -> Any:
    if tensors.is_tensor(value):
        return value.detach().clone()
    return value.copy()


def write_back(target: Any, content: Any, grad: list[Any] | None, flag: bool | None) -> None:
    """Give ``target`` the new content, gradient and need of one, in place.

    Raises:
        DecodeError: content of another kind than the target's.
    """
    if tensors.is_tensor(target):
        _write_tensor(target, content, grad, flag)
    elif content is None:
        raise DecodeError("a gradient for what is no tensor")
    elif tensors.is_array(target):
        if not tensors.is_array(content) or content.shape != target.shape:
            raise DecodeError("an array changed its shape")
        target[...] = content
    elif type(content) is not type(target):
        raise DecodeError("an argument changed its type")
    elif isinstance(target, (list, bytearray)):
        target[:] = content
    elif isinstance(target, (dict, set)):
        target.clear()
        target.update(content)
    else:
        raise DecodeError("an argument that cannot change")


def _write_tensor(target: Any, content: Any, grad: list[Any] | None, flag: bool | None) -> None:
    import torch

    if content is not None:
        if not tensors.is_tensor(content):
            raise DecodeError("a tensor changed its type")
        with torch.no_grad():
            same_device = content.device == target.device  # else it moved: `x.data = x.data.cuda()`
            if same_device and content.shape == target.shape and content.dtype == target.dtype:
                target.copy_(content)
            else:
                target.data = content
    if grad is not None:
        if grad[0] is not None and (not tensors.is_tensor(grad[0]) or grad[0].shape != target.shape):
            raise DecodeError("a gradient that does not fit")
        if grad[0] is not None and target.grad is not None and grad[0].device == target.grad.device:
            target.grad.copy_(grad[0])
        else:
            target.grad = grad[0]
    if flag is not None:
        if type(flag) is not bool or not target.is_leaf or (flag and not _differentiable(target)):
            raise DecodeError("a need of a gradient that does not fit")
        target.requires_grad_(flag)


def _differentiable(tensor: Any) -> bool:
    return bool(tensor.is_floating_point() or tensor.is_complex())

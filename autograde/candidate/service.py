"""What a test may ask of the student's code, operation by operation."""

from __future__ import annotations

import copy
from collections.abc import Callable, MutableMapping
from typing import Any

from autograde.bridge.handles import BINARY, INPLACE, UNARY
from autograde.bridge.peer import Peer

__all__ = ["Service"]

_ABSENT = object()
_RunCell = Callable[[str, str, int], dict[str, Any]]


class Service:
    """Answers requests about the names in ``namespace``.

    Args:
        namespace: the student's global names.
        execute: runs a cell: ``execute(source, key, seed) -> record``.
        examine: runs a test cell right here, for the in-kernel mode.
    """

    def __init__(self, namespace: MutableMapping[str, Any], execute: _RunCell, examine: _RunCell) -> None:
        self.namespace = namespace
        self.execute = execute
        self.examine = examine
        self.peer: Peer | None = None
        self._before_test: dict[str, Any] = {}

    def serve(self, op: str, parts: tuple[Any, ...]) -> Any:
        """Answer one request."""
        method = getattr(self, f"do_{op}", None)
        if method is None:
            raise TypeError(f"unknown request {op!r}")
        return method(*parts)

    # -- cells and names

    def do_execute(self, source: str, key: str, seed: int) -> dict[str, Any]:
        return self.execute(source, key, seed)

    def do_kernel(self, source: str, key: str, seed: int) -> dict[str, Any]:
        return self.examine(source, key, seed)

    def do_lookup(self, name: str) -> Any:
        if name not in self.namespace:
            raise NameError(f"name {name!r} is not defined", name=name)
        return self.namespace[name]

    def do_bind(self, name: str, value: Any) -> None:
        self._before_test.setdefault(name, self.namespace.get(name, _ABSENT))
        self.namespace[name] = value

    def do_unbind(self, name: str) -> None:
        if name not in self.namespace:
            raise NameError(f"name {name!r} is not defined", name=name)
        self._before_test.setdefault(name, self.namespace[name])
        del self.namespace[name]

    def do_forget(self, unused: list[int], withheld: list[int]) -> None:
        assert self.peer is not None
        for name, value in self._before_test.items():  # what a test put over the student's names goes with the test
            if value is _ABSENT:
                self.namespace.pop(name, None)
            else:
                self.namespace[name] = value
        self._before_test.clear()
        self.peer.forget_asked()
        self.peer.mirrors.forget_theirs()
        self.peer.mirrors.drop(unused)
        self.peer.mirrors.resend(withheld)

    # -- objects

    def do_call(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return target(*args, **kwargs)

    def do_method(self, target: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return getattr(target, name)(*args, **kwargs)

    def do_getattr(self, target: Any, name: str) -> Any:
        return getattr(target, name)

    def do_setattr(self, target: Any, name: str, value: Any) -> None:
        setattr(target, name, value)

    def do_delattr(self, target: Any, name: str) -> None:
        delattr(target, name)

    def do_getitem(self, target: Any, key: Any) -> Any:
        return target[key]

    def do_setitem(self, target: Any, key: Any, value: Any) -> None:
        target[key] = value

    def do_delitem(self, target: Any, key: Any) -> None:
        del target[key]

    def do_iter(self, target: Any) -> Any:
        return iter(target)

    def do_next(self, target: Any) -> tuple[Any, ...]:
        try:
            return (next(target),)
        except StopIteration:
            return ()

    def do_enter(self, target: Any) -> Any:
        return target.__enter__()

    def do_exit(self, target: Any) -> None:
        target.__exit__(None, None, None)

    def do_repr(self, target: Any) -> str:
        return repr(target)[:10_000]

    def do_copy(self, target: Any, deep: bool) -> Any:
        return copy.deepcopy(target) if deep else copy.copy(target)

    def do_binary(self, name: str, left: Any, right: Any) -> Any:
        return BINARY[name](left, right)

    def do_inplace(self, name: str, left: Any, right: Any) -> Any:
        return INPLACE[name](left, right)

    def do_unary(self, name: str, operand: Any) -> Any:
        return UNARY[name](operand)

    # -- tensors

    def do_vjp(self, number: int, grads: list[Any], create_graph: bool) -> list[Any]:
        assert self.peer is not None
        return self.peer.grafts.product(number, grads, create_graph)

    def do_refresh(self, module: Any) -> Any:
        return module

    def do_set_tensor(self, module: Any, name: str, data: Any, is_parameter: bool, requires_grad: bool) -> int:
        import torch

        assert self.peer is not None
        value = torch.nn.Parameter(data, requires_grad=requires_grad) if is_parameter else data
        setattr(module, name, value)
        return self.peer.mirrors.adopt(value)

"""``nn.Module`` objects of the other side, as real modules whose forward pass travels.

Parameters and buffers are mirrored, so ``parameters()``, ``state_dict()``, optimisers, initialisers and gradient
clipping are torch's own code on this side. Children are such modules again.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograde.bridge.faults import WrongKind
from autograde.wire.encoder import Encoder
from autograde.wire.nodes import DecodeError, Node

if TYPE_CHECKING:
    from autograde.bridge.peer import Peer
    from autograde.bridge.port import InPort

__all__ = ["TRAVELLING", "build", "describe", "is_module", "remote_number"]

TRAVELLING = ("to", "double", "float", "half", "bfloat16", "cpu", "cuda", "requires_grad_", "train")
"""Methods that run where the module lives."""


def is_module(value: object) -> bool:
    """Whether ``value`` is a torch module; False without importing torch."""
    import sys

    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.nn.Module)


def remote_number(value: object) -> tuple[Any, int] | None:
    """``(peer, number)`` if ``value`` stands for a module of the other side."""
    state = getattr(value, "__dict__", {})
    if "_ag_peer" in state:
        return state["_ag_peer"], state["_ag_number"]
    return None


def describe(module: Any, peer: Peer, encoder: Encoder) -> Node:
    """The node of one of our modules: its number, class, and everything beneath it."""
    number = peer.exports.give(module)
    kind = type(module)
    standard = next((base.__qualname__ for base in kind.__mro__ if _is_standard(base)), "Module")
    owner = 0 if _is_standard(kind) else peer.exports.number(kind)

    def mirrored(items: dict[str, Any]) -> list[Node]:
        return [[name, None if item is None else ["m", peer.mirrors.adopt(item)]] for name, item in items.items()]

    children = [
        [name, None if child is None else describe(child, peer, encoder)] for name, child in module._modules.items()
    ]
    return [
        "M", number, kind.__name__, owner, standard, bool(module.training),
        mirrored(module._parameters), mirrored(module._buffers), children,
    ]  # fmt: skip


def build(node: list[Node], port: InPort) -> Any:
    """The module that stands for such a node; the same one each time, brought up to date."""
    _, number, name, owner, standard, training, parameters, buffers, children = node
    if type(number) is not int or type(owner) is not int or not isinstance(name, str):
        raise DecodeError("a malformed module")
    peer = port.peer
    module = peer.proxies.get(number)
    if module is None:
        module = _remote_class(name if name.isidentifier() else "Module", _standard_class(standard))(peer, number)
        peer.proxies[number] = module
    elif not is_module(module):
        raise DecodeError("a module that was something else before")
    state = module.__dict__
    state["_ag_class"], state["training"] = owner, bool(training)
    find = peer.mirrors.find
    state["_parameters"] = {key: None if item is None else find(item[1]) for key, item in parameters}
    state["_buffers"] = {key: None if item is None else find(item[1]) for key, item in buffers}
    state["_modules"] = {key: None if child is None else build(child, port) for key, child in children}
    return module


def _is_standard(kind: type) -> bool:
    return kind.__module__.startswith("torch.nn.modules")


def _standard_class(name: str) -> type:
    import torch

    kind = getattr(torch.nn, name, None) if isinstance(name, str) else None
    if not (isinstance(kind, type) and issubclass(kind, torch.nn.Module) and _is_standard(kind)):
        kind = torch.nn.Module
    return kind


@functools.lru_cache(maxsize=500)
def _remote_class(name: str, standard: type) -> type:
    return type(name, (_mixin(), standard), {})


@functools.cache
def _mixin() -> type:
    import torch

    class RemoteModule(torch.nn.Module):
        """A module of the other side."""

        _is_replica = False  # zero_grad asks for it, and a module of the test answers no such question

        def __init__(self, peer: Peer, number: int) -> None:
            torch.nn.Module.__init__(self)
            self.__dict__["_ag_peer"], self.__dict__["_ag_number"] = peer, number

        def __del__(self) -> None:
            peer = self.__dict__.get("_ag_peer")
            if peer is not None:
                peer.released_handles.append(self.__dict__["_ag_number"])

        def forward(self, *args: Any, **kwargs: Any) -> Any:
            return self._ag_peer.ask("call", self, args, kwargs)

        def extra_repr(self) -> str:
            return "of the submission"

        def register_forward_hook(self, hook: Callable[..., Any], **options: Any) -> Any:
            return self._ag_peer.ask("method", self, "register_forward_hook", (hook,), options)

        def register_forward_pre_hook(self, hook: Callable[..., Any], **options: Any) -> Any:
            return self._ag_peer.ask("method", self, "register_forward_pre_hook", (hook,), options)

        def eval(self) -> Any:
            return self.train(False)

        def __getattr__(self, name: str) -> Any:
            try:
                return super().__getattr__(name)
            except AttributeError:
                if name.startswith("__"):
                    raise
            return self._ag_peer.ask("getattr", self, name)

        def __setattr__(self, name: str, value: Any) -> None:
            if name in self.__dict__ and name.startswith("_"):
                self.__dict__[name] = value
                return
            if isinstance(value, torch.Tensor) and self._ag_peer.mirrors.number(value) is None:
                _send_parameter(self, name, value)
                return
            self._ag_peer.ask("setattr", self, name, value)
            self._ag_peer.ask("refresh", self)

        def __delattr__(self, name: str) -> None:
            self._ag_peer.ask("delattr", self, name)
            self._ag_peer.ask("refresh", self)

        def __deepcopy__(self, memo: Any) -> Any:
            return self._ag_peer.ask("copy", self, True)

        def __copy__(self) -> Any:
            return self._ag_peer.ask("copy", self, False)

        def __reduce_ex__(self, protocol: Any) -> Any:
            raise TypeError("a module of the submission cannot be pickled: save its state_dict() instead")

    def travelling(name: str) -> Callable[..., Any]:
        def method(self: Any, *args: Any, **kwargs: Any) -> Any:
            self._ag_peer.ask("method", self, name, args, kwargs)
            self._ag_peer.ask("refresh", self)
            return self

        return method

    for name in TRAVELLING:
        setattr(RemoteModule, name, travelling(name))
    return RemoteModule


def _send_parameter(module: Any, name: str, value: Any) -> None:
    """Give the other side's module a parameter whose twin here is ``value`` itself."""
    import torch

    peer = module._ag_peer
    is_parameter = isinstance(value, torch.nn.Parameter)
    number = peer.ask("set_tensor", module, name, value.detach().clone(), is_parameter, value.requires_grad)
    if type(number) is not int or peer.mirrors.is_mine(number) or peer.mirrors.known(number) is None:
        raise WrongKind(f"the module did not take the parameter {name}")
    peer.mirrors.bind(number, value)
    (module._parameters if is_parameter else module._buffers)[name] = value

"""Results with gradients: the graph stays where it was built, and grows on from where the result arrives.

The sender walks from each result to the leaves of its graph. The receiver makes the results the outputs of one
autograd function whose inputs are its own twins of those leaves; the backward pass of that function asks the sender
for the vector-Jacobian product. When a graph of the backward pass itself is wanted (``create_graph``), the answer is
again such a function, so second and higher derivatives work.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from autograde.wire.nodes import Node

if TYPE_CHECKING:
    from autograde.bridge.peer import Peer

__all__ = ["Grafts", "leaves_of", "plant"]


def leaves_of(results: Sequence[Any]) -> list[Any]:
    """The leaf tensors that require a gradient, beneath the graphs of ``results``."""
    found: list[Any] = []
    seen: set[Any] = set()
    queue = [result.grad_fn for result in results if result.grad_fn is not None]
    while queue:
        node = queue.pop()
        if node in seen:
            continue
        seen.add(node)
        variable = getattr(node, "variable", None)
        if variable is not None:
            found.append(variable)
        queue += [parent for parent, _ in node.next_functions if parent is not None and parent not in seen]
    return found


class Token:
    """Held by a backward node; tells the other side when its graph may go."""

    def __init__(self, peer: Peer, number: int) -> None:
        self.peer, self.number = peer, number

    def __del__(self) -> None:
        self.peer.grafts.released.append(self.number)


@functools.cache
def _function() -> Any:
    import torch

    class RemoteGraph(torch.autograd.Function):
        """The other side's graph as one node of ours."""

        @staticmethod
        def forward(ctx: Any, peer: Peer, number: int, results: list[Any], *leaves: Any) -> Any:
            ctx.set_materialize_grads(False)
            ctx.token = Token(peer, number)
            # saved only so that a second backward pass fails as torch's own nodes do
            ctx.save_for_backward(torch.empty(0))
            return tuple(results)

        @staticmethod
        def backward(ctx: Any, *grads: Any) -> Any:
            _ = ctx.saved_tensors
            token: Token = ctx.token
            products = token.peer.ask("vjp", token.number, list(grads), torch.is_grad_enabled())
            return None, None, None, *products

    return RemoteGraph


def plant(peer: Peer, number: int, results: list[Any], leaves: list[Any]) -> tuple[Any, ...]:
    """``results`` as outputs of the other side's graph ``number`` over this side's ``leaves``."""
    import torch

    with torch.enable_grad():
        planted: tuple[Any, ...] = _function().apply(peer, number, results, *leaves)
    return planted


class Grafts:
    """The graphs beneath results that this end has sent; held until the other side lets them go."""

    def __init__(self) -> None:
        self.released: list[int] = []
        """Numbers of the other side's graphs that nothing here needs any more."""
        self._graphs: dict[int, tuple[list[Any], list[Any]]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._graphs)

    def add(self, results: list[Any], leaves: list[Any]) -> int:
        """The number of the graph from ``leaves`` to ``results``."""
        self._next += 1
        self._graphs[self._next] = (results, leaves)
        return self._next

    def product(self, number: Node, grads: list[Any], create_graph: bool) -> list[Any]:
        """The vector-Jacobian product of one of our graphs.

        Raises:
            RuntimeError: the graph is gone.
        """
        if number not in self._graphs:
            raise RuntimeError("the graph of this result is gone")
        results, leaves = self._graphs[number]
        return _product(results, leaves, grads, create_graph)

    def release(self, number: Node) -> None:
        """Let go of a graph that the other side no longer needs."""
        self._graphs.pop(number, None)

    def clear(self) -> None:
        """Let go of all graphs; their numbers are not given again."""
        self._graphs.clear()


def _product(results: Sequence[Any], leaves: Sequence[Any], grads: Sequence[Any], create_graph: bool) -> list[Any]:
    """The vector-Jacobian product of ``grads`` with the graph from ``leaves`` to ``results``."""
    import torch

    used = [(result, grad) for result, grad in zip(results, grads, strict=True) if grad is not None]
    if not used:
        return [None] * len(leaves)
    with torch.set_grad_enabled(create_graph):
        return list(
            torch.autograd.grad(
                [result for result, _ in used],
                list(leaves),
                [grad for _, grad in used],
                retain_graph=True,
                create_graph=create_graph,
                allow_unused=True,
            )
        )

"""What may come over the wire: asked by a :class:`~autograde.bridge.peer.Peer` at each point where something does."""

from __future__ import annotations

from typing import Any, Protocol

__all__ = ["Gate", "OpenGate"]


class Gate(Protocol):
    """Decides what may come over the wire; the examiner's is its contract with the reference."""

    def enter(self, op: str, parts: tuple[Any, ...]) -> object:
        """Called before a request leaves; the answer names the place and is given back to the other methods.

        Raises:
            WrongKind: this operation has no business here.
        """

    def admit(self, place: object, kinds: set[str], value: Any) -> Any:
        """Called with each decoded answer and the kinds of handles in it; the value to go on with."""

    def may_write(self, place: object, path: str) -> bool:
        """Whether a change is taken over: of the argument at ``path``, or of a mirrored tensor.

        ``"<path> emptied"`` asks whether the argument may now hold tensors or arrays without elements.

        For the latter ``path`` is ``"ours <aspect>"`` or ``"theirs <aspect>"`` with the aspects of
        :func:`autograde.bridge.mirrors.aspects`, or ``"module"`` for a method that changes a module of ours.
        """

    def may_live(self, place: object) -> bool:
        """Whether a leaf tensor in the answer stays tied to the other side's, which may go on changing it."""


class OpenGate:
    """Lets everything through."""

    def enter(self, op: str, parts: tuple[Any, ...]) -> object:
        """See :class:`Gate`."""
        return None

    def admit(self, place: object, kinds: set[str], value: Any) -> Any:
        """See :class:`Gate`."""
        return value

    def may_write(self, place: object, path: str) -> bool:
        """See :class:`Gate`."""
        return True

    def may_live(self, place: object) -> bool:
        """See :class:`Gate`."""
        return True

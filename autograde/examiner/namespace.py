"""The global names of test cells: the examiner's own, and behind some of them the candidate's."""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Iterable
from typing import Any

from autograde.bridge.peer import Peer
from autograde.wire.nodes import EncodeError

__all__ = ["ExaminerNamespace"]


class ExaminerNamespace(dict[str, Any]):
    """A dict that looks some names up in the candidate, each time they are used.

    Functions defined in a test see it as their globals, so the rule holds inside them, too. What a test assigns to a
    name of the candidate's is written through where the candidate's functions need it (a function, or a global that
    the solution's functions read), and from then on the test reads its own value: were it to read it back, the
    candidate could choose it.
    """

    def __init__(self, peer: Peer) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins, __doc__=None)
        self._peer = peer
        self._theirs: frozenset[str] = frozenset()
        self._written: frozenset[str] = frozenset()
        self._own: set[str] = set()

    def begin(self, candidate_names: Iterable[str], written: Iterable[str] = ()) -> None:
        """A test begins whose names in ``candidate_names`` are the candidate's; ``written``: those handed over."""
        self._theirs, self._written = frozenset(candidate_names), frozenset(written)
        for name in self._theirs:
            self.pop(name, None)

    def end(self) -> None:
        """The test is over: what it put over the candidate's names goes."""
        for name in self._own:
            super().pop(name, None)
        self._own.clear()
        self._theirs = frozenset()

    def __getitem__(self, name: str) -> Any:
        if name in self._theirs and name not in self._own:
            return self._peer.ask("lookup", name)
        return super().__getitem__(name)

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        if name in self._theirs:
            self._own.add(name)
            if name in self._written or callable(value):
                with contextlib.suppress(EncodeError):  # what cannot travel stays the test's own
                    self._peer.ask("bind", name, value)

    def __delitem__(self, name: str) -> None:
        if name in self._theirs:
            self._own.discard(name)
            super().pop(name, None)
            self._peer.ask("unbind", name)
        else:
            super().__delitem__(name)

    def __contains__(self, name: object) -> bool:
        if isinstance(name, str) and name in self._theirs and name not in self._own:
            try:
                self._peer.ask("lookup", name)
            except NameError:
                return False
            return True
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """As for a dict."""
        return self[name] if name in self else default  # noqa: SIM401 - get() is this very method

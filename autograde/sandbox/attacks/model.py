"""What an attack is."""

from __future__ import annotations

import inspect
import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Attack", "Outcome", "attack", "program"]

_PRELUDE = """
import contextlib, ctypes, errno, fcntl, json, os, resource, signal, socket, stat, subprocess, sys, threading, time
from typing import Any
"""
_CLOSING = """
_host = json.loads({host!r})
ctypes.CDLL(None).prctl(15, _host["mark"].encode(), 0, 0, 0)  # the name by which all it starts is looked for
try:
    _found = {name}(_host)
except (OSError, MemoryError):
    _found = None
print("@@" + json.dumps(_found))
"""


@dataclass(frozen=True)
class Attack:
    """One attempt at one wall."""

    name: str
    run: Callable[[dict[str, Any]], object]
    """Gets what there is to find on the machine (:class:`autograde.sandbox.attacks.bait.Bait`) and returns what it
    achieved. ``OSError`` and ``MemoryError`` mean that it was refused."""
    remedy: str
    """What to do where the wall does not hold."""
    victim: Callable[[dict[str, Any]], object] | None = None
    """What another student's code, which is there in every attack, does before."""
    ended: bool = False
    """Whether it is to end with the attacker's process ended."""
    may_end: bool = False
    """Whether that is as good as being refused."""
    memory_mb: int = 2000


@dataclass(frozen=True)
class Outcome:
    """How an attack went; ``achieved`` is empty where every wall held."""

    name: str
    achieved: str
    remedy: str

    @property
    def held(self) -> bool:
        """Whether nothing was achieved."""
        return not self.achieved


LANDLOCK = "use a kernel from 6.10 on that has Landlock switched on"
BUBBLEWRAP = "install Debian's own bubblewrap, 0.8 or newer, and leave out other programs of that name in PATH"


def attack(
    name: str,
    remedy: str = BUBBLEWRAP,
    *,
    victim: Callable[[dict[str, Any]], object] | None = None,
    ended: bool = False,
    may_end: bool = False,
    memory_mb: int = 2000,
) -> Callable[[Callable[[dict[str, Any]], object]], Attack]:
    """Makes an :class:`Attack` of a function."""
    return lambda run: Attack(name, run, remedy, victim, ended, may_end, memory_mb)


def program(run: Callable[[dict[str, Any]], object], host: dict[str, Any]) -> str:
    """The text of a cell that runs the function and prints, after ``@@``, what it returned."""
    source = textwrap.dedent(inspect.getsource(run))
    source = source[source.index(f"def {run.__name__}(") :]
    return _PRELUDE + source + _CLOSING.format(name=run.__name__, host=json.dumps(host))

"""Runs attacks as a student's code, and looks from outside at what they left behind."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from typing import Any

from autograde.errors import GraderFault
from autograde.limits import Limits
from autograde.pair import Pair, Unanswered
from autograde.process import Launcher
from autograde.sandbox.attacks import bombs, others, reach, rights
from autograde.sandbox.attacks.bait import bait
from autograde.sandbox.attacks.model import Attack, Outcome, program

__all__ = ["ATTACKS", "Room", "Street", "attack_all", "conduct"]

ATTACKS: tuple[Attack, ...] = (*reach.ATTACKS, *others.ATTACKS, *rights.ATTACKS, *bombs.ATTACKS)
PATIENCE_S = 30.0


class Room:
    """A candidate and its examiner, without a notebook."""

    def __init__(self, launcher: Launcher, limits: Limits | None = None) -> None:
        self._pair = Pair(launcher, limits or Limits(), {})
        self._pair.command("begin", PATIENCE_S, tests={}, setups={}, texts=[], contract={}, reply_bytes=1 << 24)

    def say(self, code: str, timeout_s: float = PATIENCE_S) -> tuple[str, dict[str, Any]]:
        """Run ``code`` as a cell: what it printed, and the whole reply."""
        reply, _ = self._pair.command("execute", timeout_s, source=code, key="cell", seed=1)
        outputs = [entry for entry in reply.get("outputs") or () if isinstance(entry, dict)]
        return "".join(str(entry.get("text", "")) for entry in outputs), reply

    def ending(self) -> str:
        """How its process ended."""
        return self._pair.candidate.ending()

    def close(self) -> None:
        """End both processes."""
        self._pair.close()


def attack_all(launcher: Callable[[], Launcher], advance: Callable[[Outcome], None] = lambda outcome: None) -> None:
    """Every attack, one after the other.

    Args:
        launcher: called when the secrets are in the environment.
    """
    with bait() as host:
        street = Street(launcher())
        try:
            for attack in ATTACKS:
                advance(conduct(attack, street, host))
        finally:
            street.close()


class Street:
    """Where attackers move in, and a neighbour stays as long as nothing happened to it."""

    def __init__(self, launcher: Launcher) -> None:
        self.launcher = launcher
        self._victim: Room | None = None

    def victim(self) -> Room:
        """The neighbour."""
        if self._victim is None:
            self._victim = Room(self.launcher)
        return self._victim

    def close(self) -> None:
        """The neighbour moves out."""
        if self._victim is not None:
            self._victim.close()
            self._victim = None


def conduct(attack: Attack, street: Street, host: dict[str, Any]) -> Outcome:
    """One attack, with a neighbour."""
    achieved = "stopped half-way"
    try:
        achieved = _tried(attack, street, host)
    finally:
        if achieved or attack.victim is not None:
            street.close()
    return Outcome(attack.name, achieved[:300], attack.remedy)


def _tried(attack: Attack, street: Street, host: dict[str, Any]) -> str:
    victim = street.victim()
    if attack.victim is not None and not _found(victim.say(program(attack.victim, host))[0]):
        return "not tried: the other student's code could not run"
    before = _processes()
    room = Room(street.launcher, Limits(memory_mb=attack.memory_mb))
    try:
        achieved = _achieved(attack, room, host)
    finally:
        room.close()
    return achieved or _harm(victim, host, before)


def _achieved(attack: Attack, room: Room, host: dict[str, Any]) -> str:
    try:
        text, reply = room.say(program(attack.run, host))
    except Unanswered:
        return "the process does not answer any more"
    except GraderFault as error:
        return str(error)
    if reply.get("lost"):
        return "" if attack.ended or attack.may_end else f"its process ended ({room.ending()})"
    if "@@" not in text:
        return f"the attack itself failed: {reply.get('fault')}"
    found = _found(text)
    if found:
        return found if isinstance(found, str) else json.dumps(found)
    return "its process was not ended" if attack.ended else ""


def _found(text: str) -> object:
    """What the program of an attack printed at its end."""
    result = text.partition("@@")[2]
    return json.loads(result.splitlines()[0]) if result else None


def _harm(victim: Room, host: dict[str, Any], before: set[int]) -> str:
    """What the attack did to others: the neighbour, and what runs on the machine."""
    try:
        if victim.say("print(6 * 7)")[0].strip() != "42":
            return "another student's process was disturbed"
    except (Unanswered, GraderFault):
        return "another student's process was ended"
    left = [number for number in _processes() - before if _name(number) == host["mark"]]
    return f"{len(left)} processes are left behind" if left else ""


def _processes() -> set[int]:
    return {int(name) for name in os.listdir("/proc") if name.isdigit()}


def _name(number: int) -> str:
    with contextlib.suppress(OSError), open(f"/proc/{number}/comm", encoding="utf-8", errors="replace") as stream:
        return stream.read().strip()
    return ""

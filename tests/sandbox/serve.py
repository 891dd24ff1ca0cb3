"""A grader in a process of its own, for tests: one JSON line in, one out. Started by :mod:`tests.sandbox.grader`."""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from autograde.errors import GraderFault
from autograde.launch import WarmLauncher
from autograde.limits import Limits
from autograde.pair import Unanswered
from autograde.sandbox.attacks.bait import bait
from autograde.sandbox.attacks.conduct import ATTACKS, Room, Street, conduct
from autograde.sandbox.prepare import tier_of
from autograde.sandbox.probe import tried

HEAVY = ("torch", "numpy", "matplotlib.pyplot")


class Server:
    """Launchers, and rooms by their names."""

    def __init__(self, walls: str, host: dict[str, Any]) -> None:
        self.walls, self.host = walls, host
        self.launchers = {False: WarmLauncher((), walls), True: WarmLauncher(HEAVY, walls)}
        self.street = Street(self.launchers[False])
        self.rooms: dict[str, Room] = {}

    def do_attack(self, name: str) -> dict[str, Any]:
        (attack,) = [entry for entry in ATTACKS if entry.name == name]
        outcome = conduct(attack, self.street, self.host)
        return {"held": outcome.held, "achieved": outcome.achieved}

    def do_enter(self, room: str, heavy: bool = False, memory_mb: int = 4096, in_thread: bool = False) -> None:
        def enter() -> None:
            self.rooms[room] = Room(self.launchers[heavy], Limits(memory_mb=memory_mb))
            self.rooms[room].say("pass")  # until then its process may still be on the way behind its walls

        if not in_thread:
            return enter()
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()

    def do_say(self, room: str, code: str, timeout_s: float = 60.0) -> dict[str, Any]:
        try:
            text, reply = self.rooms[room].say(code, timeout_s)
        except Unanswered:
            return {"text": "", "lost": "unanswered"}
        except GraderFault as error:
            return {"text": "", "lost": str(error)}
        kinds = [kind for output in reply.get("outputs") or () for kind in output.get("data", {})]
        return {"text": text, "kinds": kinds, **{name: reply.get(name) for name in ("status", "lost", "fault")}}

    def do_ending(self, room: str) -> str:
        return self.rooms[room].ending()

    def do_signal(self, room: str) -> None:
        self.rooms[room]._pair.candidate.interrupt()

    def do_leave(self, room: str) -> None:
        self.rooms.pop(room).close()

    def do_parents(self) -> dict[str, int]:
        return {
            f"{role} {'heavy' if heavy else 'light'}": parent._process.pid
            for heavy, launcher in self.launchers.items()
            for role, parent in launcher._parents.items()
        }

    def do_close(self) -> None:
        self.street.close()
        for room in list(self.rooms):
            self.do_leave(room)
        for launcher in self.launchers.values():
            launcher.close()


def main(walls: str) -> None:
    """Answer until the input ends."""
    why = "" if walls == "none" else tried(tier_of(walls).key)
    print(json.dumps({"why": why}), flush=True)
    if why:
        return
    with bait() as host:
        server = Server(walls, host)
        for line in sys.stdin:
            order = json.loads(line)
            print(json.dumps(getattr(server, f"do_{order.pop('do')}")(**order)), flush=True)
        server.do_close()


if __name__ == "__main__":
    main(sys.argv[1])

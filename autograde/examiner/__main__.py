"""Entry point of the examiner process: ``python -m autograde.examiner WIRE CONTROL``.

WIRE leads to the candidate, CONTROL to the grader, which sends one command at a time: ``begin``, ``execute``, ``test``.
"""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from autograde.bridge.faults import Interrupted
from autograde.bridge.messages import PeerLost
from autograde.bridge.modules import TRAVELLING, is_module
from autograde.bridge.peer import Peer
from autograde.examiner.bounded import bounded
from autograde.examiner.contract import ContractGate
from autograde.examiner.runner import Runner, TestPlan
from autograde.wire.frames import Channel, ChannelClosed, FrameLimits
from autograde.wire.nodes import pack, unpack

__all__ = ["Examiner", "main"]

_MEMORY = 4 << 30
CONTROL_LIMITS = FrameLimits(structure_bytes=256 << 20, blobs=0, total_bytes=256 << 20)


class Examiner:
    """Obeys the grader's commands."""

    def __init__(self, wire: socket.socket) -> None:
        self.wire = wire
        self.peer: Peer | None = None
        self.runner: Runner | None = None

    def obey(self, command: dict[str, Any]) -> dict[str, Any]:
        """Carry out one command; the reply as plain data."""
        method = getattr(self, f"do_{command.pop('command')}")
        reply: dict[str, Any] = method(**command)
        return reply

    def do_begin(
        self,
        tests: dict[str, dict[str, Any]],
        setups: dict[str, list[Any]],
        texts: list[str],
        contract: Any,
        reply_bytes: int,
    ) -> dict[str, Any]:
        """A notebook begins."""
        _limit_memory(reply_bytes)
        gate = ContractGate(contract)
        channel = Channel(self.wire, FrameLimits(total_bytes=reply_bytes))
        self.peer = Peer(channel, self._serve, gate=gate, sign=-1, shares_libraries=True)
        plans = {grade_id: TestPlan(**plan) for grade_id, plan in tests.items()}
        sources = {key: (text, seed) for key, (text, seed) in setups.items()}
        self.runner = Runner(self.peer, gate, plans, sources, texts)
        return {}

    def do_execute(self, source: str, key: str, seed: int) -> dict[str, Any]:
        """Have the candidate run a cell."""
        return self._ask("execute", source, key, seed)

    def do_kernel(self, source: str, grade_id: str, seed: int) -> dict[str, Any]:
        """Have the candidate run a test cell itself (in-kernel mode)."""
        return self._ask("kernel", source, grade_id, seed)

    def do_test(self, grade_id: str) -> dict[str, Any]:
        """Run a test cell."""
        assert self.runner is not None
        return self.runner.run(grade_id)

    def do_contract(self) -> dict[str, Any]:
        """What was recorded so far."""
        assert self.runner is not None
        return {"contract": self.runner.contract}

    def _ask(self, op: str, *parts: Any) -> dict[str, Any]:
        assert self.peer is not None
        try:
            record = self.peer.ask(op, *parts)
        except PeerLost as error:
            return {"status": "lost", "lost": str(error)}
        except Interrupted:
            return {"status": "interrupted", "lost": ""}
        except Exception as error:
            return {"status": "error", "lost": "", "fault": [type(error).__name__, str(error)[:500], "", 0]}
        return {**bounded(record), "lost": ""} if isinstance(record, dict) else {"status": "error", "lost": ""}

    def _serve(self, op: str, parts: tuple[Any, ...]) -> Any:
        """What the candidate may ask, and only while it is being asked: functions that the test passed in."""
        assert self.peer is not None
        if op == "vjp":
            return self.peer.grafts.product(*parts)
        target: Any = parts[0] if parts else None
        if not self.peer.exports.may_be_used(target):
            raise TypeError("only what the test passed in can be called")
        if op == "call":
            return target(*parts[1], **parts[2])
        if op == "next":
            try:
                return (next(target),)
            except StopIteration:
                return ()
        if op == "method" and is_module(target) and parts[1] in TRAVELLING:
            if parts[1] != "train" and not self.peer.gate.may_write(self.peer.is_served_at(), "module"):
                raise TypeError(f"the test's module is not to be changed with {parts[1]}()")
            return getattr(target, parts[1])(*parts[2], **parts[3])
        if op == "refresh" and is_module(target):
            return target
        raise TypeError(f"a function of the test can be called, and nothing else ({op})")


def _limit_memory(reply_bytes: int) -> None:
    """What a test makes of the student's values (a list of a huge range) must not take the machine down."""
    if os.environ.get("CUDA_VISIBLE_DEVICES"):
        return  # CUDA reserves far more addresses than memory
    try:
        import resource
    except ImportError:  # not on Windows, where only `autograde check` runs
        return
    limit = _MEMORY + 16 * reply_bytes
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def main(argv: list[str]) -> None:
    """Obey until the grader hangs up."""
    wire, control = (socket.socket(fileno=int(number)) for number in argv[1:3])
    wire.set_inheritable(False)
    control.set_inheritable(False)
    sys.path.insert(0, "")  # modules that come with the assignment
    examiner, channel = Examiner(wire), Channel(control, CONTROL_LIMITS)
    reply = None
    while True:
        try:
            if reply is not None:
                channel.send(reply)
            structure, _ = channel.receive()
        except ChannelClosed:
            os._exit(0)  # nobody is left who would want to know
        reply = pack(_plain(examiner.obey(unpack(structure))))


def _plain(value: Any) -> Any:
    """``value`` reduced to what the control channel carries; candidates' records may hold anything."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (bool, float)) or (isinstance(value, int) and abs(value) < 2**63):
        return value
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else type(value).__name__


if __name__ == "__main__":
    main(sys.argv)

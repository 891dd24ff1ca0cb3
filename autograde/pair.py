"""A candidate and an examiner at work on one notebook of one submission."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import time
from collections.abc import Mapping
from typing import Any

from autograde.devices import HOST_MB
from autograde.errors import GraderFault
from autograde.examiner_plan import NotebookPlan
from autograde.limits import Limits
from autograde.options import Options
from autograde.process import Child, Job, Launcher
from autograde.rebuild import Step
from autograde.wire.frames import Channel, ChannelClosed, ChannelTimeout, FrameLimits, MalformedFrame
from autograde.wire.nodes import DecodeError, pack, unpack

__all__ = ["Pair", "Unanswered", "run_test"]

_LONGEST_S = 2_000_000.0
GRACE_S = 1.0
"""How long an interrupted process has to come back before it is killed."""


class Unanswered(Exception):
    """A command was not answered in time, interrupt and all; both processes are gone."""


class Pair:
    """Starts both processes, sends the examiner commands, and ends both.

    Args:
        files: the assignment's support files, put into both working folders.
        gpu: the GPU that both may use, see :class:`autograde.process.Job`.
    """

    def __init__(self, launcher: Launcher, limits: Limits, files: Mapping[str, bytes], gpu: str = "") -> None:
        self._limits = limits
        self._gpu = gpu
        self._children: list[Child] = []
        try:
            self._control = self._start(launcher, files)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Pair:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self, launcher: Launcher, files: Mapping[str, bytes]) -> Channel:
        ours, control = socket.socketpair()
        candidate_wire, examiner_wire = socket.socketpair()
        extra = HOST_MB if self._gpu else 0
        job = Job(files, self._limits.memory_mb + extra, self._limits, self._gpu)
        # the examiner holds what the candidate sends besides its own values, and is limited by itself, too
        memory_mb = 2 * self._limits.memory_mb + 2 * self._limits.reply_mb + extra
        own = Job(files, memory_mb, Limits(cpu_s=self._limits.cpu_s), self._gpu)
        settings = {name: getattr(self._limits, name) for name in ("output_kb", "reply_mb", "cpu_s")}
        settings["memory_mb"] = job.memory_mb
        if self._gpu:
            settings["gpu_memory_mb"] = self._limits.gpu_memory_mb
        with contextlib.ExitStack() as failed, control, candidate_wire, examiner_wire:
            failed.callback(ours.close)
            self.candidate = launcher.start(
                "candidate",
                [str(candidate_wire.fileno()), json.dumps(settings)],
                [candidate_wire.fileno()],
                job,
            )
            self._children.append(self.candidate)
            numbers = [examiner_wire.fileno(), control.fileno()]
            self.examiner = launcher.start("examiner", [str(n) for n in numbers], numbers, own)
            self._children.append(self.examiner)
            failed.pop_all()
        return Channel(ours, FrameLimits(structure_bytes=256 << 20, blobs=0))

    def command(self, name: str, timeout_s: float, **fields: Any) -> tuple[dict[str, Any], bool]:
        """Send a command to the examiner and wait for its reply.

        Returns:
            The reply, and whether the candidate had to be interrupted to get it.

        Raises:
            Unanswered: not even after the interrupt.
            GraderFault: the examiner itself is gone.
        """
        try:
            self._control.send(pack({"command": name, **fields}))
            interrupted = False
            if not self._wait(timeout_s):
                interrupted = True
                self.candidate.interrupt()
                if not self._wait(GRACE_S):
                    raise Unanswered
            structure, _ = self._control.receive(time.monotonic() + 10)
            reply = unpack(structure)
        except ChannelTimeout as error:
            raise Unanswered from error
        except (ChannelClosed, MalformedFrame, DecodeError) as error:
            raise GraderFault(f"the examiner ended ({self.examiner.ending()})") from error
        if not isinstance(reply, dict):
            raise GraderFault("the examiner sent no reply")
        return reply, interrupted

    def _wait(self, timeout_s: float) -> bool:
        answer = select.poll()  # select() knows no descriptor beyond 1,023
        answer.register(self._control.fileno(), select.POLLIN)
        return bool(answer.poll(1000 * min(max(0.0, timeout_s), _LONGEST_S)))

    def close(self) -> None:
        """End both processes and remove their folders."""
        for child in self._children:
            child.kill()
        if hasattr(self, "_control"):
            self._control.close()


def run_test(
    pair: Pair, step: Step, plan: NotebookPlan, options: Options, timeout_s: float
) -> tuple[dict[str, Any], bool]:
    """Run a test cell in the mode that the options name; see :meth:`Pair.command`."""
    if options.tests == "in-kernel":
        seed = plan.tests[step.key]["seed"]
        return pair.command("kernel", timeout_s, source=step.source, grade_id=step.key, seed=seed)
    return pair.command("test", timeout_s, grade_id=step.key)

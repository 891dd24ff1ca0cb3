"""Entry point of the candidate process: ``python -m autograde.candidate FD SETTINGS``.

FD is one end of the wire to the examiner, SETTINGS a JSON object with the limits. Nothing else is passed in.
"""

from __future__ import annotations

import json
import linecache
import math
import os
import signal
import socket
import sys
from typing import Any

from autograde.bridge.faults import encode_fault
from autograde.bridge.peer import Peer
from autograde.bridge.surroundings import apply_surroundings, seed_everything
from autograde.candidate.gpu import limit_gpu_memory
from autograde.candidate.output import BoundedText, Outputs
from autograde.candidate.service import Service
from autograde.candidate.shell import make_shell
from autograde.wire.encoder import Encoder
from autograde.wire.frames import Channel, FrameLimits

__all__ = ["Candidate", "main"]


class Candidate:
    """The student's process: a shell, and a peer that answers for it.

    Args:
        wire: the socket to the examiner.
        output_bytes: printed output that is kept per cell.
        reply_bytes: the largest message taken in.
    """

    def __init__(self, wire: socket.socket, output_bytes: int, reply_bytes: int) -> None:
        self.output_bytes = output_bytes
        self.streams = BoundedText("stdout"), BoundedText("stderr")
        sys.stdout, sys.stderr = self.streams
        self.shell = make_shell()
        # held here, because the student's code may put something else in their place
        self.shown: tuple[Any, ...] = (self.shell.display_pub, self.shell.displayhook)
        self.compiler = self.shell.compile
        self.busy = False
        self.texts: list[str] = []
        service = Service(self.shell.user_ns, self.execute, self.examine)
        self.peer = Peer(
            Channel(wire, FrameLimits(total_bytes=reply_bytes)), self._busy(service), sign=1, shares_libraries=False
        )
        service.peer = self.peer
        self.peer.on_surroundings = apply_surroundings
        self.peer.take_output = self.take_output
        self._printed()

    def execute(self, source: str, key: str, seed: int) -> dict[str, Any]:
        """Run one cell and say how it went: ``status`` (ok, error, interrupted), ``outputs``, ``truncated``."""
        outputs = Outputs(self.output_bytes)
        self._direct(outputs)
        seed_everything(seed)
        self.texts.append(source)
        name = f"<cell {key}>"
        # tracebacks name the cell, not a temporary file
        self.compiler.get_code_name = lambda *_: name  # type: ignore[method-assign]
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        status, fault = "ok", None
        try:
            result = self.shell.run(source)
            error = result.error_before_exec or result.error_in_exec
        except BaseException as raised:  # the student may have replaced any part of the shell
            error = raised
        if error is not None:
            status = "interrupted" if isinstance(error, KeyboardInterrupt) else "error"
            fault = self._fault(error)
        self._printed()
        return {"status": status, "fault": fault, "outputs": outputs.plain(), "truncated": outputs.truncated}

    def examine(self, source: str, grade_id: str, seed: int) -> dict[str, Any]:
        """Run a test cell among the student's names, the classic way. Its outcome is what the student lets it be."""
        from autograde import testing
        from autograde.testcell import run_test_cell

        testing._source_provider = lambda name: testing.find_definition(name, self.texts)
        seed_everything(seed)
        self._printed()
        try:
            return {**run_test_cell(source, grade_id, self.shell.user_ns), "status": "ok"}
        finally:
            self._printed()

    def _fault(self, error: BaseException) -> list[Any]:
        name, _, _, _, message, _, cell, line = encode_fault(error, self.peer, Encoder())
        if isinstance(error, SyntaxError):
            line = error.lineno if isinstance(error.lineno, int) else 0
        return [name, message if isinstance(message, str) else "", cell, line]

    def take_output(self) -> str:
        """What was printed since the last answer, at most the limit; from now on it counts as taken."""
        outputs, text = self.outputs, ""
        if outputs.items:
            text = "".join(item["text"] for item in outputs.plain() if item.get("name") == "stdout")
            self._printed()
        return text

    def _printed(self) -> None:
        self._direct(Outputs(self.output_bytes))

    def _direct(self, outputs: Outputs) -> None:
        self.outputs = outputs
        for stream in self.streams:
            stream.target = outputs
        for publisher in self.shown:
            publisher.outputs = outputs

    def _busy(self, service: Service) -> Any:
        def serve(op: str, parts: tuple[Any, ...]) -> Any:
            was, self.busy = self.busy, True
            try:
                return service.serve(op, parts)
            finally:
                self.busy = was

        return serve

    def interrupt(self, signum: int, frame: Any) -> None:
        """SIGINT: ends what the student's code is doing; ignored while nothing of it runs."""
        if self.busy:
            raise KeyboardInterrupt


def main(argv: list[str]) -> None:
    """Run until the examiner hangs up."""
    descriptor, settings = int(argv[1]), json.loads(argv[2])
    sys.argv = [""]
    wire = socket.socket(fileno=descriptor)
    wire.set_inheritable(False)
    _limit(settings)
    candidate = Candidate(wire, int(settings["output_kb"]) << 10, int(settings["reply_mb"]) << 20)
    signal.signal(signal.SIGINT, candidate.interrupt)
    candidate.peer.serve_forever()
    os._exit(0)  # neither atexit handlers nor threads of the student's code keep this process


def _limit(settings: dict[str, Any]) -> None:
    """Limits that hold without a sandbox, too."""
    try:
        import resource
    except ImportError:  # not on Windows, where only `autograde check` runs
        return
    gpu = settings.get("gpu_memory_mb")
    memory = int(settings["memory_mb"]) << 20
    resource.setrlimit(resource.RLIMIT_DATA if gpu else resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cpu_s = math.ceil(settings["cpu_s"])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))  # SIGXCPU says why it ended, SIGKILL makes sure
    if gpu:
        limit_gpu_memory(int(gpu))


if __name__ == "__main__":
    main(sys.argv)

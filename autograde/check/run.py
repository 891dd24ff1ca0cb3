"""The process that runs the student's notebook: ``python -P -m autograde.check.run``, a job on its standard input.

It answers with one line of JSON per event: ``ready``, ``begin`` and ``end`` of each cell, ``done``. A cell that takes
too long is interrupted from within, which works alike on every platform; where that does not help, the parent kills.
"""

from __future__ import annotations

import _thread
import ast
import json
import linecache
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from autograde import testing
from autograde.check.explain import cell_name, explain, test_name
from autograde.check.shell import Flood, Sink, make_shell

__all__ = ["Runner", "main"]


class Watchdog:
    """Interrupts the main thread when a cell has had its time, and again each second until it ends."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._deadline: float | None = None
        self._changed = threading.Condition()
        signal.signal(signal.SIGINT, self._interrupt)
        threading.Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """While a cell runs."""
        self._set(time.monotonic() + self.seconds)
        try:
            yield
        finally:
            self._set(None)

    def _set(self, deadline: float | None) -> None:
        self._deadline = deadline  # before the lock: from here on no interrupt is raised
        with self._changed:
            self._changed.notify()

    def _interrupt(self, signum: int, frame: Any) -> None:
        if self._deadline is not None:
            raise KeyboardInterrupt

    def _watch(self) -> None:
        main = threading.main_thread().ident
        with self._changed:
            while True:
                left = None if self._deadline is None else self._deadline - time.monotonic()
                if left is not None and left <= 0:
                    if hasattr(signal, "pthread_kill") and main is not None:
                        signal.pthread_kill(main, signal.SIGINT)  # ends a sleep, too
                    else:
                        _thread.interrupt_main()
                    left = 1.0
                self._changed.wait(left)


class Runner:
    """Runs cells in one shell.

    Args:
        seconds: limit of one cell.
        send: takes events.
    """

    def __init__(self, seconds: float, send: Callable[[dict[str, Any]], None]) -> None:
        self.send = send
        self.sinks = Sink(), Sink()
        sys.stdout, sys.stderr = self.sinks
        self.shell = make_shell()
        self.texts: list[str] = []
        self.watchdog = Watchdog(seconds)
        testing._source_provider = lambda name: testing.find_definition(name, self.texts)

    def run(self, cells: list[dict[str, Any]]) -> None:
        """Run cells in order; each is a ``RunCell`` as a dictionary."""
        for number, cell in enumerate(cells):
            self.send({"event": "begin", "number": number})
            for sink in self.sinks:
                sink.written = 0
            name = test_name(cell["key"]) if cell["test"] else cell_name(cell["key"], cell["given"])
            run = self._test if cell["test"] else self._cell
            self.send({"event": "end", "number": number, "record": run(name, cell["source"])})

    def _cell(self, name: str, source: str) -> dict[str, Any]:
        self.texts.append(source)
        error: BaseException | None = None
        try:
            with self.watchdog.watching():
                error = self.shell.run(source, name)
        except BaseException as raised:
            error = raised
        if isinstance(error, SyntaxError):
            error = _syntax_error(self.shell.python(source), name) or error
        return self._record(None if error is None else explain(error), error)

    def _test(self, name: str, source: str) -> dict[str, Any]:
        """A visible test, among the student's names as in the notebook; each failure is explained where it happens."""
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        properties: list[dict[str, Any]] = []
        text = source

        def observe(outcome: testing.PropertyOutcome) -> None:
            told = None if outcome.error is None else explain(outcome.error, name, text)
            properties.append({"name": outcome.name, "points": outcome.points, "hint": outcome.hint, "failure": told})

        testing._outcomes.clear()
        testing._quiet, testing._observer = True, observe
        error: BaseException | None = None
        failure, value = None, None
        try:
            with self.watchdog.watching():
                text = self.shell.python(source)
                value = _execute(text, name, self.shell.user_ns)
                score = float(value) if type(value) in (int, float) else None
        except BaseException as raised:
            error, score = raised, None
            failure = explain(raised, name, text)
        finally:
            testing._observer, testing._quiet = None, False
        return self._record(failure, error) | {"properties": properties, "score": score}

    def _record(self, failure: dict[str, Any] | None, error: BaseException | None) -> dict[str, Any]:
        if isinstance(error, Flood):
            return {"status": "flood", "failure": failure}
        if isinstance(error, KeyboardInterrupt):
            return {"status": "timeout", "failure": failure}
        return {"status": "ok" if error is None else "error", "failure": failure}


def _syntax_error(text: str, name: str) -> SyntaxError | None:
    """Python's own words: IPython says "incomplete input" where a bracket was never closed."""
    try:
        compile(text, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    except ValueError:
        pass
    return None


def _execute(text: str, name: str, namespace: dict[str, Any]) -> Any:
    """Run a cell's text; the value of its last expression."""
    tree = ast.parse(text, name)
    tail = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec", dont_inherit=True), namespace)
    if not isinstance(tail, ast.Expr):
        return None
    return eval(compile(ast.Expression(tail.value), name, "eval", dont_inherit=True), namespace)


def main() -> None:
    """Do the job on standard input. What the student's code writes past Python goes nowhere."""
    job = json.loads(sys.stdin.buffer.read())
    wire = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)

    def send(event: dict[str, Any]) -> None:
        wire.write(json.dumps(event).encode("ascii") + b"\n")

    runner = Runner(job["seconds"], send)
    os.dup2(nowhere, 2)  # until here a failure of ours is told there
    sys.argv = [""]
    sys.path.insert(0, "")  # as in a notebook: modules beside it can be imported
    send({"event": "ready"})
    runner.run(job["cells"])
    send({"event": "done"})
    os._exit(0)  # threads of the student's code do not keep us


if __name__ == "__main__":
    main()

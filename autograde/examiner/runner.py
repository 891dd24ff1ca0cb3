"""One notebook's tests, run against one candidate."""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import dataclass
from typing import Any

from autograde import testing
from autograde.bridge.messages import PeerLost
from autograde.bridge.peer import Peer
from autograde.bridge.surroundings import SeedRecorder, seed_everything
from autograde.examiner.contract import Contract, ContractGate
from autograde.examiner.namespace import ExaminerNamespace
from autograde.ownership import python_text
from autograde.testcell import run_test_cell

__all__ = ["Runner", "TestPlan"]


@dataclass(frozen=True)
class TestPlan:
    """What the examiner needs to know of one test cell; travels as plain data."""

    __test__ = False

    source: str
    candidate: list[str]
    written: list[str]
    imports: list[str]
    setup: list[str]
    tests: list[str]
    seed: int


class Runner:
    """Runs test cells against the candidate at the other end of ``peer``.

    Args:
        tests: plans by ``grade_id``.
        setups: text and seed of each pure set-up cell, by key.
        texts: the student's own cells, for :func:`autograde.testing.student_source`.
    """

    def __init__(
        self,
        peer: Peer,
        gate: ContractGate,
        tests: dict[str, TestPlan],
        setups: dict[str, tuple[str, int]],
        texts: list[str],
    ) -> None:
        self.peer, self.gate, self.tests, self.setups = peer, gate, tests, setups
        self.namespace = ExaminerNamespace(peer)
        self.recorder = SeedRecorder()
        peer.surroundings = self.recorder.describe
        peer.on_output = lambda text: print(text, end="") if text else None
        self._ready: set[str] = set()
        self._done: set[str] = set()
        testing._source_provider = lambda name: testing.find_definition(name, texts)

    @property
    def contract(self) -> Contract:
        """What was recorded, or is enforced."""
        return self.gate.contract

    def run(self, grade_id: str) -> dict[str, Any]:
        """Run one test cell; what came of it as plain data.

        When the submission changed an argument that the reference leaves alone, the change is not taken over: else
        ``X.zero_(); return zeros`` would satisfy ``f(X) == X @ W``. A test that asks whether its input is unchanged
        needs the change. So such a test runs twice, without and with it, and must pass both times.
        """
        self.gate.second_look = False
        self.peer.unexpected_writes = self.peer.unexpected_leaves = 0
        first = self._once(grade_id)
        mutated = bool(self.peer.unexpected_writes)
        if not (mutated or self.peer.unexpected_leaves) or self.peer.lost or first["interrupted"]:
            return {**first, "mutated": mutated}
        self.gate.second_look = True
        try:
            second = self._once(grade_id)
        finally:
            self.gate.second_look = False
        return {**_both(first, second), "mutated": mutated}

    def _once(self, grade_id: str) -> dict[str, Any]:
        plan = self.tests[grade_id]
        self.gate.grade_id = grade_id
        outcome: dict[str, Any] = {"error": None, "value": ["none"], "properties": [], "interrupted": False}
        seed_everything(plan.seed)
        with contextlib.redirect_stdout(_Discard()), contextlib.redirect_stderr(_Discard()):
            try:
                self._prepare(plan)
                self.namespace.begin(plan.candidate, plan.written)
                seed_everything(plan.seed)
                with self.recorder.recording():
                    outcome = run_test_cell(plan.source, grade_id, self.namespace)
                self._done.add(grade_id)
            except PeerLost:
                pass
            except Exception as error:
                outcome["error"] = {
                    "whose": "test", "kind": type(error).__name__, "message": str(error)[:500], "line": 0,
                    "cell": "", "cell_line": 0,
                }  # fmt: skip
            finally:
                self.namespace.end()
                _reset_modes()
                with contextlib.suppress(BaseException):
                    self.peer.forget_test()
        outcome["lost"] = self.peer.lost
        return outcome

    def _prepare(self, plan: TestPlan) -> None:
        for statement in plan.imports:
            if statement not in self._ready:
                exec(compile(statement, "<import>", "exec", dont_inherit=True), self.namespace)
                self._ready.add(statement)
        for key in plan.setup:
            if key not in self._ready:
                source, seed = self.setups[key]
                seed_everything(seed)
                exec(compile(python_text(source), f"<setup {key}>", "exec", dont_inherit=True), self.namespace)
                self._ready.add(key)
        for grade_id in plan.tests:
            if grade_id not in self._done:  # lost in a restart: run again for its names only
                self._done.add(grade_id)
                self._again(grade_id)

    def _again(self, grade_id: str) -> None:
        """An earlier test, as it ran the first time: same seed, same place in the contract."""
        earlier, current = self.tests[grade_id], self.gate.grade_id
        self.gate.grade_id = grade_id
        seed_everything(earlier.seed)
        self.namespace.begin(earlier.candidate, earlier.written)
        try:
            with self.recorder.recording():
                run_test_cell(earlier.source, grade_id, self.namespace)
        finally:
            self.namespace.end()
            _reset_modes()
            self.gate.grade_id = current


def _both(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The worse of two runs, property by property."""
    merged = dict(first)
    for field in ("error", "interrupted", "lost"):
        merged[field] = first[field] or second[field]
    later = {record["name"]: record for record in second["properties"]}
    merged["properties"] = [
        _worse(record, later.get(record["name"])) if record["passed"] else record for record in first["properties"]
    ]
    values = [outcome["value"] for outcome in (first, second)]
    if all(value[0] == "number" for value in values):
        merged["value"] = ["number", min(value[1] for value in values)]
    elif values[0] != values[1]:
        merged["value"] = ["other", "two different values"]
    return merged


def _worse(first: dict[str, Any], second: dict[str, Any] | None) -> dict[str, Any]:
    """A property that passed the first look: it failed if the change of the argument made it fail."""
    if second is None:
        return {**first, "passed": False}
    if second["passed"] or not second["error"]:
        return second
    return {**second, "error": {**second["error"], "seen": "changed_input"}}


def _reset_modes() -> None:
    """A test that broke off inside ``no_grad`` or with another default dtype does not pass that on."""
    torch = sys.modules.get("torch")
    if torch is not None and hasattr(torch, "set_grad_enabled"):
        torch.set_grad_enabled(True)
        torch.set_default_dtype(torch.float32)


class _Discard(io.TextIOBase):
    """Where prints of tests go: hidden tests may print hidden inputs."""

    def write(self, text: str) -> int:
        return len(text)

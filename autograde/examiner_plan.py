"""What the examiner is told about a notebook before anything runs: where each test's names come from, and its seed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from autograde.matching import key
from autograde.model import Notebook
from autograde.options import Options
from autograde.ownership import owners
from autograde.rebuild import Action, Rebuilt

__all__ = ["NotebookPlan", "derived_seed", "plan_notebook"]


def derived_seed(seed: int, role: str, name: str) -> int:
    """A seed for one role and place. Knowing one tells nothing of another, so both sides never draw alike."""
    digest = hashlib.sha256(f"{seed}|{role}|{name}".encode()).digest()
    return int.from_bytes(digest[:7], "big")


@dataclass(frozen=True)
class NotebookPlan:
    """The plan of one submission's notebook."""

    tests: dict[str, dict[str, Any]]
    """By ``grade_id``, the fields of :class:`autograde.examiner.runner.TestPlan`."""
    setups: dict[str, list[Any]]
    """Text and seed of each set-up cell that tests need, by key."""
    texts: list[str]
    """The student's cells, for tests that read the source text."""
    answers: dict[str, tuple[str, ...]]
    """Which answer cells each test is about."""
    answered: frozenset[str]
    """Answer cells that hold more than their stub."""
    reply_bytes: int

    def begin(self, contract: Any) -> dict[str, Any]:
        """The fields of the examiner's ``begin`` command."""
        return {
            "tests": self.tests,
            "setups": self.setups,
            "texts": self.texts,
            "contract": contract,
            "reply_bytes": self.reply_bytes,
        }


def plan_notebook(notebook: Notebook, rebuilt: Rebuilt, options: Options) -> NotebookPlan:
    """The plan for ``rebuilt``, from the source's text."""
    keys = {position: key(notebook, position) for position in range(len(notebook.cells))}
    found = owners(notebook, keys)
    source_text = {keys[position]: cell.source for position, cell in enumerate(notebook.cells)}
    tests = {
        grade_id: {
            "source": source_text[grade_id],
            "candidate": sorted(names.candidate),
            "written": sorted(names.written),
            "imports": list(names.imports),
            "setup": list(names.setup),
            "tests": list(names.tests),
            "seed": derived_seed(options.seed, "examiner", grade_id),
        }
        for grade_id, names in found.items()
    }
    setups = {
        name: [source_text[name], derived_seed(options.seed, "setup", name)]
        for names in found.values()
        for name in names.setup
    }
    return NotebookPlan(
        tests=tests,
        setups=setups,
        texts=[step.source for step in rebuilt.steps if step.action is Action.RUN and step.student],
        answers={grade_id: names.answers for grade_id, names in found.items()},
        answered=frozenset(step.key for step in rebuilt.steps if step.answered),
        reply_bytes=notebook.limits.reply_mb << 20,
    )

"""Which single checks of an assignment's tests some wrong variant breaks, and which none does.

A property stops at its first failing check, so that its points say nothing about the checks behind it. Here the test
cells are rewritten: each ``assert`` and each call of a checking function notes whether it failed, and the property goes
on. A check in a loop counts once per turn. A check that no wrong variant breaks may be one that cannot fail::

    python -m tests.assignments.checks    # lists them; reasons stand in tests/variants/*/explained.toml
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import TracebackType

import nbformat
from nbformat import NotebookNode

from tests.assignments.limited import TooLongError, limited
from tests.assignments.plain import ROOT, chosen, run, source, variants
from tests.assignments.rules import calling, property_blocks
from tests.assignments.submissions import elsewhere

__all__ = ["all_turns", "explained", "instrumented", "main", "unbroken"]

_NAME = "_check"
SEEDS = (0, 1)


@dataclass
class Recorder:
    """Stands behind the name ``_check`` in the rewritten cells."""

    all: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    _turns: Counter[str] = field(default_factory=Counter)

    def __call__(self, label: str, soft: bool) -> _Check:
        self._turns[label] += 1
        turn = f" [{self._turns[label]}]" if soft and self._turns[label] > 1 else ""
        return _Check(self, label + turn, soft)

    def next_run(self) -> None:
        """Turns are counted within one run of the notebook."""
        self._turns.clear()


@dataclass(frozen=True)
class _Check:
    recorder: Recorder
    label: str
    soft: bool

    def __enter__(self) -> None:
        self.recorder.all.add(self.label)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self.recorder.broken.add(self.label)
        return self.soft


def unbroken(name: str) -> tuple[list[str], int]:
    """The checks that no wrong variant breaks, and how many checks there are."""
    notebook, declared = instrumented(source(name))
    recorder = Recorder()
    for seed in SEEDS:
        run(notebook, seed=seed, names={_NAME: recorder})
        recorder.next_run()
    assert not recorder.broken, f"the reference breaks {sorted(recorder.broken)}"
    everything = recorder.all | declared
    for variant in variants(name):
        if not variant.right:
            for seed in SEEDS:
                try:
                    with limited(name):
                        own = {variant.grade_id: variant.text}
                        skipped = elsewhere(name, variant.grade_id)
                        run(notebook, own, seed=seed, skip=skipped, names={_NAME: recorder})
                except TooLongError as error:
                    # Here a test goes on behind a failing assert: what is to end a loop has to be no check.
                    raise RuntimeError(f"{variant.path}: does not end where a property's checks go on") from error
                recorder.next_run()
    return sorted(everything - recorder.broken), len(everything)


def instrumented(notebook: NotebookNode) -> tuple[NotebookNode, set[str]]:
    """The notebook with every check noted, and the labels of those in its text; turns of loops come on top."""
    rewritten: NotebookNode = nbformat.from_dict(notebook)
    own = [cell for cell in rewritten.cells if cell.cell_type == "code" and not _meta(cell).get("solution")]
    trees = [ast.parse(cell.source) for cell in own]
    checkers = calling([cell.source for cell in own], {"close"}, lambda node: isinstance(node, (ast.Assert, ast.Raise)))
    declared: set[str] = set()
    for cell, tree in zip(own, trees, strict=True):
        if _meta(cell).get("grade"):
            for prop, block in property_blocks(tree):
                block.body = _Rewriter(f"{cell.id}: {prop}", checkers, declared, soft=True).statements(block.body)
        else:
            tree.body = _Rewriter(cell.id, set(), declared, soft=False).statements(tree.body)
        cell.source = ast.unparse(ast.fix_missing_locations(tree))
    return rewritten, declared


def explained(name: str, table: str) -> dict[str, str]:
    """What ``tests/variants/<name>/explained.toml`` says in ``[table]``: a text and the reason why it may stay."""
    path = ROOT / "tests" / "variants" / name / "explained.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {str(key): str(reason) for key, reason in content.get(table, {}).items()}


def all_turns(label: str) -> str:
    """The label of a check without the turn of its loop."""
    return re.sub(r" \[\d+\]$", "", label)


def main(names: Iterable[str]) -> int:
    """Prints what is not broken and not explained; the exit code."""
    missing = 0
    for name in chosen(names):
        left, total = unbroken(name)
        reasons = explained(name, "checks")
        print(f"{name}: {total - len(left)} of {total} checks are broken by a wrong variant")
        for label in left:
            reason = reasons.get(label) or reasons.get(all_turns(label))
            missing += reason is None
            print(f"  {label}\n      {reason or 'NOT EXPLAINED'}")
    return 1 if missing else 0


class _Rewriter:
    """Puts ``with _check(label, soft):`` around the checks in a list of statements."""

    def __init__(self, place: str, checkers: set[str], declared: set[str], *, soft: bool) -> None:
        self._place, self._checkers, self._declared, self._soft = place, checkers, declared, soft

    def statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        return [self._statement(statement) for statement in body]

    def _statement(self, statement: ast.stmt) -> ast.stmt:
        for part in ("body", "orelse", "finalbody"):
            if isinstance(inner := getattr(statement, part, None), list):
                setattr(statement, part, self.statements(inner))
        for handler in getattr(statement, "handlers", []):
            handler.body = self.statements(handler.body)
        return self._noted(statement) if self._is_check(statement) else statement

    def _is_check(self, statement: ast.stmt) -> bool:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            return getattr(statement.value.func, "id", "") in self._checkers
        return isinstance(statement, (ast.Assert, ast.Raise))

    def _noted(self, statement: ast.stmt) -> ast.stmt:
        said = ast.Assert(statement.test) if isinstance(statement, ast.Assert) else statement
        label = wished = f"{self._place}: {ast.unparse(said)}"
        number = 1
        while label in self._declared:  # the same check twice in one property
            number += 1
            label = f"{wished} ({number})"
        self._declared.add(label)
        with_ = ast.parse(f"with {_NAME}({label!r}, {self._soft}): pass").body[0]
        assert isinstance(with_, ast.With)
        with_.body = [statement]
        return with_


def _meta(cell: NotebookNode) -> dict[str, object]:
    return dict(cell.metadata.get("nbgrader", {}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

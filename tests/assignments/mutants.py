"""Mutation testing of an assignment: how many small slips in the reference solution do its tests catch?

Each mutant is the reference with one slip (``operators.py``) in one solution cell. It is caught if it costs points in a
plain run. One that survives is either as right as the reference, and ``tests/variants/*/explained.toml`` says why, or
it shows what the tests do not look at::

    python -m tests.assignments.mutants            # make mutants
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.assignments.checks import explained
from tests.assignments.limited import TooLongError, limited
from tests.assignments.operators import replacements
from tests.assignments.plain import chosen, run, solutions, source
from tests.assignments.submissions import elsewhere

__all__ = ["Mutant", "caught", "main", "mutants", "survivors"]

SEEDS = (0, 1, 2)


@dataclass(frozen=True)
class Mutant:
    """A solution cell with one slip."""

    grade_id: str
    text: str
    label: str
    """Function and statement as they then read: stable while the rest of the answer changes."""


def mutants(name: str) -> list[Mutant]:
    """All mutants of the reference solutions of the assignment ``name``, no two alike."""
    found: dict[tuple[str, str], Mutant] = {}
    for grade_id, text in solutions(source(name)).items():
        for mutant in _of_cell(grade_id, text):
            found.setdefault((grade_id, mutant.text), mutant)
    return list(found.values())


def caught(name: str, mutant: Mutant) -> bool:
    """Whether some seed's hidden inputs make the mutant lose points."""
    full = {cell.id: float(meta["points"]) for cell in source(name).cells if (meta := _meta(cell)).get("grade")}
    skipped = elsewhere(name, mutant.grade_id)
    for seed in SEEDS:
        try:
            with limited(name):
                scores = run(source(name), {mutant.grade_id: mutant.text}, seed=seed, skip=skipped).scores
        except TooLongError:
            return True
        if any(scores[question] < points for question, points in full.items() if question not in skipped):
            return True
    return False


def survivors(name: str) -> tuple[list[str], int]:
    """The labels of the mutants that no test catches, and how many mutants there are."""
    made = mutants(name)
    return [mutant.label for mutant in made if not caught(name, mutant)], len(made)


def main(names: Iterable[str]) -> int:
    """Prints the share that is caught and what survives; the exit code."""
    missing = 0
    for name in chosen(names):
        left, total = survivors(name)
        reasons = explained(name, "mutants")
        same = sum(label in reasons for label in left)
        share = (total - len(left)) / max(1, total - same)
        print(
            f"{name}: {total - len(left)} of {total} mutants are caught, {same} are as right as the reference", end=""
        )
        print(f"; that is {share:.1%} of those that could be")
        for label in left:
            missing += label not in reasons
            print(f"  {label}\n      {reasons.get(label, 'NOT EXPLAINED')}")
    return 1 if missing else 0


def _of_cell(grade_id: str, text: str) -> Iterator[Mutant]:
    tree = ast.parse(text)
    original = ast.unparse(tree)
    lines = _answer_lines(text)
    for owner, statement, parent, part, place in _places(tree):
        values = getattr(parent, part)
        node = values if place is None else values[place]
        if getattr(node, "lineno", 0) not in lines:
            continue
        for replacement in replacements(node):
            _put(parent, part, place, replacement)
            changed = ast.unparse(ast.fix_missing_locations(tree))
            shown = replacement if node is statement else statement
            head = ast.unparse(shown).splitlines()[0]
            _put(parent, part, place, node)
            if changed != original:
                yield Mutant(grade_id, changed, f"{grade_id}, {owner}: {head}")


def _places(
    node: ast.AST, owner: str = "", statement: ast.AST | None = None
) -> Iterator[tuple[str, ast.AST, ast.AST, str, int | None]]:
    """Where a node can be replaced: its function, its statement, its parent, the parent's field and place in it."""
    for part, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if not isinstance(child, ast.AST) or part in ("annotation", "returns", "decorator_list"):
                continue
            inner = child if isinstance(child, ast.stmt) else statement
            named = f"{owner}.{child.name}".strip(".") if isinstance(child, (ast.FunctionDef, ast.ClassDef)) else owner
            if inner is not None:
                yield named, inner, node, part, index if isinstance(value, list) else None
            yield from _places(child, named, inner)


def _put(parent: ast.AST, part: str, place: int | None, value: ast.AST) -> None:
    if place is None:
        setattr(parent, part, value)
    else:
        getattr(parent, part)[place] = value


def _answer_lines(text: str) -> set[int]:
    """The lines between the markers of a solution, all lines where there are none."""
    inside = "BEGIN SOLUTION" not in text
    found = set()
    for number, line in enumerate(text.splitlines(), 1):
        inside = "END SOLUTION" not in line and (inside or "BEGIN SOLUTION" in line)
        if inside:
            found.add(number)
    return found


def _meta(cell: object) -> dict[str, object]:
    return dict(cell.metadata.get("nbgrader", {}))  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

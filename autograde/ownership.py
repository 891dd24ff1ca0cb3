"""Who owns a name that a test uses. Decided from the source's text alone, before anything runs.

The owner is the last source cell before the test that binds the name. What the student binds never counts, so a
submission cannot put its own ``sum`` or ``torch`` in the place of the test's.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograde.model import Notebook, Role

__all__ = ["CellNames", "TestNames", "cell_names", "owners", "python_text"]

_BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "get_ipython", "display", "In", "Out"}


@dataclass(frozen=True)
class CellNames:
    """The global names of one cell."""

    bound: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    imports: dict[str, str] = field(default_factory=dict)
    """Names bound by top-level imports, with the statement that binds each."""
    read_inside: frozenset[str] = frozenset()
    """Names that functions and classes of the cell read as globals, when they run."""
    broken: bool = False
    """True where the text is no Python."""


@dataclass(frozen=True)
class TestNames:
    """Where the names of one test come from."""

    __test__ = False  # not a test class, whatever its name looks like

    candidate: frozenset[str]
    """Looked up in the student's process."""
    written: frozenset[str]
    """Those of them whose new value a test hands over when it rebinds them: the solution's functions read them. Any
    other (``expected``, which the solution also happens to use) stays with the test."""
    imports: tuple[str, ...]
    """Statements that the examiner runs itself."""
    setup: tuple[str, ...]
    """Keys of the pure set-up cells that the examiner runs itself, in order."""
    tests: tuple[str, ...]
    """``grade_id`` of earlier test cells that bind names this one uses, in order."""
    answers: tuple[str, ...] = ()
    """Keys of the cells that bind the candidate's names: what the test is about."""


def python_text(source: str) -> str:
    """``source`` with IPython's magics turned into calls; unchanged where there are none."""
    lines = source.splitlines()
    if not any(line.lstrip()[:1] in ("%", "!", "?") or line.rstrip().endswith("?") for line in lines) and not any(
        mark in source for mark in ("= %", "= !", "=%", "=!")
    ):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)


def cell_names(source: str) -> CellNames:
    """The names that a cell binds, uses and imports."""
    try:
        text = python_text(source)
        tree = ast.parse(text)
        table = symtable.symtable(text, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return CellNames(broken=True)
    bound = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    used = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    inside: set[str] = set()
    for inner in _descendants(table):
        for symbol in inner.get_symbols():
            if symbol.is_global():
                used.add(symbol.get_name())
                inside.add(symbol.get_name())
                if symbol.is_declared_global() and symbol.is_assigned():
                    bound.add(symbol.get_name())
    # `del x` needs x to be there
    used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
    return CellNames(frozenset(bound), frozenset(used), _imports(tree.body), frozenset(inside))


def _descendants(table: symtable.SymbolTable) -> Iterable[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _descendants(child)


def _imports(body: list[ast.stmt]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                single: ast.stmt
                if isinstance(node, ast.Import):
                    single = ast.Import([alias])
                    name = alias.asname or alias.name.split(".")[0]
                elif alias.name == "*" or node.level or node.module == "__future__":
                    continue
                else:
                    single = ast.ImportFrom(node.module, [alias], 0)
                    name = alias.asname or alias.name
                text = ast.unparse(ast.fix_missing_locations(single))
                # `import a.b` and `import a.c` both bind `a`
                both = name in found and isinstance(node, ast.Import) and not alias.asname
                found[name] = f"{found[name]}\n{text}" if both else text
        elif isinstance(node, (ast.Try, ast.If, ast.With)):
            found.update(_imports([*node.body, *getattr(node, "orelse", [])]))
    return found


@dataclass(frozen=True)
class _Owner:
    kind: str
    """``import``, ``setup``, ``test``, ``candidate`` or ``builtin``."""
    what: str = ""


class _Resolver:
    def __init__(self, notebook: Notebook, keys: dict[int, str]) -> None:
        self.cells = [(index, cell) for index, cell in enumerate(notebook.cells) if cell.kind == "code"]
        self.keys = keys
        self.names = {index: cell_names(cell.source) for index, cell in self.cells}
        self.tests = {index for index, cell in self.cells if cell.role is Role.TEST}
        self.everywhere: dict[str, str] = {}
        for names in self.names.values():
            self.everywhere.update(names.imports)
        self._pure: dict[int, bool] = {}

    def owner(self, name: str, before: int) -> _Owner:
        test: _Owner | None = None
        for index, cell in reversed(self.cells):
            if index >= before or name not in self.names[index].bound:
                continue
            imported = self.names[index].imports.get(name)
            if cell.role is Role.TEST and imported is None:
                test = test or _Owner("test", cell.grade_id)
                continue  # a test that rebinds a name of the student's does not take it over
            if imported is not None:
                return test or _Owner("import", imported)
            if cell.role is Role.SETUP and self.pure(index):
                return test or _Owner("setup", self.keys[index])
            return _Owner("candidate", self.keys[index])
        if test is not None:
            return test
        if name in self.everywhere:
            return _Owner("import", self.everywhere[name])
        return _Owner("builtin") if name in _BUILTINS else _Owner("candidate")

    def pure(self, index: int) -> bool:
        """Whether a set-up cell needs nothing of the student's."""
        if index not in self._pure:
            self._pure[index] = False  # a cell that needs itself is not pure
            names = self.names[index]
            needed = names.used - names.bound | {name for name in names.used if self.bound_before(name, index)}
            self._pure[index] = not names.broken and all(
                self.owner(name, index).kind in ("import", "setup", "builtin") for name in needed
            )
        return self._pure[index]

    def bound_before(self, name: str, index: int) -> bool:
        return any(name in self.names[other].bound for other, _ in self.cells if other < index)

    def needs(self, index: int) -> Iterable[tuple[str, _Owner]]:
        """The names that a cell takes from elsewhere, with their owners."""
        for name in sorted(self.names[index].used | self.names[index].bound):
            own = name in self.names[index].bound
            if own and name not in self.names[index].used and index not in self.tests:
                continue  # a set-up cell binds it anew; only a test's new value may concern the student's functions
            owner = self.owner(name, index)
            if own and (owner.kind == "test" or not self.bound_before(name, index)):
                continue  # its own; what an earlier test left behind under that name is nothing to rely on
            yield name, owner


def owners(notebook: Notebook, keys: dict[int, str]) -> dict[str, TestNames]:
    """For each test cell of ``notebook`` (by ``grade_id``), where its names come from.

    Args:
        keys: the step key of each cell, by the cell's position.
    """
    resolver = _Resolver(notebook, keys)
    position = {key: index for index, key in keys.items()}
    return {
        cell.grade_id: _trace(resolver, index, position, keys)
        for index, cell in enumerate(notebook.cells)
        if cell.role is Role.TEST
    }


def _trace(resolver: _Resolver, index: int, position: dict[str, int], keys: dict[int, str]) -> TestNames:
    candidate: set[str] = set()
    imports: set[str] = set()
    found: dict[str, set[int]] = {"setup": set(), "test": set()}
    answers: set[str] = set()
    queue, seen = [index], {index}
    while queue:
        for name, owner in resolver.needs(queue.pop()):
            if owner.kind == "candidate":
                candidate.add(name)
                answers.add(owner.what)
            elif owner.kind == "import":
                imports.add(owner.what)
            elif owner.kind in found:
                other = position[owner.what]
                found[owner.kind].add(other)
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
    read = frozenset().union(
        *(resolver.names[other].read_inside for other, cell in resolver.cells if cell.role is not Role.TEST)
    )
    return TestNames(
        frozenset(candidate),
        frozenset(candidate) & read,
        tuple(sorted(imports)),
        tuple(keys[other] for other in sorted(found["setup"])),
        tuple(keys[other] for other in sorted(found["test"])),
        tuple(sorted(answers - {""})),
    )

"""The files of ``tests/hostile/corpus``, read.

A file is one attack on a grader, a whole submission in fragments. Its head is comments, one ``key: value`` each:

- ``class``: which of :data:`CLASSES` it belongs to;
- ``tries``: what it does, in one line;
- ``honest``: the points that the submission earns honestly;
- ``must not``: what it must not achieve beyond a point more than that;
- ``answers``: ``wrong`` (the usual), ``none``, or the names of the answers that are solved honestly;
- ``proof``: what shows that it ran: ``ran`` (it says so), ``ended`` (a cell or question ends in a time-out, an
  interrupt or a crash), or a finding's kind.

After that come sections, each begun by ``# %% name``: ``first`` and ``last`` are cells that the student added before
and after everything else; the name of an answer is the text of that answer cell; ``notebook`` defines
``bend(notebook, host)``, which edits the submitted notebook's JSON; ``files`` defines ``files(folder, host)``, which
puts other files into the submitted folder.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.assignment import ANSWERS

__all__ = ["CLASSES", "CORPUS", "Attack", "attacks"]

CORPUS = Path(__file__).parent / "corpus"

CLASSES = (
    "skipped test cells", "rewritten test cells", "metadata", "tags",
    "input transformers", "AST transformers", "kernel hooks", "shell hooks", "display hooks",
    "patched builtins", "patched assertion functions", "patched torch", "patched numpy", "patched math", "__eq__",
    "__torch_function__", "tensor subclasses", "proxies", "lying __class__",
    "frames", "gc", "inspect", "history", "tracebacks", "exception chaining", "__del__", "atexit", "threads", "signals",
    "debuggers",
    "shadowed modules", "sitecustomize", ".pth", "PYTHON* variables",
    "reading the source", "reading the gradebook", "reading other students", "reading /proc", "reading the environment",
    "reading descriptors", "writing anywhere",
    "TCP", "UDP", "Unix sockets", "DNS", "raw sockets",
    "fork bombs", "memory bombs", "disk filling", "output floods", "huge replies", "slow replies", "deep recursion",
    "endless generators", "uninterruptible loops", "zombie processes", "daemon processes", "huge files", "zip bombs",
    "symlinks",
    "forged wire messages", "malformed frames", "oversized frames", "wrong types", "NaN", "infinity",
    "shapes that lie", "changing between two looks", "learning from calls", "call order", "timing", "the seed",
    "guessing the test by its inputs", "killing its supervisor", "stopping its supervisor",
)  # fmt: skip
"""Every class has at least one attack."""

_KEYS = frozenset({"class", "tries", "honest", "must not", "answers", "proof"})
_SECTION = re.compile(r"^# %% (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One file of the corpus."""

    name: str
    kind: str
    """Its class."""
    tries: str
    honest: float
    must_not: str
    answers: tuple[str, ...] | None
    """The answers that are honest; None where the others are wrong ones instead of stubs."""
    proof: str
    sections: dict[str, str] = field(default_factory=dict)


def _read(path: Path) -> Attack:
    head, *rest = _SECTION.split(path.read_text(encoding="utf-8"))
    values: dict[str, str] = {}
    for line in filter(None, head.splitlines()):
        key, colon, value = line.removeprefix("# ").partition(": ")
        if not (line.startswith("# ") and colon and key in _KEYS and key not in values):
            raise ValueError(f"{path.name}: the head has a line that is no `# key: value`: {line!r}")
        values[key] = value.strip()
    if missing := _KEYS - values.keys():
        raise ValueError(f"{path.name}: the head lacks {', '.join(sorted(missing))}")
    sections = dict(zip(rest[::2], (text.strip("\n") + "\n" for text in rest[1::2]), strict=True))
    if unknown := sections.keys() - {"first", "last", "notebook", "files", *ANSWERS}:
        raise ValueError(f"{path.name}: unknown sections {sorted(unknown)}")
    named = values["answers"]
    solved = None if named == "wrong" else () if named == "none" else tuple(named.split())
    return Attack(
        path.stem, values["class"], values["tries"], float(values["honest"]), values["must not"], solved,
        values["proof"], sections,
    )  # fmt: skip


@functools.cache
def attacks() -> tuple[Attack, ...]:
    """The whole corpus, by class and name."""
    found = [_read(path) for path in sorted(CORPUS.glob("*.py"))]
    order = {kind: place for place, kind in enumerate(CLASSES)}
    return tuple(sorted(found, key=lambda attack: (order.get(attack.kind, len(order)), attack.name)))

"""A small class in files, for tests that grade it many times: quick, without torch, with students of every kind."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.sandbox.probe import walls_here
from tests.autograde.notebooks import STUB, answer, cell, manual, save, test

MAIN = "from autograde.cli import main; main()"
SEED = 20_240_501

SOURCE = [
    cell("import math, random"),
    answer("def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", "double"),
    test("for _ in range(3):\n    x = random.random()\n    assert double(x) == 2 * x", "double_tests", 2),
    answer("def norm(v):\n    ### BEGIN SOLUTION\n    return math.hypot(*v)\n    ### END SOLUTION", "norm"),
    test(
        "assert norm([3.0, 4.0]) == 5.0\n### BEGIN HIDDEN TESTS\nassert norm([]) == 0.0\n### END HIDDEN TESTS",
        "norm_tests",
        3,
    ),
    answer("class Stack:\n    def __init__(self):\n        self.items = []", "stack"),
    test("s = Stack()\nassert len(s.items) == 0", "stack_tests", 1),
    manual("Because.", "why"),
]
RIGHT = {
    "double": "def double(x):\n    return x + x",
    "norm": "def norm(v):\n    return math.sqrt(sum(x * x for x in v))",
    "stack": "class Stack:\n    def __init__(self):\n        self.items = []\nprint('made')",
}
STUDENTS: dict[str, Mapping[str, str]] = {
    "ada": {},
    "bert": {"double": "def double(x):\n    return x"},
    "cleo": {"norm": "def norm(v):\n    raise ValueError('no')"},
    "dora": {"norm": "import os\nos.abort()"},
    "emil": {"norm": "import os\ndef norm(v):\n    os._exit(1)"},
    "fay": {"double": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"},
    "gil": {"norm": "def norm(v):\n    print('x' * 1000)\n    return 5.0", "stack": "1 / 0"},
    "hal": dict.fromkeys(RIGHT, STUB),
}


@dataclass(frozen=True)
class SmallClass:
    """Where it lies."""

    source: Path
    submissions: Path

    def command(self, out: Path, *more: str, preamble: str = "") -> list[str]:
        """The command that grades it, with every sandbox that this machine has."""
        sandbox = "auto" if walls_here() else "none"
        arguments = [str(self.submissions), "--source", str(self.source), "--out", str(out), "--seed", str(SEED)]
        return [sys.executable, "-c", preamble + MAIN, "grade", *arguments, "--sandbox", sandbox, *more]


def make_class(folder: Path, students: Mapping[str, Mapping[str, str]] = STUDENTS) -> SmallClass:
    """Write source and submissions below ``folder``."""
    save(folder / "ps" / "nb.ipynb", *SOURCE)
    for student, answers in students.items():
        cells: Sequence[dict[str, Any]] = [
            answer((RIGHT | dict(answers))[name], name) if name in RIGHT else entry
            for name, entry in ((entry["metadata"].get("nbgrader", {}).get("grade_id", ""), entry) for entry in SOURCE)
        ]
        save(folder / "class" / student / "nb.ipynb", *cells)
    return SmallClass(folder / "ps", folder / "class")


def grades(out: Path) -> dict[str, str]:
    """Every file that a run wrote, without the times that were measured."""
    found = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith(".journal/"):
            found[name] = _timeless(path.read_text(encoding="utf-8"))
    return found


def _timeless(text: str) -> str:
    text = re.sub(r'("duration_s": |time=")[0-9.]+', r"\1-", text)
    return re.sub(r"\b[0-9.]+ s\b", "- s", text)


def records(out: Path) -> dict[str, tuple[int, int]]:
    """File and time of each whole record in the journal, by student and key: what is graded again gets new ones."""
    found = {}
    for path in out.glob(".journal/*/*.json"):
        if path.name != "run.json":
            entry = json.loads(path.read_bytes())
            state = path.stat()
            found[f"{entry['submission']['student']} {path.stem}"] = (state.st_ino, state.st_mtime_ns)
    return found

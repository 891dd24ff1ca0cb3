"""A submission made of an attack: the released notebook with its cells, and the files beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.autograde import notebooks as nb
from tests.hostile.assignment import ANSWERS, MAX, NAME, NEIGHBOUR, PATTERN, WRONG, released
from tests.hostile.attack import Attack

__all__ = ["NEIGHBOURS", "hand_in", "hand_in_neighbours"]

_PRELUDE = '''import ctypes, json, os, re, sys, time
HOST = json.loads({host!r})
NOTES = []
ctypes.CDLL(None).prctl(15, HOST["mark"].encode(), 0, 0, 0)  # the name by which what it leaves behind is looked for

def note(text):
    """Says what happened, in every way that a grader may leave open."""
    text = str(text)[:6000]
    NOTES.append(text)
    try:
        print("NOTE " + text)
    except BaseException:
        pass
    if HOST["notes"]:
        with open(HOST["notes"], "a") as stream:
            stream.write(text + "\\n")

def hunt(data, where):
    """Looks for what only a hidden test or another student holds."""
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    for found in sorted(set(re.findall(HOST["pattern"], text))):
        note("GOT " + found + " from " + where)
'''
_LAST = 'print("NOTES", NOTES[-40:])'
_GIVEN = ("tcp", "udp", "abstract", "unix", "mark", "secrets", "notes", "source")
"""What attacks are told about the machine: a real attacker would find it out."""

NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "aaa": tuple(ANSWERS),
    "mmm": ("mix", "bend"),
    "zzz": tuple(ANSWERS),
}
"""Honest students and what they solved."""


def hand_in(attack: Attack, folder: Path, host: Mapping[str, Any]) -> None:
    """Write the submission into ``folder``, as ``<folder>/hw.ipynb`` and what is beside it.

    Args:
        host: what :func:`autograde.sandbox.attacks.bait.bait` gives, with ``notes`` (a file that a grader without a
            sandbox lets the attack write to, or nothing) and ``source`` (the instructor's notebook).
    """
    given = {key: host[key] for key in _GIVEN} | {"pattern": PATTERN}
    notebook = released()
    for cell in notebook["cells"]:
        grade_id = cell["metadata"]["nbgrader"]["grade_id"]
        if grade_id in ANSWERS:
            cell["source"] = _answer(attack, grade_id, cell["source"])
    before = [nb.cell(_PRELUDE.format(host=json.dumps(given)), cell_id="prelude")]
    if "first" in attack.sections:
        before.append(nb.cell(attack.sections["first"], cell_id="first"))
    after = [nb.cell(attack.sections["last"], cell_id="own-last")] if "last" in attack.sections else []
    notebook["cells"] = [*before, *notebook["cells"], *after, nb.cell(_LAST, cell_id="notes")]
    if "notebook" in attack.sections:
        _defined(attack, "notebook")["bend"](notebook, given)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    if "files" in attack.sections:
        _defined(attack, "files")["files"](folder, given)


def hand_in_neighbours(folder: Path) -> dict[str, float]:
    """Write the honest students' submissions into ``folder``; their scores."""
    for student, solved in NEIGHBOURS.items():
        notebook = released()
        for cell in notebook["cells"]:
            grade_id = cell["metadata"]["nbgrader"]["grade_id"]
            if grade_id in solved:
                cell["source"] = f"# {NEIGHBOUR}\n{ANSWERS[grade_id]}"
        target = folder / student / NAME
        target.mkdir(parents=True)
        (target / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return {student: MAX * len(solved) / len(ANSWERS) for student, solved in NEIGHBOURS.items()}


def _answer(attack: Attack, grade_id: str, stub: str) -> str:
    if grade_id in attack.sections:
        return attack.sections[grade_id]
    if attack.answers is None:
        return WRONG[grade_id]
    return ANSWERS[grade_id] if grade_id in attack.answers else stub


def _defined(attack: Attack, section: str) -> dict[str, Any]:
    """The names that a section of the attack defines; it is part of the tests, not of the submission."""
    names: dict[str, Any] = {}
    exec(compile(attack.sections[section], f"<{attack.name}, {section}>", "exec"), names)
    return names

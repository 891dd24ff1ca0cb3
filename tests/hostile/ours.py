"""Grades the corpus with ours in a process of its own: ``python -m tests.hostile.ours FOLDER WALLS``.

A process of its own, so that everything that is started below it, and every temporary file, can be told from what else
happens on the machine. It leaves ``FOLDER/report.json``, beside what grading writes into ``FOLDER/out``.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil

from autograde.batch import grade_class
from autograde.collection import collect
from autograde.launch import launcher_for
from autograde.model import Assignment
from autograde.options import Options
from autograde.output import write_results
from autograde.report import write_pages
from autograde.result import SubmissionResult
from autograde.sandbox.attacks.bait import bait
from autograde.source import load_assignment
from tests.hostile.assignment import NAME, source
from tests.hostile.attack import Attack, attacks
from tests.hostile.submission import hand_in, hand_in_neighbours

__all__ = ["MACHINE", "grade_corpus", "left_with", "tried"]

SEED = 20
JOBS = 3
_PR_SET_CHILD_SUBREAPER = 36

MACHINE = frozenset(
    """sitecustomize; .pth; PYTHON* variables; reading the source; reading the gradebook; reading other students;
    reading /proc; reading the environment; reading descriptors; writing anywhere; TCP; UDP; Unix sockets; DNS;
    raw sockets; fork bombs; memory bombs; disk filling; zombie processes; daemon processes; atexit;
    killing its supervisor; stopping its supervisor""".replace("\n   ", "").split("; ")
)
"""Classes that attack the machine, against which only a sandbox helps."""


def tried(walls: str) -> list[Attack]:
    """The attacks that can be tried behind ``walls``: without any, those that leave the machine alone."""
    return [attack for attack in attacks() if walls != "none" or attack.kind not in MACHINE]


def grade_corpus(folder: Path, walls: str) -> dict[str, Any]:
    """Grade the attacks beside honest neighbours, then the neighbours alone, and say what came of it."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # what loses its parent becomes this process's child
    instructor = folder / "source" / NAME / f"{NAME}.ipynb"
    instructor.parent.mkdir(parents=True)
    instructor.write_text(json.dumps(source()), encoding="utf-8")
    with bait() as host:
        given = {**host, "notes": "", "source": str(instructor)}
        honest = hand_in_neighbours(folder / "class")
        hand_in_neighbours(folder / "alone")
        for attack in tried(walls):
            hand_in(attack, folder / "class" / attack.name / NAME, given)
        assignment = load_assignment(instructor.parent)
        options = Options(seed=SEED, sandbox="none" if walls == "none" else "auto")
        before, mounts = _contents(folder), _mounts()
        together = _graded(folder / "class", assignment, options, folder / "out")
        alone = _graded(folder / "alone", assignment, options, folder / "out-alone")
        after, mounts_after = _contents(folder), _mounts()
        launcher = launcher_for(assignment, options)
        running = _names_below()
        launcher.close()
        _wait_for(lambda: not _names_below())
        return {
            "sandbox": launcher.name,
            "honest": honest,
            "together": together,
            "alone": alone,
            "canary": host["canary"],
            "processes": running,
            "ended": _names_below(),
            "mounts": [mounts, mounts_after],
            "changed": sorted(name for name in before if after.get(name) != before[name]),
            "left": left_with(host["mark"], Path(host["secrets"][0]).parent),
        }


def left_with(mark: str, *folders: Path) -> list[str]:
    """Files and processes on the machine that carry the attacks' mark."""
    found = []
    places = [*folders, Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"), Path.home(), Path.cwd(), *map(Path, sys.path)]
    for place in dict.fromkeys(places):
        try:
            found += [str(path) for path in place.iterdir() if mark in path.name]
        except OSError:
            continue
    return found + [f"process {process.pid}" for process in psutil.process_iter(["name"]) if _name(process) == mark]


def _graded(submitted: Path, assignment: Assignment, options: Options, out: Path) -> dict[str, Any]:
    collected = collect([submitted], assignment)
    result = grade_class(assignment, collected.submissions, options, jobs=JOBS)
    write_results(result, out)
    write_pages(result, assignment, out)
    return {entry.student: _plain(entry) for entry in result.submissions}


def _plain(result: SubmissionResult) -> Mapping[str, Any]:
    """A result as plain data, without what differs from run to run."""
    made = asdict(result)
    for question in made["questions"]:
        del question["duration_s"]
    return {**made, "score": result.score, "max": result.max_score}


def _contents(folder: Path) -> dict[str, Any]:
    """What was handed in and the source: size and time of each file."""
    found = {}
    for top in ("source", "class", "alone"):
        for path in sorted((folder / top).rglob("*")):
            state = path.lstat()
            found[str(path.relative_to(folder))] = (state.st_size, state.st_mtime_ns, state.st_mode)
    return found


def _mounts() -> list[str]:
    return [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]


def _names_below() -> list[str]:
    """What runs below this process, but for the one that holds the bait's secret."""
    below = (_name(process) for process in psutil.Process().children(recursive=True))
    return sorted(name for name in below if name not in ("", "cat"))


def _wait_for(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until it holds, or give up: the kernel takes a moment to end what is in a namespace."""
    ends = time.monotonic() + seconds
    while not holds() and time.monotonic() < ends:
        time.sleep(0.01)


def _name(process: psutil.Process) -> str:
    try:
        return str(process.name()) if process.status() != psutil.STATUS_ZOMBIE else ""
    except psutil.Error:
        return ""


if __name__ == "__main__":
    where = Path(sys.argv[1])
    report = grade_corpus(where, sys.argv[2])
    (where / "report.json").write_text(json.dumps(report, default=str), encoding="utf-8")

"""One round of faults: a run is disturbed at random moments until it is through. The seed of a round says when and how.

What is killed: the main program, the warm process of candidates or of examiners, a candidate, an examiner, what watches
over them, or a candidate and an examiner at once. When the main program is gone, it is started again with ``--resume``.
"""

from __future__ import annotations

import contextlib
import random
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.faults.small_class import SmallClass, records

KINDS = ("main", "warm candidate", "warm examiner", "candidate", "examiner", "watcher", "pair")
LONGEST_S = 120.0


@dataclass(frozen=True)
class Round:
    """What happened."""

    kills: tuple[str, ...]
    starts: int
    again: tuple[str, ...]
    """Submissions that were graded again although they had been finished."""
    survivors: tuple[str, ...]
    """Processes that outlived their main program."""
    problems: tuple[str, ...]
    """What the command said that is not one of its own lines, and exit codes that are not expected."""


def play(seed: int, small: SmallClass, out: Path, options: Sequence[str] = ("--jobs", "2")) -> Round:
    """Grade into ``out``, with faults."""
    rng = random.Random(seed)
    planned = [rng.choice(KINDS) for _ in range(rng.randint(1, 4))]
    kills: list[str] = []
    problems: list[str] = []
    again: set[str] = set()
    survivors: list[psutil.Process] = []
    finished: dict[str, tuple[int, int]] = {}
    starts = 0
    while starts <= len(planned) + 1:
        more = ["--resume"] if starts else []
        process = subprocess.Popen(
            small.command(out, *options, *more), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        starts += 1
        family: list[psutil.Process] = []
        begin = time.monotonic()
        while process.poll() is None and len(kills) < len(planned):
            _wait(process, rng.uniform(0, 1.5))
            family = _family(process) or family
            victims = _find(process, planned[len(kills)])
            if victims:
                kills.append(planned[len(kills)])
                for victim in victims:
                    with contextlib.suppress(psutil.NoSuchProcess):
                        victim.kill()
        _wait(process, LONGEST_S - (time.monotonic() - begin))
        if process.poll() is None:
            problems.append(f"not finished within {LONGEST_S:g} s")
            process.kill()
        _, errors = process.communicate()
        _, alive = psutil.wait_procs(family, timeout=10)
        survivors += [entry for entry in alive if entry.status() != psutil.STATUS_ZOMBIE]
        problems += [line for line in errors.splitlines() if not line.startswith("autograde: ") or "error" in line]
        now = records(out)
        again |= {name for name in finished if now.get(name) != finished[name]}
        finished = now
        if process.returncode == 0:
            break
        if process.returncode != -9:
            problems.append(f"exit code {process.returncode}: {errors.strip()}")
    return Round(tuple(kills), starts, tuple(sorted(again)), tuple(str(entry) for entry in survivors), tuple(problems))


def _wait(process: subprocess.Popen[str], seconds: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, seconds))


def _family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(process.pid).children(recursive=True)
    return []


def _find(process: subprocess.Popen[str], kind: str) -> list[psutil.Process]:
    """The processes to kill; looks for them until they are there or the run is over."""
    if kind == "main":
        return [psutil.Process(process.pid)] if process.poll() is None else []
    begin = time.monotonic()
    while process.poll() is None and time.monotonic() - begin < 2:
        named: dict[str, list[psutil.Process]] = {}
        for entry in _family(process):
            named.setdefault(_name(entry), []).append(entry)
        wanted = [named.get(name) for name in (("candidate", "examiner") if kind == "pair" else (kind,))]
        if all(wanted):
            return [found[0] for found in wanted if found]
        _wait(process, 0.002)
    return []


def _name(entry: psutil.Process) -> str:
    """A warm process, what it forked (a watcher where there are walls), or what stands behind that."""
    with contextlib.suppress(psutil.Error, IndexError, ValueError):
        role, depth = _role(entry), 0
        while role and (parent := entry.parent()) is not None and _role(parent):
            entry, depth = parent, depth + 1
        if not role:
            return ""
        return f"warm {role}" if depth == 0 else role if depth == 2 else "watcher"
    return ""


def _role(entry: psutil.Process) -> str:
    words = entry.cmdline()
    return words[words.index("autograde.warm") + 1] if "autograde.warm" in words and "bwrap" not in words[0] else ""

"""The corpus against ours, plain ``nbgrader autograde`` and ``otter run``, in one run: ``make hostile``.

Writes the table into ``docs/security.md`` and the details, with what the graders said, to ``_build/hostile``. The
others run each attack in a container that is thrown away (:mod:`tests.hostile.container`). Takes about half an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from autograde.sandbox.probe import walls_here, why_no_walls
from tests.assignments.nbgrader_run import CONFIG, command
from tests.hostile.assignment import NAME, source
from tests.hostile.attack import Attack, attacks
from tests.hostile.container import contained
from tests.hostile.controls import CONTROLS
from tests.hostile.judge import Verdict, judge_nbgrader, judge_otter, judge_ours, points
from tests.hostile.otter_form import otter_source
from tests.hostile.submission import hand_in_neighbours
from tests.hostile.table import write_table
from tests.project.files import ROOT

__all__ = ["OTTER", "main"]

OTTER = "7.0.0"
"""The version of otter-grader that is compared with; the only place that says so."""
BUILD = ROOT / "_build"
DETAILS = BUILD / "hostile" / "verdicts.json"
PARTS = BUILD / "hostile" / "parts"
"""One file for each attack that is done, so that a run that was stopped can go on."""


def main(argv: list[str] | None = None) -> None:
    """Grade, judge, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=2, help="attacks at the same time")
    parser.add_argument("--only", nargs="*", help="names of attacks; then the table is printed, not written")
    parser.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    options = parser.parse_args(argv)
    PARTS.mkdir(parents=True, exist_ok=True)
    walls = walls_here()
    if walls is None:
        sys.exit(f"the comparison needs a sandbox: {why_no_walls()}")
    chosen = [attack for attack in attacks() if not options.only or attack.name in options.only]
    python = _otter_python()
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        folder = Path(name)
        report = {} if options.only else _ours(folder / "ours", walls, options.resume)
        neighbour = _prepare(folder / "box", python)
        verdicts: dict[str, dict[str, Verdict]] = {}
        with ThreadPoolExecutor(options.jobs) as pool:
            for attack, found in pool.map(
                lambda a: _others(a, folder, python, neighbour, options.resume), (*CONTROLS, *chosen)
            ):
                if report and attack not in CONTROLS:
                    found = {"ours": judge_ours(attack, report), **found}
                verdicts[attack.name] = found
                said = [f"{tool} {verdict.score} {verdict.achieved}" for tool, verdict in found.items()]
                print(f"{attack.name}: " + "; ".join(said), flush=True)
    for control in CONTROLS:
        scores = {tool: verdict.score for tool, verdict in verdicts[control.name].items()}
        if set(scores.values()) != {control.honest}:
            sys.exit(f"{control.tries}: {scores} instead of {control.honest:g}; the comparison would not be fair")
    plain = {name: {tool: asdict(verdict) for tool, verdict in found.items()} for name, found in verdicts.items()}
    versions = {name: version(name) for name in ("nbgrader", "torch")} | {"otter-grader": OTTER}
    if options.only:
        return
    DETAILS.write_text(json.dumps({"versions": versions, "sandbox": report["sandbox"], "verdicts": plain}, indent=1))
    write_table(verdicts, {**versions, "sandbox": report["sandbox"]})


def _ours(folder: Path, walls: str, resume: bool) -> dict[str, Any]:
    kept = PARTS / "ours"
    if resume and kept.exists():
        return dict(json.loads(kept.read_text(encoding="utf-8")))
    (folder / "tmp").mkdir(parents=True)
    environment = {**os.environ, "TMPDIR": str(folder / "tmp")}
    line = [sys.executable, "-W", "ignore", "-m", "tests.hostile.ours", str(folder), walls]
    subprocess.run(line, cwd=ROOT, env=environment, check=True)
    kept.write_bytes((folder / "report.json").read_bytes())
    return dict(json.loads(kept.read_text(encoding="utf-8")))


def _otter_python() -> str:
    """The interpreter of Otter's own environment, made where it is not there; torch and the rest are this one's."""
    folder = BUILD / f"otter-{OTTER}"
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        (own,) = (folder / "lib").glob("python3*/site-packages")
        # as with --system-site-packages, which would not show those of the environment that this one is made from
        (own / "course.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
        pip = [str(python), "-m", "pip", "-q", "--disable-pip-version-check", "install", f"otter-grader=={OTTER}"]
        _run(pip, folder, dict(os.environ))
        ready.touch()
    return str(python)


def _prepare(box: Path, python: str) -> float | None:
    """What each attack finds: nbgrader's course with students who were graded, Otter's autograder.

    Returns:
        The points of the first of those students.
    """
    course, otter = box / "course", box / "otter"
    (course / "source" / NAME).mkdir(parents=True)
    otter.mkdir()
    (course / "nbgrader_config.py").write_text(CONFIG.replace("c.ExecutePreprocessor.timeout = 120\n", ""))
    (course / "source" / NAME / f"{NAME}.ipynb").write_text(json.dumps(source()), encoding="utf-8")
    hand_in_neighbours(course / "submitted")
    for arguments in (("generate_assignment", NAME), ("autograde", NAME)):
        line, environment = command(course, *arguments)
        _run(line, course, environment)
    (otter / f"{NAME}.ipynb").write_text(json.dumps(otter_source()), encoding="utf-8")
    _run([python, "-m", "otter", "assign", "--no-run-tests", f"{NAME}.ipynb", "dist"], otter, dict(os.environ))
    (archive,) = (otter / "dist" / "autograder").glob("*.zip")
    archive.rename(otter / "autograder.zip")
    shutil.rmtree(otter / "dist")
    (otter / f"{NAME}.ipynb").unlink()
    return points(box, "aaa")


def _run(line: list[str], cwd: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(line, cwd=cwd, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(line)} failed:\n{done.stderr[-2000:]}")


def _others(
    attack: Attack, folder: Path, python: str, neighbour: float | None, resume: bool
) -> tuple[Attack, dict[str, Verdict]]:
    kept = PARTS / f"{attack.name}.json"
    if resume and kept.exists():
        return attack, {tool: _verdict(said) for tool, said in json.loads(kept.read_text()).items()}
    found: dict[str, Verdict] = {}
    for tool in ("nbgrader", "otter"):
        box = folder / f"{tool}-{attack.name}"
        shutil.copytree(folder / "box", box)
        ended = contained(tool, attack.name, box, python)
        if tool == "nbgrader":
            found[tool] = judge_nbgrader(attack, box, ended, neighbour)
        else:
            found[tool] = judge_otter(attack, box, ended)
        shutil.rmtree(box, ignore_errors=True)
    kept.write_text(json.dumps({tool: asdict(verdict) for tool, verdict in found.items()}))
    return attack, found


def _verdict(said: dict[str, Any]) -> Verdict:
    return Verdict(said["score"], tuple(said["achieved"]), said["log"])


if __name__ == "__main__":
    main()

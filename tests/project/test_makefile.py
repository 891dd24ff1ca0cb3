"""The two commands and their friends: `make help` lists each target, and CI calls the same ones."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.project.files import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):(?!=)", MAKEFILE, re.MULTILINE))
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="no make here")


def make(*arguments: str) -> str:
    done = subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_targets_are_those_that_are_promised() -> None:
    assert {"help", "setup", "grade", "test", "release", "lab", "clean"} <= TARGETS
    (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) == TARGETS


@needs_make
def test_help_lists_each_target_with_a_sentence_and_is_the_default() -> None:
    listed = dict(re.findall(r"^  make ([a-z-]+) +(\S.+)$", make("help"), re.MULTILINE))
    assert set(listed) == TARGETS
    assert make() == make("help")


@needs_make
def test_setup_is_done_anew_only_if_what_it_depends_on_changes() -> None:
    def stamp(*arguments: str) -> str:
        (line,) = re.findall(
            r"^READY := (.+)$", make("--print-data-base", "--dry-run", "help", *arguments), re.MULTILINE
        )
        return str(line)

    assert stamp() == stamp()
    assert stamp() != stamp("TORCH=torch==0.0.1")


@needs_make
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout: what students get is packed by git")
def test_students_get_the_course_without_solutions_and_hidden_tests() -> None:
    make("students")
    with zipfile.ZipFile(ROOT / "_build" / "course.zip") as packed:
        names = {name.removeprefix("course/") for name in packed.namelist() if not name.endswith("/")}
        readme = packed.read("course/README.md").decode()
        notebooks = [packed.read(f"course/{name}").decode() for name in names if name.endswith(".ipynb")]
    assert {"Makefile", "README.md", "pyproject.toml", "constraints.txt", "environment.yml"} <= names
    assert {path.relative_to(ROOT).as_posix() for path in ROOT.glob("assignments/*/*.ipynb")} <= names
    assert readme.startswith("# For students\n")
    assert not [name for name in names if name.startswith(("solutions/", "tests/"))]
    assert not [text for text in notebooks if "HIDDEN TESTS" in text or "BEGIN SOLUTION" in text]


@needs_make
def test_in_what_students_get_the_other_commands_say_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):  # as if `make test` were not around it
        monkeypatch.delenv(name, raising=False)
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    installs = "-e '.[{}]'".format
    planned = subprocess.run(["make", "-n", "setup"], cwd=tmp_path, capture_output=True, text=True, timeout=60).stdout
    assert installs("course") in planned
    (tmp_path / "tests").mkdir()
    planned = subprocess.run(["make", "-n", "setup"], cwd=tmp_path, capture_output=True, text=True, timeout=60).stdout
    assert installs("cluster,course,dev") in planned
    (tmp_path / "tests").rmdir()
    listed = subprocess.run(["make"], cwd=tmp_path, capture_output=True, text=True, timeout=60).stdout
    theirs = set(re.findall(r"^  make ([a-z-]+)", listed, re.MULTILINE))
    assert theirs == {"help", "setup", "slides", "lab", "export", "clean"}
    for target in TARGETS - theirs:
        command = ["make", target, "PYTHON=none"]  # should it go as far as to set up, it ends there
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        line, *_ = done.stderr.splitlines()
        what = re.fullmatch(rf"make {target}: (\S+) is missing here: it belongs to the whole course, .+", line)
        assert what and (ROOT / what[1]).exists(), line
        assert (done.returncode, done.stdout) == (2, "")


def test_ci_calls_the_same_commands() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert "make test" in steps
    assert "make grade" in steps
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert re.search(r"^make test\b", script, re.MULTILINE)
    assert re.search(r"^make grade\b", script, re.MULTILINE)
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_ci_script_parses() -> None:
    assert subprocess.run(["bash", "-n", ROOT / ".ci/run"], timeout=60).returncode == 0

"""pyproject.toml, constraints.txt, environment.yml and CONTRIBUTING.md tell one story about what is installed."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import autograde
import d2lcourse
from tests.project.files import ROOT

PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
ASKED = [*PROJECT["dependencies"], *(line for lines in EXTRAS.values() for line in lines)]


def pinned() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9._-]+==[0-9][0-9a-z.]*", pin) for pin in pins), "name==version, nothing else"
    names = [pin.partition("==")[0] for pin in pins]
    assert names == list(dict.fromkeys(names)), "no name twice"
    return {canonicalize_name(pin.partition("==")[0]): Version(pin.partition("==")[2]) for pin in pins}


@pytest.mark.parametrize("line", ASKED + PYPROJECT["build-system"]["requires"])
def test_each_requirement_is_pinned_to_a_version_that_satisfies_it(line: str) -> None:
    requirement = Requirement(line)
    pins = pinned()
    assert canonicalize_name(requirement.name) in pins, f"add {requirement.name} to constraints.txt"
    assert pins[canonicalize_name(requirement.name)] in requirement.specifier


def test_everything_pinned_is_needed_and_everything_needed_is_pinned() -> None:
    """Follows the installed packages' own metadata, on the platform that runs the test."""
    pins = pinned()
    todo = [Requirement(line) for line in ASKED + PYPROJECT["build-system"]["requires"]]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        requirement = todo.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            children = [Requirement(line) for line in requires(requirement.name) or []]
        except PackageNotFoundError:
            pytest.fail(f"{requirement.name} is not installed; run: make setup")
        extras = requirement.extras or {""}
        todo += [
            child
            for child in children
            if child.marker is None or any(child.marker.evaluate({"extra": extra}) for extra in extras)
        ]
    reached = {name for name, _ in seen if not name.startswith(("nvidia-", "cuda-", "triton"))}
    assert reached - pins.keys() == set(), "not pinned"
    assert pins.keys() - reached == set(), "pinned, but nothing asks for it"


def test_conda_installs_the_same() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert pip == ["-c constraints.txt", f"-e .[{','.join(sorted(EXTRAS))}]"]
    (python,) = [entry for entry in environment["dependencies"] if str(entry).startswith("python=")]
    assert Version(python.partition("=")[2]) in Requirement(f"python{PROJECT['requires-python']}").specifier
    assert environment["name"] == PROJECT["name"]


def test_make_installs_the_same() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (whole,) = re.findall(r"^WHOLE\s*:= (.+)$", makefile, re.MULTILINE)
    assert whole.split(",") == sorted(EXTRAS)
    assert "-e '.[$(EXTRAS)]'" in makefile
    (torch,) = re.findall(r"^TORCH\s*\?= (.+)$", makefile, re.MULTILINE)
    assert pinned()["torch"] in Requirement(torch).specifier
    assert str(pinned()["torch"]) in torch


def test_each_dependency_has_its_reason() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    reasons = dict(re.findall(r"^\| ([a-z0-9, -]+?)(?: \([a-z`]+\))? \| (.+) \|$", table, re.MULTILINE))
    explained = {name for names in reasons for name in names.split(", ")} - {"package", "---"}
    asked = {Requirement(line).name for line in ASKED + PYPROJECT["build-system"]["requires"]}
    assert asked == explained


def test_both_packages_have_one_version_and_are_typed() -> None:
    assert autograde.__version__ == d2lcourse.__version__
    for package in ("autograde", "d2lcourse"):
        assert (ROOT / package / "py.typed").exists()

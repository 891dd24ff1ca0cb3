"""What importing costs, what is public, and the examples in the docstrings."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import d2lcourse

MODULES = ["d2lcourse", *[module.name for module in pkgutil.walk_packages(d2lcourse.__path__, "d2lcourse.")]]
HEAVY = ("torch", "numpy", "matplotlib", "IPython", "ipywidgets", "sklearn", "pooch", "requests", "rich", "typer")


@pytest.mark.parametrize(
    ("statement", "loaded"),
    [
        ("import d2lcourse", ()),
        ("import d2lcourse.budget", ()),
        ("import d2lcourse.data", ()),
        ("import d2lcourse.data; d2lcourse.data.DATA_SETS", ()),
        ("import d2lcourse.data; d2lcourse.data.path", ("pooch", "requests")),
        ("from d2lcourse.data import Batches, xor", ("numpy", "torch")),
        ("import d2lcourse.train, d2lcourse.metrics, d2lcourse.check, d2lcourse.seed", ("numpy", "torch")),
        ("import d2lcourse.slides", ()),
        ("import d2lcourse.cli", ("rich", "typer")),
    ],
)
def test_importing_loads_no_more_than_it_needs(statement: str, loaded: tuple[str, ...]) -> None:
    code = f"{statement}\nimport sys\nprint(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= set(loaded)


def test_modules_are_there_when_they_are_used() -> None:
    code = "import d2lcourse; d2lcourse.data.xor; d2lcourse.train.fit; print('data' in dir(d2lcourse))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("True\n", "")
    with pytest.raises(AttributeError, match="module 'd2lcourse' has no attribute 'dta'"):
        d2lcourse.dta  # noqa: B018
    with pytest.raises(AttributeError, match=r"module 'd2lcourse\.data' has no attribute 'mnist'"):
        d2lcourse.data.mnist  # noqa: B018


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name))
    assert results.failed == 0


def test_there_are_doctests() -> None:
    found = doctest.DocTestFinder(exclude_empty=True)
    assert sum(bool(test.examples) for name in MODULES for test in found.find(importlib.import_module(name))) >= 12


@pytest.mark.parametrize("name", MODULES)
def test_what_is_public_is_documented_and_typed(name: str) -> None:
    module = importlib.import_module(name)
    for public in module.__all__:
        thing = getattr(module, public)
        if not inspect.isclass(thing) and not inspect.isfunction(thing):
            continue
        assert inspect.getdoc(thing), f"{name}.{public} says nothing"
        if inspect.isfunction(thing):
            hints = inspect.signature(thing)
            assert hints.return_annotation is not inspect.Signature.empty, f"{name}.{public} returns what?"
            for parameter in hints.parameters.values():
                assert parameter.annotation is not inspect.Parameter.empty, f"{name}.{public}: {parameter.name}?"


@pytest.mark.parametrize(
    "name", ["d2lcourse.data", "d2lcourse.metrics", "d2lcourse.decode", "d2lcourse.nn", "d2lcourse.viz"]
)
def test_packages_hand_on_what_their_modules_have(name: str) -> None:
    package = importlib.import_module(name)
    assert list(package.__all__) == sorted(package.__all__, key=lambda public: (not public.isupper(), public))
    assert set(package.__all__) <= set(dir(package))
    homes = [module for module in MODULES if module.startswith(name + ".")]
    for public in package.__all__:
        assert any(public in importlib.import_module(home).__all__ for home in homes), public

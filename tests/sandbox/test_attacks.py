"""Every attack against the walls of both kinds; and without walls, where the same attacks must succeed.

The second part is what makes the first worth something: an attack that fails for a reason of its own proves nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from autograde.sandbox.attacks.conduct import ATTACKS
from autograde.sandbox.attacks.weaker import borne
from tests.sandbox.grader import Grader

NAMES = tuple(attack.name for attack in ATTACKS)
ONLY_ROOT_WITHOUT_WALLS = (
    "being user 0",
    "becoming user 0",
    "kernel settings",
    "higher priority",
    "device nodes and host names",
    "setting the clock",
)
HELD_WITHOUT_WALLS = (
    "open descriptors beyond the wire",  # the warm process sees to it
    "kill(0): its own process group",  # so it does to this
    "system calls by another numbering",  # not in every kernel
    "memory in one process",  # the candidate limits itself, too
    "output without end past Python",  # its standard streams are /dev/null
)


def test_names_are_unique_and_known() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 50
    assert {*ONLY_ROOT_WITHOUT_WALLS, *HELD_WITHOUT_WALLS} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_walls_hold(grader: Grader, name: str) -> None:
    achieved = grader.ask("attack", name=name)["achieved"]
    if borne(name, grader.tier.key):
        assert achieved, "held after all: claim it"
    else:
        assert achieved == ""


BEYOND_NAMESPACES = ("listening for TCP connections", "controlling a device that all share")


@pytest.fixture
def capped(request: pytest.FixtureRequest) -> Iterator[Grader]:
    """A grader that uses Landlock up to a version only."""
    kind = "root" if os.getuid() == 0 else "user"
    made = Grader(kind, f"{kind}:{request.param}")
    yield made
    made.end()


@pytest.mark.parametrize(
    ("capped", "succeed"),
    [(0, set(BEYOND_NAMESPACES)), (4, {BEYOND_NAMESPACES[1]}), (5, set())],
    indirect=["capped"],
)
def test_landlock_is_a_wall_of_its_own(capped: Grader, succeed: set[str]) -> None:
    """What namespaces let through, and Landlock from its fourth and its fifth version on does not."""
    through = {name for name in BEYOND_NAMESPACES if not capped.ask("attack", name=name)["held"]}
    assert through == succeed
    assert {name for name in BEYOND_NAMESPACES if borne(name, capped.walls)} == succeed


@pytest.fixture(scope="module")
def unwalled(request: pytest.FixtureRequest) -> Iterator[Grader]:
    made = Grader(request.param, "none")
    yield made
    made.end()


@pytest.mark.parametrize(
    ("unwalled", "name"),
    [("root" if name in ONLY_ROOT_WITHOUT_WALLS else "user", name) for name in NAMES if name not in HELD_WITHOUT_WALLS],
    indirect=["unwalled"],
)
def test_the_same_succeeds_without_walls(unwalled: Grader, name: str) -> None:
    outcome = unwalled.ask("attack", name=name)
    assert not outcome["held"], "held without walls, so it proves nothing with them"
    assert "attack itself failed" not in outcome["achieved"]

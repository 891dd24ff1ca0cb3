"""Every attack against the walls of both kinds; and without walls, where the same attacks must succeed.

The second part is what makes the first worth something: an attack that fails for a reason of its own proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograde.sandbox.attacks.conduct import ATTACKS
from tests.sandbox.grader import Grader

NAMES = tuple(attack.name for attack in ATTACKS)
ONLY_ROOT_WITHOUT_WALLS = (
    "being user 0",
    "becoming user 0",
    "kernel settings",
    "higher priority",
    "device nodes and host names",
)
HELD_WITHOUT_WALLS = (
    "open descriptors beyond the wire",  # the warm process sees to it
    "system calls by another numbering",  # not in every kernel
    "memory in one process",  # the candidate limits itself, too
    "output without end past Python",  # its standard streams are /dev/null
)


def test_names_are_unique_and_known() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 40
    assert {*ONLY_ROOT_WITHOUT_WALLS, *HELD_WITHOUT_WALLS} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_walls_hold(grader: Grader, name: str) -> None:
    assert grader.ask("attack", name=name)["achieved"] == ""


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

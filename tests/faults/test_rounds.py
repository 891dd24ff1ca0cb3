"""Whatever is killed, and whenever: every submission is graded once, with the result of a run that nothing disturbed.

Seeds are written down, so that a round that goes wrong can be played again: ``python -m tests.faults.many --seed N
--rounds 1``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.rounds import play
from tests.faults.small_class import STUDENTS, SmallClass, grades, make_class, records

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallClass:
    return make_class(tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="module")
def expected(small: SmallClass) -> dict[str, str]:
    out = small.source.parent / "plain"
    subprocess.run(small.command(out), check=True, stdout=subprocess.DEVNULL)
    return grades(out)


@pytest.mark.parametrize("seed", range(1, 15))
def test_a_round(seed: int, small: SmallClass, expected: dict[str, str], tmp_path: Path) -> None:
    played = play(seed, small, tmp_path / "out")
    assert (played.problems, played.again, played.survivors) == ((), (), ())
    assert len(records(tmp_path / "out")) == len(STUDENTS)
    assert grades(tmp_path / "out") == expected

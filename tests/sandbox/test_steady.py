"""A warm process is the same after many submissions: it keeps no descriptor, no process and no memory of any."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from tests.sandbox.grader import NESTED, Grader

STARTS = 60


def shape(number: int) -> tuple[int, int, list[str], int]:
    """Descriptors, children (zombies included), memory maps but for their contents, threads."""
    process = psutil.Process(number)
    maps = [line.split()[0] for line in Path(f"/proc/{number}/maps").read_text().splitlines()]
    return process.num_fds(), len(process.children()), maps, process.num_threads()


@pytest.mark.parametrize("grader", NESTED, indirect=True)
def test_warm_processes_stay_as_they_are(grader: Grader) -> None:
    def one() -> None:
        grader.ask("enter", room="a")
        grader.say("a", "kept = bytearray(b'1') * (20 << 20)")
        grader.ask("leave", room="a")

    for _ in range(5):
        one()
    numbers = [number for name, number in grader.ask("parents").items() if name.endswith("light")]
    assert len(numbers) == 2
    before = [shape(number) for number in numbers]
    own = psutil.Process(grader.process.pid)
    files = own.num_fds()
    for _ in range(STARTS):
        one()
    assert [number for name, number in grader.ask("parents").items() if name.endswith("light")] == numbers
    assert [shape(number) for number in numbers] == before
    assert own.num_fds() == files

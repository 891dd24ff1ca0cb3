"""A full disk and a read-only one: one line, nothing lost, and a run that goes on when there is room."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.small_class import STUDENTS, SmallClass, grades, make_class, records

SEEDS = (1, 2)
FULL = """
import os, random
_rng, _fsync = random.Random({seed}), os.fsync
def fsync(handle):
    if _rng.random() < {often}:
        raise OSError(28, "No space left on device")
    _fsync(handle)
os.fsync = fsync
"""
"""The error comes where the kernel gives it: a file system may notice only when it has to store what was written."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallClass:
    return make_class(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def expected(small: SmallClass) -> dict[str, str]:
    out = small.source.parent / "plain"
    assert run(small.command(out)).returncode == 0
    return grades(out)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    if os.getuid() != 0:
        pytest.skip("needs root, to mount a file system; the test beside it needs none")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = run(["mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", str(folder)])
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield folder
    run(["umount", "-l", str(folder)])


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def remount(folder: Path, options: str) -> None:
    assert run(["mount", "-o", f"remount,{options}", str(folder)]).returncode == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_disk_that_is_full_now_and_then(
    seed: int, small: SmallClass, expected: dict[str, str], tmp_path: Path
) -> None:
    out, finished = tmp_path / "out", {}
    for attempt in range(40):
        preamble = FULL.format(seed=1000 * seed + attempt, often=0.1 if attempt else 0.5)
        done = run(small.command(out, *(["--resume"] if attempt else []), preamble=preamble))
        now = records(out)
        assert not [name for name in finished if now.get(name) != finished[name]], "graded again"
        finished = now
        if done.returncode == 0:
            break
        assert done.returncode == 2
        assert "No space left on device" in done.stderr.splitlines()[-1]
        assert all(line.startswith("autograde: ") for line in done.stderr.splitlines())
    assert attempt > 0, "the disk was never full"
    assert len(finished) == len(STUDENTS)
    assert grades(out) == expected


def test_a_disk_that_is_full(disk: Path, small: SmallClass, expected: dict[str, str]) -> None:
    out = disk / "out"
    done = run(small.command(out))
    assert done.returncode == 2
    assert all(line.startswith("autograde: ") for line in done.stderr.splitlines())
    assert f"cannot write in {out}/.journal: No space left on device" in done.stderr
    kept = records(out)
    assert 0 < len(kept) < len(STUDENTS)
    remount(disk, "size=10m")
    assert run(small.command(out, "--resume")).returncode == 0
    assert {name: state for name, state in records(out).items() if name in kept} == kept
    assert grades(out) == expected


def test_a_folder_that_cannot_be_written(request: pytest.FixtureRequest, small: SmallClass, tmp_path: Path) -> None:
    root = os.getuid() == 0  # who may write everywhere, but on a read-only disk
    disk: Path = request.getfixturevalue("disk") if root else tmp_path
    if root:
        remount(disk, "size=10m")
    out = disk / "out"
    assert run(small.command(out)).returncode == 0
    before, written = records(out), grades(out)
    remount(disk, "ro") if root else out.chmod(0o555)
    done = run(small.command(out, "--resume"))
    reason = "Read-only file system" if root else "Permission denied"
    assert (done.returncode, done.stderr) == (2, f"autograde: --out {out}: cannot be written: {reason}\n")
    remount(disk, "rw") if root else out.chmod(0o755)
    assert run(small.command(out, "--resume")).returncode == 0
    assert records(out) == before
    assert grades(out) == written

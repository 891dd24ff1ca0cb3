"""Huge pages are an optimisation: what a process holds, and what its children see, stays the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograde.huge_pages import collapse_pages

PROGRAM = """
import os, re
from autograde.huge_pages import collapse_pages
kept = [bytes([number % 251]) * 100_000 for number in range(300)]
whole = [str(number) * 10 for number in range(200_000)]
def huge_kb():
    return int(re.search(r"AnonHugePages: +([0-9]+) kB", open("/proc/self/smaps_rollup").read())[1])
before = huge_kb()
made = collapse_pages()
grown = huge_kb() - before
child = os.fork()
if child == 0:
    whole[7] = "changed"
    os._exit(kept != [bytes([number % 251]) * 100_000 for number in range(300)])
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert whole == [str(number) * 10 for number in range(200_000)]
print(made, grown)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="madvise(2) is Linux's")
def test_memory_is_the_same_and_the_kernel_agrees_on_the_number() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    made, grown_kb = map(int, done.stdout.split())
    assert made == 0 or 0 < grown_kb <= made * 2048 + 4096, "a page may be split again, or made by the kernel itself"


def test_nothing_happens_where_the_kernel_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograde.huge_pages._MADV_COLLAPSE", 9999)
    assert collapse_pages() == 0

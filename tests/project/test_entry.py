"""The two commands from their first moment on."""

from __future__ import annotations

import subprocess
import sys

import pytest

STOPPED = """
import sys

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "{package}.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Stop())
from {package}.__main__ import main
main()
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("package", ["autograde", "d2lcourse"])
def test_ctrl_c_while_modules_load_is_one_line(package: str) -> None:
    done = run("-c", STOPPED.format(package=package))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", f"{package}: stopped\n")


@pytest.mark.parametrize("package", ["autograde", "d2lcourse"])
def test_python_m_runs_the_command(package: str) -> None:
    done = run("-m", package, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{package} ")
    assert run("-m", package, "nonsense").stderr.startswith(f"{package}: ")

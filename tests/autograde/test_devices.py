"""CPU or CUDA: what is found, what is chosen, slots. No GPU is needed: the process that tries CUDA is the one thing
that is played here. With a GPU there is ``tests/gpu``."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import torch

from autograde import devices
from autograde.batch import grade_class
from autograde.device_choice import asks_for_cuda, settle
from autograde.devices import Gpu, admitted, probe, read_probe, slots_per_gpu
from autograde.doctor import examine
from autograde.errors import UsageError
from autograde.options import Options
from autograde.sandbox.probe import walls_here
from tests.autograde.played_gpu import CARD, FOUND, NOTHING, SOLUTION, assignment, played_machine, submission
from tests.project.files import ROOT

SANDBOX: Any = "auto" if walls_here() else "none"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    with played_machine(monkeypatch) as say:
        yield say


# -- what is found -------------------------------------------------------------------------------------------------


def test_the_real_probe_agrees_with_torch() -> None:
    probe.cache_clear()
    found = probe()
    assert found.torch == torch.__version__
    assert bool(found.gpus) == torch.cuda.is_available()
    assert bool(found.why) != bool(found.gpus)


def read(visible: str | None = None, driver: str = "580.1", code: int = 0, **changed: Any) -> devices.Probe:
    return read_probe(json.dumps({**FOUND, **changed}), code, visible, driver)


def test_a_gpu_that_works() -> None:
    assert read().gpus == (CARD,)
    assert read().why == ""


def test_gpus_are_called_what_the_user_calls_them() -> None:
    two = [["A", 1000], ["B", 2000]]
    assert [gpu.number for gpu in read(gpus=two).gpus] == ["0", "1"]
    assert [gpu.number for gpu in read("3, GPU-8932f937", gpus=two).gpus] == ["3", "GPU-8932f937"]


REASONS: list[tuple[dict[str, Any], str]] = [
    ({**NOTHING, "torch": "", "built": False}, "torch is not installed"),
    ({**NOTHING, "torch": "2.13.0+cpu", "built": False}, "this torch (2.13.0+cpu) is built without CUDA"),
    ({**NOTHING, "visible": ""}, "CUDA_VISIBLE_DEVICES hides every GPU"),
    ({**NOTHING, "driver": "", "why": "RuntimeError: Found no NVIDIA driver"}, "there is no NVIDIA driver"),
    ({**NOTHING, "why": "RuntimeError: CUDA error:\n  304"}, "RuntimeError: CUDA error: 304"),
    ({"code": -11}, "the process that tried CUDA ended with exit code -11"),
]


@pytest.mark.parametrize(("said", "why"), REASONS, ids=[why for _, why in REASONS])
def test_why_there_is_none(said: dict[str, Any], why: str) -> None:
    assert (read(**said).gpus, read(**said).why) == ((), why)


@pytest.mark.parametrize(
    "text", ["", "Segmentation fault", "[]", '{"torch": 1}', '{"torch": "", "why": "", "gpus": 3}']
)
def test_an_answer_that_is_none(text: str) -> None:
    assert read_probe(text, 1, None, "").why == "the process that tried CUDA ended with exit code 1"


# -- what is chosen ------------------------------------------------------------------------------------------------


def test_a_source_that_names_no_gpu_stays_on_the_cpu(machine: Callable[..., None]) -> None:
    machine(FOUND)
    plain = assignment('import torch\nDEVICE = "cpu"')
    assert not asks_for_cuda(plain)
    assert settle(plain, Options(device="auto", sandbox="none")).device == "cpu"
    assert asks_for_cuda(assignment())
    assert asks_for_cuda(assignment("import torch\nfrom autograde.testing import compute_device"))
    assert not asks_for_cuda(assignment("DEVICE = 'cuda'")), "without torch there is nothing to compute there"


def test_cuda_that_was_asked_for_and_is_not_there(machine: Callable[..., None]) -> None:
    machine({**FOUND, **NOTHING, "torch": "2.13.0+cpu", "built": False})
    with pytest.raises(UsageError, match=r"--device cuda: this torch \(2.13.0\+cpu\) is built without CUDA; see"):
        settle(assignment(), Options(device="cuda", sandbox="none"))
    assert settle(assignment(), Options(device="auto", sandbox="none")).device == "cpu"
    assert settle(assignment(), Options(device="cpu", sandbox="none")).device == "cpu"


@pytest.mark.skipif(torch.cuda.is_available(), reason="plays a GPU that fails: this machine has one that works")
def test_cuda_that_works_outside_only(machine: Callable[..., None]) -> None:
    """The trial is real: the submission's processes have this machine's torch, which knows no CUDA."""
    machine(FOUND)
    with pytest.raises(UsageError, match=r"CUDA works on this machine, but not for submissions: trial, tests: .*CUDA"):
        settle(assignment(), Options(device="cuda", sandbox=SANDBOX))
    result = grade_class(assignment(), [submission(SOLUTION)], Options(seed=1, device="auto", sandbox=SANDBOX))
    assert (result.device, result.submissions[0].score) == ("cpu", 1.0)
    facts = {fact.name: fact for fact in examine()}
    assert facts["gpu 0"].value == "NVIDIA H100, 79 GB, 24 submissions of 2048 MB at a time"
    if facts["sandbox"].good:
        assert "does not work: trial, tests" in facts["cuda in the sandbox"].value


def test_the_command_says_in_one_line_that_there_is_no_gpu(tmp_path: Path) -> None:
    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    source = next((ROOT / "solutions").glob("ps*"))
    arguments = ["grade", str(source), "--source", str(source), "--out", str(tmp_path / "out"), "--device", "cuda"]
    done = subprocess.run(
        [sys.executable, "-c", "from autograde.cli import main; main()", *arguments, "--sandbox", "none"],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("autograde: --device cuda: ")
    assert done.stderr.count("\n") == 1


# -- slots ---------------------------------------------------------------------------------------------------------


def test_as_many_submissions_as_the_memory_holds() -> None:
    assert slots_per_gpu(CARD, 2048) == 81_000 // (2048 + 2 * 600) == 24
    assert slots_per_gpu(Gpu("small", "0", 2000), 2048) == 1
    assert slots_per_gpu(CARD, 2048, wanted=3) == 3


def test_gpus_are_filled_evenly(tmp_path: Path) -> None:
    gpus = [Gpu("a", "0", 1), Gpu("b", "1", 1)]
    with ExitStack() as stack:
        taken = [stack.enter_context(admitted(gpus, [2, 1], tmp_path / "slots")).number for _ in range(3)]
    assert taken == ["0", "1", "0"]


def test_who_finds_no_slot_waits_for_one(tmp_path: Path) -> None:
    entered = threading.Event()

    def third() -> None:
        with admitted([CARD], [2], tmp_path / "slots"):
            entered.set()

    thread = threading.Thread(target=third)
    with admitted([CARD], [2], tmp_path / "slots"):
        with admitted([CARD], [2], tmp_path / "slots"):
            thread.start()
            assert not entered.wait(0.3)
        assert entered.wait(30)
    thread.join()


HOLD = """
import pathlib, sys
from autograde.devices import Gpu, admitted
with admitted([Gpu("", "0", 1)], [1], pathlib.Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""


def test_slots_count_for_all_processes_and_outlive_none(tmp_path: Path) -> None:
    place = str(tmp_path / "slots")
    holder = [subprocess.Popen([sys.executable, "-c", HOLD, place], stdin=-1, stdout=-1, cwd=ROOT) for _ in range(2)]
    try:
        (first,) = _who_say(holder, 60)
        (second,) = (process for process in holder if process is not first)
        assert not _who_say([second], 0.3), "one slot, two holders"
        os.kill(first.pid, signal.SIGKILL)
        assert _who_say([second], 60)
    finally:
        for process in holder:
            process.kill()
            process.communicate()


def _who_say(processes: list[subprocess.Popen[bytes]], seconds: float) -> list[subprocess.Popen[bytes]]:
    """Those that printed something, as soon as one did or when the time is over."""
    ready = select.select([process.stdout for process in processes], [], [], seconds)[0]
    return [process for process in processes if process.stdout in ready]


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    with pytest.raises(UsageError, match="is not a folder of your own"), admitted([CARD], [1], tmp_path / "link"):
        pass

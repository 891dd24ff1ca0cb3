"""Grading again on the CPU where a GPU fails, and only there. The GPU is played; ``tests/gpu`` has a real one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.batch import grade_class
from autograde.devices import gpu_failure
from autograde.grading import grade
from autograde.launch import WarmLauncher
from autograde.options import Options
from autograde.output.json_file import json_text, read_results
from autograde.result import Status, SubmissionResult
from tests.autograde.played_gpu import FOUND, SOLUTION, assignment, played_machine, submission


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    with played_machine(monkeypatch) as say:
        yield say


@pytest.fixture(scope="module")
def launcher() -> Iterator[WarmLauncher]:
    made = WarmLauncher(("torch.cuda",))
    yield made
    made.close()


def on_gpu(launcher: WarmLauncher, text: str) -> SubmissionResult:
    """Graded as if this machine had a GPU. What is graded sees its variable and, of course, no GPU."""
    return grade(assignment(), submission(text), Options(seed=1, device="cuda", sandbox="none"), launcher=launcher)


WHERE = "import os\nGPU = os.environ['CUDA_VISIBLE_DEVICES']\n"
FAILURES = {
    "its memory is full": ("raise torch.OutOfMemoryError('CUDA out of memory. Tried to allocate 20 GB')", "memory"),
    "a kernel fails": ("raise RuntimeError('CUDA error: an illegal memory access was encountered')", "an error"),
    "a library fails": ("raise RuntimeError('cuDNN error: CUDNN_STATUS_EXECUTION_FAILED')", "an error"),
    "the driver is gone": ("raise RuntimeError('No CUDA GPUs are available')", "an error"),
    "the process ends": ("os._exit(3)", "a process that could use the GPU ended"),
}


@pytest.mark.parametrize("name", list(FAILURES))
@pytest.mark.parametrize("place", ["in a cell", "when it is called"])
def test_a_failing_gpu_costs_nothing(
    machine: Callable[..., None], launcher: WarmLauncher, name: str, place: str
) -> None:
    machine(FOUND)
    failure, words = FAILURES[name]
    if place == "in a cell":
        text = f"{WHERE}if GPU: {failure}\n{SOLUTION}"
    else:
        text = f"{WHERE}def double(x):\n    if GPU: {failure}\n    return 2 * x"
    result = on_gpu(launcher, text)
    assert (result.score, result.device) == (1.0, "cpu")
    (note,) = [entry for entry in result.findings if entry.kind == "gpu_fallback"]
    assert words in note.detail
    assert not {"cell_crashed", "process_crashed"} & {entry.kind for entry in result.findings}


def test_without_a_failure_nothing_is_graded_twice(machine: Callable[..., None], launcher: WarmLauncher) -> None:
    machine(FOUND)
    result = on_gpu(launcher, f"{WHERE}def double(x):\n    return 2 * x if GPU == '0' else x")
    assert (result.score, result.device) == (1.0, "")
    assert "gpu_fallback" not in {entry.kind for entry in result.findings}


@pytest.mark.parametrize(
    "failure",
    [
        "raise ValueError('CUDA error: no')",
        "raise RuntimeError('shapes differ')",
        "raise MemoryError",
        "return x.cpu()",
    ],
)
def test_mistakes_of_the_code_stay_its_own(machine: Callable[..., None], launcher: WarmLauncher, failure: str) -> None:
    machine(FOUND)
    result = on_gpu(launcher, f"{WHERE}def double(x):\n    if GPU: {failure}\n    return 2 * x")
    assert (result.score, result.device) == (0.0, "")


def test_a_played_failure_gains_nothing(machine: Callable[..., None], launcher: WarmLauncher) -> None:
    machine(FOUND)
    wrong = f"{WHERE}def double(x):\n    if GPU: raise RuntimeError('CUDA error: ' + str(x.tolist()))\n    return 3 * x"
    result = on_gpu(launcher, wrong)
    assert (result.score, result.device) == (0.0, "cpu")
    (note,) = [entry for entry in result.findings if entry.kind == "gpu_fallback"]
    assert note.detail == "CUDA reported an error", "what the student's process says is not repeated"


def test_time_that_runs_out_is_not_the_gpus_doing(machine: Callable[..., None], launcher: WarmLauncher) -> None:
    machine(FOUND)
    source = assignment(digest="devices short")
    limits = replace(source.notebooks[0].limits, question_s=2.0)
    source = replace(source, notebooks=(replace(source.notebooks[0], limits=limits),))
    stubborn = (
        f"{WHERE}def double(x):\n    while GPU:\n        try:\n            while True: pass\n"
        "        except BaseException: pass\n    return 2 * x"
    )
    options = Options(seed=1, device="cuda", sandbox="none")
    result = grade(source, submission(stubborn), options, launcher=launcher)
    assert [entry.status for entry in result.questions] == [Status.TIMEOUT]
    assert result.device == ""


def test_the_device_of_a_submission_is_kept(tmp_path: Path) -> None:
    whole = grade_class(assignment(), [submission(SOLUTION)], Options(seed=1, sandbox="none"))
    assert "device" not in json.loads(json_text(whole))["submissions"][0]
    moved = replace(whole, device="cuda", submissions=(replace(whole.submissions[0], device="cpu"),))
    (tmp_path / "results.json").write_text(json_text(moved))
    again = read_results(tmp_path)
    assert (again.device, again.submissions[0].device) == ("cuda", "cpu")


def test_names_of_errors() -> None:
    assert gpu_failure("OutOfMemoryError", "") == "the GPU's memory was full"
    assert gpu_failure("RuntimeError", "CUDA out of memory. Tried") == "the GPU's memory was full"
    assert gpu_failure("AcceleratorError", "CUDA error: unspecified launch failure") == "CUDA reported an error"
    assert gpu_failure("DeviceFailure", "x") == "CUDA reported an error"
    assert gpu_failure("RuntimeError", "Expected all tensors to be on the same device, cuda:0 and cpu!") == ""
    assert gpu_failure("TypeError", "CUDA error") == ""

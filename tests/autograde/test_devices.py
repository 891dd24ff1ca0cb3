"""CPU or CUDA: what is found, what is chosen, slots, and grading again on the CPU. No GPU is needed: the process that
tries CUDA is the one thing that is played here. With a GPU there is ``tests/gpu``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from autograde import device_choice, devices
from autograde.batch import grade_class
from autograde.bridge.mirrors import Change, Mirrors
from autograde.candidate.gpu import limit_gpu_memory, share
from autograde.collection import Submission
from autograde.device_choice import asks_for_cuda, settle
from autograde.devices import Gpu, admitted, gpu_failure, probe, read_probe, slots_per_gpu
from autograde.doctor import examine
from autograde.errors import UsageError
from autograde.grading import grade
from autograde.launch import WarmLauncher
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.output.json_file import json_text, read_results
from autograde.process import Job, environment
from autograde.result import Status, SubmissionResult
from autograde.sandbox.bwrap import available, command
from autograde.sandbox.probe import walls_here
from autograde.testing import compute_device
from autograde.wire.decoder import Decoder
from autograde.wire.encoder import Encoder
from autograde.wire.nodes import DecodeError, EncodeError
from autograde.wire.tensors import DeviceFailure, device_part
from tests.autograde.notebooks import answer, raw
from tests.project.files import ROOT

SANDBOX: Any = "auto" if walls_here() else "none"
CARD = Gpu("NVIDIA H100", "0", 81_000)
FOUND = {"torch": "2.13.0+cu130", "built": True, "gpus": [["NVIDIA H100", 81_000]], "why": ""}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Say what the process that tries CUDA answers."""

    def say(found: dict[str, Any]) -> None:
        def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
            return subprocess.CompletedProcess([], 0, json.dumps(found), "")

        monkeypatch.setattr(devices, "subprocess", SimpleNamespace(run=run, DEVNULL=None, TimeoutExpired=TimeoutError))
        monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
        probe.cache_clear()

    yield say
    probe.cache_clear()
    device_choice._settled.clear()
    device_choice.for_cuda.cache_clear()


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


NOTHING: dict[str, Any] = {"gpus": []}
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

SOLUTION = "def double(x):\n    return 2 * x"
TEST = "x = torch.ones(3, device=DEVICE)\nassert double(x).tolist() == [2, 2, 2]"
SETUP = 'import torch\nDEVICE = "cuda" if torch.cuda.is_available() else "cpu"'


def assignment(setup: str = SETUP, solution: str = SOLUTION, digest: str = "") -> Assignment:
    cells = (
        Cell(Role.SETUP, "code", setup),
        Cell(Role.SOLUTION, "code", solution, grade_id="double", stub="raise NotImplementedError()"),
        Cell(Role.TEST, "code", TEST, grade_id="tests", points=1.0, locked=True, stub=TEST),
    )
    return Assignment("ps", (Notebook("nb", cells, limits=Limits(memory_mb=3000)),), {}, digest or f"devices {setup}")


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
    first, second = holder if holder[0].stdout and _says(holder[0], 0.5) else reversed(holder)
    try:
        assert not _says(second, 0.3), "one slot, two holders"
        os.kill(first.pid, signal.SIGKILL)
        assert _says(second, 60)
    finally:
        for process in holder:
            process.kill()
            process.communicate()


def _says(process: subprocess.Popen[bytes], seconds: float) -> bool:
    import select

    assert process.stdout is not None
    return bool(select.select([process.stdout], [], [], seconds)[0])


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    with pytest.raises(UsageError, match="is not a folder of your own"), admitted([CARD], [1], tmp_path / "link"):
        pass


# -- grading again -------------------------------------------------------------------------------------------------


def submission(text: str) -> Submission:
    return Submission("ada", {"nb": raw(answer(text, "double"))})


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


# -- what a process gets -------------------------------------------------------------------------------------------


def test_a_process_sees_its_own_gpu_and_no_other() -> None:
    assert environment("candidate", Path("/x"), "GPU-1")["CUDA_VISIBLE_DEVICES"] == "GPU-1"
    plain = environment("candidate", Path("/x"))
    assert (plain["CUDA_VISIBLE_DEVICES"], plain["PYTORCH_NVML_BASED_CUDA_CHECK"]) == ("", "1")
    assert Job({}, 100, gpu="0").walls()["gpu"] is True
    assert Job({}, 100).walls()["gpu"] is False


def test_device_nodes_are_let_in_only_where_they_are_named() -> None:
    if available() is None:
        pytest.skip("bubblewrap is not installed")
    without, with_gpu = command(["true"], root=True), command(["true"], root=True, devices=["/dev/nvidia0"])
    assert "/dev/nvidia0" not in without
    assert not any(part.startswith("/sys") for part in without)
    place = with_gpu.index("--dev-bind")
    assert with_gpu[place + 1 : place + 3] == ["/dev/nvidia0", "/dev/nvidia0"]
    assert with_gpu.index("--dev") < place, "a later /dev would cover it"


CUDA_UNTOUCHED = """
import torch
from autograde.warm import _EXERCISES
def touched(*_):
    raise SystemExit("the driver was asked")
torch._C._cuda_getDeviceCount = torch._C._cuda_init = torch._C._cuda_getCurrentRawStream = touched
torch.backends.cuda.is_built = torch.cuda._is_compiled = lambda: True
_EXERCISES["torch.cuda"]()
print(torch.cuda.is_initialized(), torch.cuda.is_available())
"""


def test_warming_up_for_cuda_does_not_start_the_driver(tmp_path: Path) -> None:
    """A CUDA build is played as far as Python goes; whether a child can use CUDA is tried before grading."""
    variables = environment("candidate", tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", CUDA_UNTOUCHED], env=variables, cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert done.stdout.strip() == "False False", done.stderr


def test_the_share_of_a_gpus_memory() -> None:
    assert share(2048, 8 << 30) == 0.25
    assert share(2048, 1 << 30) == 1.0
    assert share(2048, 0) == 1.0


def test_the_share_waits_until_cuda_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    queue: list[Any] = []
    monkeypatch.setattr(torch.cuda, "_queued_calls", queue)
    limit_gpu_memory(2048)
    ((callback, _),) = queue
    seen: list[tuple[float, int]] = []
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda _: SimpleNamespace(total_memory=8 << 30))
    monkeypatch.setattr(torch.cuda, "set_per_process_memory_fraction", lambda *args: seen.append(args))
    callback()
    assert seen == [(0.25, 0)]


def test_authors_ask_where_to_compute() -> None:
    assert compute_device() == ("cuda" if torch.cuda.is_available() else "cpu")


# -- values that cross ---------------------------------------------------------------------------------------------


def test_where_a_tensor_lives_travels_with_it() -> None:
    assert device_part(torch.ones(2)) == []
    assert device_part(SimpleNamespace(device=torch.device("cuda", 3))) == ["cuda"]
    encoder = Encoder()
    encoder.encode(torch.ones(2))
    assert encoder.table == [["T", "float32", [2], 0]], "on the CPU nothing is said"
    with pytest.raises(EncodeError, match="a tensor on device 'meta' cannot travel"):
        Encoder().encode(torch.ones(2, device="meta"))


def arrived(device: str) -> Any:
    return Decoder([["T", "float32", [2], 0, device]], [bytearray(8)]).decode(["@", 0])


@pytest.mark.parametrize("device", ["meta", "cuda:1", "cpu2", "", "xla", "nn"])
def test_a_device_outside_the_list_is_refused(device: str) -> None:
    with pytest.raises(DecodeError):
        arrived(device)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_a_gpu_that_is_not_here_is_refused() -> None:
    with pytest.raises(DecodeError):
        arrived("cuda")


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_a_gpu_that_does_not_take_it_is_no_malformed_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)  # the driver says so, and torch cannot
    with pytest.raises(DeviceFailure):
        arrived("cuda")


def test_a_tensor_lands_where_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """The device "meta" stands in for CUDA: it holds shapes and no numbers."""
    monkeypatch.setattr("autograde.wire.tensors._DEVICES", {"meta"})
    monkeypatch.setattr(torch, "meta", SimpleNamespace(is_available=lambda: True), raising=False)
    assert arrived("meta").device.type == "meta"
    assert arrived("meta").shape == (2,)
    assert arrived("cpu").device.type == "cpu"


def test_a_gradient_on_another_device_does_not_fit_its_parameter() -> None:
    mirrors = Mirrors(1)
    mirrors.apply(-1, Change(True, True, data=torch.ones(2)))
    with pytest.raises(DecodeError, match="a gradient that does not fit"):
        mirrors.apply(-1, Change(True, True, grad=[torch.ones(2, device="meta")]))

"""Grading on a real GPU, behind the real walls. Skipped by name where there is none; the logic is tested without one in
``tests/autograde/test_devices.py``."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from autograde.batch import grade_class
from autograde.collection import Submission
from autograde.device_choice import settle
from autograde.devices import admitted, probe, slots_per_gpu
from autograde.doctor import examine
from autograde.grading import grade
from autograde.launch import launcher_for
from autograde.limits import Limits
from autograde.model import Assignment, Cell, Notebook, Role
from autograde.options import Options
from autograde.pair import Pair
from autograde.reference import reference_bytes
from autograde.result import Status, SubmissionResult
from autograde.sandbox.probe import walls_here
from autograde.source import load_assignment
from tests.autograde.notebooks import answer, raw
from tests.project.files import ROOT

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU that this torch can use")

SANDBOX: Any = "auto" if walls_here() else "none"
CUDA = Options(seed=1, device="cuda", sandbox=SANDBOX)
GPU_MB = 1024
SOLUTION = """
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(4, 8)
        self.last = torch.nn.Linear(8, 2)

    def forward(self, x):
        return self.last(torch.relu(self.first(x)))


def norm(x):
    return (x * x).sum().sqrt()


def double_(x):
    x.mul_(2)
    return x


def batches(x):
    for row in x:
        yield row + torch.ones_like(row)
"""
TESTS = {
    "a result stays on the GPU": """
x = torch.tensor([3.0, 4.0], device="cuda")
y = norm(x)
assert y.is_cuda and y.device == x.device, y.device
close(y, torch.tensor(5.0, device="cuda"))
assert not norm(torch.tensor([3.0, 4.0])).is_cuda
""",
    "gradients": """
x = torch.tensor([3.0, 4.0], device="cuda", requires_grad=True)
norm(x).backward()
assert x.grad.is_cuda
close(x.grad, torch.tensor([0.6, 0.8], device="cuda"))
second = torch.autograd.grad(torch.autograd.grad(norm(x), x, create_graph=True)[0].sum(), x)[0]
assert second.is_cuda
""",
    "in place": """
x = torch.ones(3, device="cuda")
double_(x)
close(x, torch.full((3,), 2.0, device="cuda"))
""",
    "a module moves and learns": """
net = Net().to("cuda")
assert all(p.is_cuda for p in net.parameters())
optimiser = torch.optim.SGD(net.parameters(), lr=0.1)
x, y = torch.randn(16, 4, device="cuda"), torch.randint(2, (16,), device="cuda")
before = torch.nn.functional.cross_entropy(net(x), y)
for _ in range(5):
    optimiser.zero_grad()
    loss = torch.nn.functional.cross_entropy(net(x), y)
    loss.backward()
    assert net.first.weight.grad.is_cuda
    optimiser.step()
assert float(loss.detach()) < float(before.detach())
assert not next(net.to("cpu").parameters()).is_cuda
""",
    "generators and containers": """
rows = list(batches(torch.zeros(2, 3, device="cuda")))
assert len(rows) == 2 and all(row.is_cuda for row in rows)
""",
    "many kinds of numbers": """
for dtype in (torch.float16, torch.bfloat16, torch.float64, torch.int64, torch.bool, torch.complex64):
    x = torch.ones(2, 3, device="cuda").to(dtype).t()
    back = [row for row in batches(x.long())] if dtype is torch.int64 else [norm(x.to(torch.float32))]
    assert all(one.is_cuda for one in back)
empty = torch.empty(0, 3, device="cuda")
assert list(batches(empty)) == []
""",
    "both sides see one GPU": "assert torch.cuda.device_count() == 1 and compute_device() == 'cuda'",
}


def assignment(*, solution: str = SOLUTION, tests: dict[str, str] = TESTS) -> Assignment:
    setup = "import torch\nfrom autograde.testing import close, compute_device"
    cells = [Cell(Role.SETUP, "code", setup)]
    cells.append(Cell(Role.SOLUTION, "code", solution, grade_id="answer", stub="raise NotImplementedError()"))
    for name, text in tests.items():
        cells.append(Cell(Role.TEST, "code", text, grade_id=name, points=1.0, locked=True, stub=text))
    book = Notebook("nb", tuple(cells), limits=Limits(gpu_memory_mb=GPU_MB))
    return Assignment("ps", (book,), {}, f"cuda {solution} {sorted(tests)}")


def submit(text: str, options: Options = CUDA, tests: dict[str, str] = TESTS) -> SubmissionResult:
    return grade(assignment(tests=tests), Submission("ada", {"nb": raw(answer(text, "answer"))}), options)


def kinds(result: SubmissionResult) -> set[str]:
    return {entry.kind for entry in result.findings} - {"edited_metadata", "missing_cell", "added_cells"}


@pytest.fixture(scope="module")
def honest() -> SubmissionResult:
    return submit(SOLUTION)


@pytest.mark.parametrize("name", list(TESTS))
def test_values_cross_and_stay_where_they_are(honest: SubmissionResult, name: str) -> None:
    (question,) = [entry for entry in honest.questions if entry.grade_id == name]
    assert (question.status, question.message) == (Status.PASSED, "")
    assert (honest.device, kinds(honest)) == ("", set())


def test_auto_takes_the_gpu() -> None:
    assert settle(assignment(), Options(device="auto", sandbox=SANDBOX)).device == "cuda"
    tests = {"fails there": "assert not norm(torch.ones(2, device=compute_device())).is_cuda"}
    assert settle(assignment(tests=tests), Options(device="auto", sandbox=SANDBOX)).device == "cpu"


def test_the_warm_process_keeps_torch_warm() -> None:
    """Should this fail, torch's warm-up starts the driver: everything works still, each submission a second slower."""
    launcher: Any = launcher_for(assignment(), CUDA)
    assert "torch.cuda" in launcher._modules


MEMORY = f"""
import torch
FULL = False
if torch.cuda.is_available():
    kept = torch.empty({GPU_MB // 2} << 20, dtype=torch.uint8, device="cuda")
    try:
        torch.empty({GPU_MB} << 20, dtype=torch.uint8, device="cuda")
    except torch.OutOfMemoryError:
        FULL = True
def full():
    return FULL
"""


def test_the_share_of_the_memory_is_kept() -> None:
    source = assignment(solution="def full():\n    return True", tests={"full": "assert full()"})
    result = grade(source, Submission("ada", {"nb": raw(answer(MEMORY, "answer"))}), CUDA)
    assert [(entry.status, entry.message) for entry in result.questions] == [(Status.PASSED, "")]


REAL_FAILURES = {
    "out of memory": "torch.empty(1 << 50, dtype=torch.uint8, device='cuda')",
    "a kernel that stops": (
        "torch.nn.functional.embedding(torch.tensor([99], device='cuda'), torch.ones(2, 2, device='cuda')); "
        "torch.cuda.synchronize()"
    ),
    "the process ends": "import os; os._exit(3)",
}


@pytest.mark.parametrize("name", list(REAL_FAILURES))
def test_a_failing_gpu_costs_nothing(name: str) -> None:
    tests = {"five": "close(norm(torch.tensor([3.0, 4.0], device=compute_device())).cpu(), torch.tensor(5.0))"}
    text = f"import torch\nif torch.cuda.is_available(): {REAL_FAILURES[name]}\n{SOLUTION}"
    result = submit(text, tests=tests)
    assert (result.score, result.device, kinds(result)) == (1.0, "cpu", {"gpu_fallback"})


def test_one_card_for_a_class(tmp_path: Path) -> None:
    options = Options(seed=1, device="cuda", sandbox=SANDBOX, gpu_slots=2)
    students = [Submission(f"student{n}", {"nb": raw(answer(SOLUTION, "answer"))}) for n in range(6)]
    result = grade_class(assignment(), students, options, jobs=4)
    assert result.device == "cuda"
    assert [entry.score for entry in result.submissions] == [float(len(TESTS))] * 6


def test_slots_hold_a_submission_back() -> None:
    gpus, done = probe().gpus, threading.Event()

    def wait() -> None:
        submit(SOLUTION, Options(seed=1, device="cuda", sandbox=SANDBOX, gpu_slots=1))
        done.set()

    thread = threading.Thread(target=wait)
    with admitted(gpus[:1], [1]):
        if len(gpus) > 1:
            pytest.skip("needs one GPU: with more, the next one is taken")
        thread.start()
        assert not done.wait(1.0)
    thread.join()
    assert done.is_set()


@pytest.fixture
def pair() -> Iterator[Pair]:
    with Pair(launcher_for(assignment(), CUDA), Limits(), {}, probe().gpus[0].number) as made:
        made.command("begin", 60, tests={}, setups={}, texts=[], contract={}, reply_bytes=1 << 24)
        yield made


def test_who_never_uses_the_gpu_does_not_pay_for_it(pair: Pair) -> None:
    reply, _ = pair.command("execute", 60, source="import torch\ntorch.ones(2) + 1", key="a", seed=1)
    assert reply["status"] == "ok"
    asked = ["nvidia-smi", "--query-compute-apps=pid", "--format=csv,noheader"]
    assert subprocess.run(asked, capture_output=True, text=True).stdout.strip() == ""


def test_only_with_cuda_in_force_are_the_device_nodes_there(pair: Pair) -> None:
    look = "import os\nprint(sorted(name for name in os.listdir('/dev') if 'nvidia' in name))"
    reply, _ = pair.command("execute", 60, source=look, key="a", seed=1)
    assert "nvidia0" in reply["outputs"][0]["text"] or "dxg" in reply["outputs"][0]["text"]
    if SANDBOX == "none":
        pytest.skip("without a sandbox there are no walls to look behind")
    plain = Options(seed=1, device="cpu", sandbox=SANDBOX)
    with Pair(launcher_for(assignment(), plain), Limits(), {}) as other:
        other.command("begin", 60, tests={}, setups={}, texts=[], contract={}, reply_bytes=1 << 24)
        reply, _ = other.command("execute", 60, source=look, key="a", seed=1)
        assert reply["outputs"][0]["text"].strip() == "[]"


def test_the_doctor_knows_the_card() -> None:
    facts = {fact.name: fact for fact in examine()}
    card = probe().gpus[0]
    assert facts[f"gpu {card.number}"].value.startswith(card.name)
    assert f"{slots_per_gpu(card, Limits().gpu_memory_mb)} submissions" in facts[f"gpu {card.number}"].value
    if facts["sandbox"].good:
        assert facts["cuda in the sandbox"].value == "works"


@pytest.mark.parametrize("folder", sorted((ROOT / "solutions").glob("ps*")), ids=lambda folder: folder.name)
def test_every_reference_solution_gets_full_marks_there(folder: Path) -> None:
    source = load_assignment(folder)
    submission = Submission("reference", {book.name: reference_bytes(book) for book in source.notebooks})
    result = grade(source, submission, CUDA)
    wrong = [entry for entry in result.questions if entry.status not in (Status.PASSED, Status.MANUAL)]
    assert (wrong, result.device) == ([], ""), json.dumps([entry.message for entry in wrong])

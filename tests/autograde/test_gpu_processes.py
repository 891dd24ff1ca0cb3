"""What a process gets of a GPU, and tensors that cross with their device. No GPU is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from autograde.bridge.mirrors import Change, Mirrors
from autograde.candidate.gpu import limit_gpu_memory, share
from autograde.process import Job, environment
from autograde.sandbox.bwrap import available, command
from autograde.testing import compute_device
from autograde.wire.decoder import Decoder
from autograde.wire.encoder import Encoder
from autograde.wire.nodes import DecodeError, EncodeError
from autograde.wire.tensors import DeviceFailure, device_part
from tests.project.files import ROOT

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

"""The GPUs of this machine: what works, how many submissions share one, and which errors are the GPU's own.

Whether CUDA works is tried in a process of its own: a process that has started the driver cannot fork children that use
it, and a broken driver takes nothing with it. What works there may still fail behind the sandbox's walls; that is tried
before grading (:mod:`autograde.device_choice`).
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograde.errors import UsageError

__all__ = [
    "CONTEXT_MB", "HOST_MB", "Gpu", "Probe", "admitted", "device_nodes", "driver_folders", "gpu_failure", "probe",
    "read_probe", "slots_per_gpu",
]  # fmt: skip

CONTEXT_MB = 600
"""What CUDA itself takes of a GPU's memory, in each process that uses it."""
HOST_MB = 4096
"""What CUDA and its libraries take of the machine's own memory, on top of a submission's limit."""
PROBE_S = 120.0
_POLL_S = 0.05
_PROBE = """
import json, sys
found = {"torch": "", "built": False, "gpus": [], "why": ""}
try:
    import torch
    found["torch"], found["built"] = torch.__version__, torch.backends.cuda.is_built()
    if found["built"]:
        torch.cuda.init()
        for number in range(torch.cuda.device_count()):
            x = torch.ones(64, 64, device=f"cuda:{number}")
            if float((x @ x)[0, 0]) != 64.0:
                raise RuntimeError(f"GPU {number} computes wrongly")
            about = torch.cuda.get_device_properties(number)
            found["gpus"].append([about.name, about.total_memory >> 20])
except Exception as error:
    found["gpus"], found["why"] = [], f"{type(error).__name__}: {error}"
json.dump(found, sys.stdout)
"""


@dataclass(frozen=True)
class Gpu:
    """One GPU that works."""

    name: str
    number: str
    """As ``CUDA_VISIBLE_DEVICES`` names it."""
    memory_mb: int


@dataclass(frozen=True)
class Probe:
    """What was found; ``why`` says in a few words why there is no GPU."""

    gpus: tuple[Gpu, ...] = ()
    why: str = ""
    torch: str = ""
    driver: str = ""


@functools.cache
def probe() -> Probe:
    """The GPUs that work on this machine; tried once in each process that grades."""
    driver = _driver()
    try:
        asked = subprocess.run(
            [sys.executable, "-P", "-c", _PROBE],
            capture_output=True,
            text=True,
            timeout=PROBE_S,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return Probe(why=f"torch did not answer within {PROBE_S:g} s", driver=driver)
    except OSError as error:
        return Probe(why=f"torch could not be asked ({error})", driver=driver)
    return read_probe(asked.stdout, asked.returncode, os.environ.get("CUDA_VISIBLE_DEVICES"), driver)


def read_probe(text: str, code: int, visible: str | None, driver: str) -> Probe:
    """What the process that tried CUDA says.

    Args:
        text: its output.
        code: its exit code; a driver may take it down.
        visible: ``CUDA_VISIBLE_DEVICES`` here, None where it is not set.
        driver: version of the driver's kernel module, empty where there is none.
    """
    try:
        said = json.loads(text)
        torch, why = str(said["torch"]), " ".join(str(said["why"]).split())[:200]
        found = [(str(name), int(memory)) for name, memory in said["gpus"]]
    except (ValueError, KeyError, TypeError):
        return Probe(why=f"the process that tried CUDA ended with exit code {code}", driver=driver)
    names = [part.strip() for part in visible.split(",")] if visible else [str(number) for number in range(len(found))]
    gpus = tuple(Gpu(name, number, memory) for (name, memory), number in zip(found, names, strict=False))
    if gpus and code == 0:
        return Probe(gpus, "", torch, driver)
    if not torch:
        reason = "torch is not installed"
    elif not said.get("built"):
        reason = f"this torch ({torch}) is built without CUDA"
    elif visible is not None and not visible.strip():
        reason = "CUDA_VISIBLE_DEVICES hides every GPU"
    elif not driver:
        reason = "there is no NVIDIA driver"
    else:
        reason = why or f"the process that tried CUDA ended with exit code {code}"
    return Probe((), reason, torch, driver)


def _driver() -> str:
    """Version of the driver's kernel module; ``unknown`` where only its device nodes are to be seen."""
    with contextlib.suppress(OSError):
        found = re.search(r"\s(\d+\.\d+(?:\.\d+)?)\s", Path("/proc/driver/nvidia/version").read_text())
        if found:
            return found.group(1)
    return "unknown" if device_nodes() else ""


def device_nodes() -> list[str]:
    """The device nodes that CUDA needs; newer drivers fail without ``nvidia-uvm-tools``."""
    patterns = ("nvidia[0-9]*", "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-caps", "dxg")
    return sorted(path for pattern in patterns for path in glob.glob(f"/dev/{pattern}"))


def driver_folders() -> list[str]:
    """What the driver's library reads about the machine; nothing of students lies there."""
    return [path for path in ("/sys/bus/pci", "/sys/devices", "/sys/module") if os.path.isdir(path)]


def slots_per_gpu(gpu: Gpu, limit_mb: int, wanted: int | None = None) -> int:
    """How many submissions may use a GPU at a time: as many as fit, each with its limit and two processes' own needs.

    Args:
        wanted: what the command line says; believed as it stands.
    """
    return wanted or max(1, gpu.memory_mb // (limit_mb + 2 * CONTEXT_MB))


@contextlib.contextmanager
def admitted(gpus: Sequence[Gpu], slots: Sequence[int], folder: Path | None = None) -> Iterator[Gpu]:
    """Wait for a slot and hold it; the emptiest GPU first.

    A slot is a lock on a file, so it counts for all processes of this user on the machine, workers of a cluster too,
    and the kernel gives it back when its holder is killed.

    Args:
        slots: for each GPU, how many there are.
    """
    place = _private(folder or Path(tempfile.gettempdir(), f"autograde-gpu-{os.getuid()}"))
    order = [(gpu, slot) for slot in range(max(slots)) for gpu, count in zip(gpus, slots, strict=True) if slot < count]
    while True:
        for gpu, slot in order:
            name = hashlib.sha256(gpu.number.encode()).hexdigest()[:12]
            descriptor = os.open(place / f"{name}-{slot}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                continue
            try:
                yield gpu
            finally:
                os.close(descriptor)
            return
        time.sleep(_POLL_S)


def _private(folder: Path) -> Path:
    """``folder``, made where it is missing, and nobody else's."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    about = folder.lstat()
    if not folder.is_dir() or folder.is_symlink() or about.st_uid != os.getuid():
        raise UsageError(f"{folder} is not a folder of your own; remove it, GPU slots are kept there")
    return folder


_MEMORY = frozenset({"OutOfMemoryError"})
_ERRORS = frozenset({"AcceleratorError", "CudaError", "DeferredCudaCallError", "DeviceFailure"})
_FULL = re.compile(r"CUDA out of memory|CUDA error: out of memory|CUDA error: CUBLAS_STATUS_ALLOC_FAILED")
_FAILED = re.compile(
    r"CUDA error|CUDA driver|CUDA unknown error|CUDA call failed|cuDNN error|cuBLAS error|cuFFT error|cusolver error"
    r"|NVRTC|No CUDA GPUs are available|Found no NVIDIA driver|Cannot re-initialize CUDA",
    re.IGNORECASE,
)


def gpu_failure(kind: str, text: str) -> str:
    """Why an exception is the GPU's fault, in words of ours; empty where it is the code's own.

    The exception may be made up by the student's code. So nothing of its text is repeated, and nothing is gained by it:
    the submission is graded again on the CPU, which is what everyone gets where there is no GPU.
    """
    if kind in _MEMORY or (kind == "RuntimeError" and _FULL.match(text)):
        return "the GPU's memory was full"
    if kind in _ERRORS or (kind == "RuntimeError" and _FAILED.match(text)):
        return "CUDA reported an error"
    return ""

"""What this machine can do: versions, torch and its device, and whether students' code could be locked away.

torch is asked in a process of its own (:mod:`autograde.devices`), so that a broken installation or driver cannot take
the command down.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from autograde.device_choice import for_cuda
from autograde.devices import probe, slots_per_gpu
from autograde.limits import Limits
from autograde.sandbox import landlock
from autograde.sandbox.probe import ladder, sandbox_name, walls_here, why_no_walls

__all__ = ["Fact", "examine", "sandbox_available", "versions"]

PACKAGES = ("ipython", "msgpack", "nbgrader", "numpy", "torch")
SANDBOX_ADVICE = "grade with --sandbox none, and only on a machine or container that you can throw away"


@dataclass(frozen=True)
class Fact:
    """One line of the table; ``advice`` says what to do where ``good`` is false."""

    name: str
    value: str
    good: bool = True
    advice: str = ""


def sandbox_available() -> str | None:
    """The name of the sandbox that grading uses here, ``bwrap (root)`` or ``bwrap (user)``; None where none holds."""
    walls = walls_here()
    return None if walls is None else sandbox_name(walls)


def versions() -> dict[str, str]:
    """Versions that a grade depends on, for the record in every result."""
    import autograde

    found = {"autograde": autograde.__version__, "python": platform.python_version()}
    for name in PACKAGES:
        version = _version(name)
        if version is not None:
            found[name] = version
    return found


def examine() -> tuple[Fact, ...]:
    """All facts, in the order of the table."""
    facts = [
        Fact(
            "python",
            f"{platform.python_version()} ({sys.executable})",
            sys.version_info >= (3, 11),
            "use Python 3.11 or newer",
        ),
        Fact(
            "platform",
            f"{platform.system()} {platform.release()}, {os.cpu_count()} cores",
            sys.platform == "linux",
            "sandboxed grading needs Linux",
        ),
    ]
    for name in PACKAGES:
        version = _version(name)
        needed = "only assignments that use it need it" if name == "torch" else "install the package again"
        facts.append(Fact(name, version or "missing", version is not None, needed))
    facts += _cuda()
    bwrap = shutil.which("bwrap")
    facts.append(Fact("bubblewrap", bwrap or "missing", bwrap is not None, "apt-get install bubblewrap"))
    facts.append(_user_namespaces(bwrap))
    tier = sandbox_available()
    advice = f"{why_no_walls()}; see docs/grading.md; until then {SANDBOX_ADVICE}"
    facts.append(Fact("landlock", f"version {landlock.version()}" if landlock.version() else "none"))
    for rung, why in ladder():
        facts.append(Fact(f"  {rung.name}", why or "holds"))
    facts.append(Fact("sandbox", tier or "none", tier is not None, advice))
    return tuple(facts)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _cuda() -> list[Fact]:
    """Driver, GPUs and their slots, and what ``--device auto`` comes to."""
    found = probe()
    if not found.gpus:
        return [Fact("cuda", f"none ({found.why})"), Fact("--device auto", "cpu")]
    limit_mb = Limits().gpu_memory_mb
    facts = [Fact("cuda", f"driver {found.driver}, torch {found.torch}")]
    for gpu in found.gpus:
        slots = slots_per_gpu(gpu, limit_mb)
        memory = f"{gpu.memory_mb / 1024:.0f} GB, {slots} submissions of {limit_mb} MB at a time"
        facts.append(Fact(f"gpu {gpu.number}", f"{gpu.name}, {memory}"))
    if sandbox_available() is None:
        return facts
    launcher, why = for_cuda(("torch",), walls_here() or "none", os.getpid())
    if launcher is None:
        advice = "a submission cannot use the GPU; --device auto grades on the CPU"
        return [*facts, Fact("cuda in the sandbox", f"does not work: {why}", False, advice)]
    facts.append(Fact("cuda in the sandbox", "works"))
    return [*facts, Fact("--device auto", "cuda, for assignments that name it and whose own solution passes there")]


def _user_namespaces(bwrap: str | None) -> Fact:
    """Tried where possible, for a kernel forbids them in several ways; else what the kernel's settings say."""
    name = "user namespaces"
    if bwrap is not None:
        command = [bwrap, "--unshare-user", "--ro-bind", "/", "/", "true"]
        try:
            allowed = subprocess.run(command, capture_output=True, timeout=20).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            allowed = False
        if allowed:
            return Fact(name, "allowed")
    for setting, forbidding in (
        ("kernel/apparmor_restrict_unprivileged_userns", "1"),
        ("kernel/unprivileged_userns_clone", "0"),
        ("user/max_user_namespaces", "0"),
    ):
        if _sysctl(setting) == forbidding:
            dotted = setting.replace("/", ".")
            return Fact(name, f"forbidden ({dotted}={forbidding})", False, f"as root: change sysctl {dotted}")
    if bwrap is None:
        return Fact(name, "not tried (no bubblewrap)", False, "apt-get install bubblewrap")
    return Fact(name, "forbidden (a container perhaps)", False, "allow them in the container's security profile")


def _sysctl(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text(encoding="ascii").strip()
    except OSError:
        return ""

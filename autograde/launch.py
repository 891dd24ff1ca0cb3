"""Starting processes from warm ones: the same interface as a plain start, a hundred times as fast."""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import weakref
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograde.devices import device_nodes, driver_folders
from autograde.errors import GraderFault, UsageError
from autograde.fonts import font_folder, prepare_fonts
from autograde.model import Assignment
from autograde.options import Options
from autograde.process import Child, Job, Launcher, PlainLauncher, environment, signal_name, working_folder
from autograde.sandbox.bwrap import command
from autograde.sandbox.paths import HOME, PLOTTING
from autograde.sandbox.prepare import tier_of
from autograde.sandbox.probe import walls_here, why_no_walls
from autograde.sandbox.tiers import NONE, Tier

__all__ = ["WarmLauncher", "close_all", "launcher_for"]

START_S = 120.0
_ROLES = ("candidate", "examiner")
_INSIDE = {"TMPDIR": "/tmp", "MPLCONFIGDIR": PLOTTING, "JOBLIB_MULTIPROCESSING": "0"}
"""joblib, which scikit-learn imports, would look for semaphores in a /dev/shm that is read-only there, and warn."""
_WARMABLE = {"torch": "torch", "numpy": "numpy", "matplotlib": "matplotlib.pyplot", "sklearn": "sklearn.datasets"}


def launcher_for(assignment: Assignment, options: Options) -> Launcher:
    """A launcher that has warm what the assignment's source imports; one for each set of modules, kept.

    Raises:
        UsageError: a sandbox is wanted and cannot be had here.
    """
    walls = _walls(options)
    if not sys.platform.startswith("linux"):
        return PlainLauncher()  # elsewhere a fork after imports is not safe
    text = "\n".join(cell.source for notebook in assignment.notebooks for cell in notebook.cells)
    names = [name for name in _WARMABLE if re.search(rf"^\s*(?:import|from)\s.*\b{name}\b", text, re.MULTILINE)]
    modules = tuple(_WARMABLE[name] for name in names)
    if options.device == "cuda":
        from autograde.device_choice import for_cuda

        launcher, why = for_cuda(modules, walls, os.getpid())
        if launcher is not None and launcher.closed:
            for_cuda.cache_clear()
            launcher, why = for_cuda(modules, walls, os.getpid())
        if launcher is None:
            raise UsageError(f"CUDA works on this machine, but not for submissions: {why}")
        return launcher
    launcher = _warm(modules, walls, os.getpid())
    if launcher.closed:  # a run was stopped, and this is the next
        _warm.cache_clear()
        launcher = _warm(modules, walls, os.getpid())
    return launcher


def _walls(options: Options) -> str:
    walls = "none" if options.sandbox == "none" else walls_here()
    if walls is None:
        raise UsageError(
            f"no sandbox can be made here: {why_no_walls()}; see autograde doctor, or grade with --sandbox none, "
            "and only on a machine or container that you can throw away"
        )
    return walls


@functools.cache
def _warm(modules: tuple[str, ...], walls: str, grader: int) -> WarmLauncher:
    """One for each process that grades: after a fork two would talk to the same warm process at once."""
    launcher = WarmLauncher(modules, walls)
    atexit.register(launcher.close)
    return launcher


_launchers: weakref.WeakSet[WarmLauncher] = weakref.WeakSet()


def close_all() -> None:
    """End all that is at work, whoever waits for it. What comes later gets launchers of its own."""
    for launcher in list(_launchers):
        launcher.close()


class WarmLauncher:
    """Keeps one warm process for each role.

    Args:
        modules: what they import beforehand.
        walls: a tier's key, see :mod:`autograde.sandbox.tiers`.
        gpu: whether the GPU's device nodes are let in.
    """

    def __init__(self, modules: tuple[str, ...], walls: str = "none", gpu: bool = False) -> None:
        self._tier = tier_of(walls)
        self.name = self._tier.name
        self._modules = modules
        self._walls = walls
        self._gpu = gpu
        self._parents: dict[str, _Parent] = {}
        self._every: weakref.WeakSet[_Parent] = weakref.WeakSet()
        self._lock = threading.Lock()
        self.closed = False
        _launchers.add(self)

    def start(self, role: str, arguments: list[str], descriptors: list[int], job: Job) -> Child:
        """See :class:`autograde.process.Launcher`."""
        parent = self._parent(role, job)
        inside = self._tier.bwrap
        kept = None if inside else working_folder(job.files)
        folder = Path(HOME if kept is None else kept.name)
        archive = _archive(job.files) if inside and job.files else None
        order: dict[str, object] = {
            # the numbers are the child's to give: "@" stands for the next descriptor
            "arguments": ["@" if text in {str(number) for number in descriptors} else text for text in arguments],
            "folder": str(folder),
            "environment": {**environment(role, folder, job.gpu), **self._places(folder)},
            "walls": job.walls(),
            "files": archive is not None,
        }
        try:
            sent = descriptors if archive is None else [*descriptors, archive]
            return _WarmChild(parent, int(str(parent.ask(order, sent)["pid"])), kept, self._tier)
        except GraderFault:
            if kept is not None:
                kept.cleanup()
            raise
        finally:
            if archive is not None:
                os.close(archive)

    def _parent(self, role: str, job: Job) -> _Parent:
        with self._lock:
            if self.closed:
                raise GraderFault("grading was stopped")
            parent = self._parents.get(role)
            if parent is not None and not parent.alive():
                parent.close()
                parent = None
            if parent is None:
                if "matplotlib.pyplot" in self._modules:
                    prepare_fonts()
                parent = self._begin(role, job)
            if self._tier.shared:
                self._parents[role] = parent
                for other in _ROLES:  # every submission needs both, so they warm up side by side
                    if other not in self._parents:
                        self._parents[other] = self._begin(other, job)
            parent.wait()
            return parent

    def _begin(self, role: str, job: Job) -> _Parent:
        parent = _Parent(role, self._modules, self._walls, self._gpu, job.limits.disk_mb)
        self._every.add(parent)
        return parent

    def _places(self, folder: Path) -> dict[str, str]:
        if self._tier.bwrap:
            return _INSIDE
        if self._tier.own_user:  # it cannot read the grader's own
            fonts = folder / ".matplotlib"
            shutil.copytree(font_folder(), fonts) if font_folder().is_dir() else fonts.mkdir()
            return {"MPLCONFIGDIR": str(fonts)}
        return {}

    def close(self) -> None:
        """End the warm processes, and with them all that is at work; from any thread, and for good."""
        self.closed = True
        for parent in list(self._every):
            parent.close()


def _archive(files: Mapping[str, bytes]) -> int:
    """A descriptor from which the child unpacks ``files``; nothing of it ever lies on a disk."""
    descriptor = os.memfd_create("files")
    with os.fdopen(os.dup(descriptor), "wb") as stream, tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


class _Parent:
    """A warm process, as the grader sees it."""

    def __init__(self, role: str, modules: tuple[str, ...], walls: str, gpu: bool, disk_mb: int) -> None:
        self._role = role
        self._gone = False
        self._lock = threading.Lock()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            inner = [sys.executable, "-P", "-m", "autograde.warm", role, str(theirs.fileno()), walls, *modules]
            tier = tier_of(walls)
            alone = None if tier.shared else disk_mb
            outer = inner
            if tier.bwrap:
                devices, shown = (device_nodes(), driver_folders()) if gpu else ([], [])
                outer = command(inner, root=tier.own_user, devices=devices, shown=shown, private_mb=alone)
            # without walls its home is one of its own, too: libraries leave caches there
            self._folder = tempfile.TemporaryDirectory(prefix="autograde-warm-") if not tier.bwrap else None
            home = Path("/tmp" if self._folder is None else self._folder.name)
            variables = environment(role, home) | (_INSIDE if tier.bwrap else {})
            if gpu and "LD_LIBRARY_PATH" in os.environ:  # the driver's library may be found in no other way
                variables["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
            self._process = _starter().submit(_popen, outer, variables, role, theirs.fileno()).result()
        self._socket.settimeout(START_S)
        self._warm = False

    def wait(self) -> None:
        """Until it is warm; at once where that is known."""
        if self._warm:
            return
        failure = self._receive().get("failed")
        if failure is not None:
            self.close()
            raise GraderFault(f"the warm process for {self._role}s cannot start: {failure}")
        self._warm = True

    def alive(self) -> bool:
        return not self._gone and self._process.poll() is None

    def ask(self, order: dict[str, object], descriptors: list[int]) -> dict[str, object]:
        with self._lock:
            try:
                socket.send_fds(self._socket, [json.dumps(order).encode()], descriptors)
            except OSError as error:
                self._gone = True  # before bubblewrap around it has ended
                raise GraderFault(f"the warm process for {self._role}s is gone") from error
            return self._receive()

    def _receive(self) -> dict[str, object]:
        try:
            data = self._socket.recv(1 << 16)
        except OSError as error:
            self._gone = True
            raise GraderFault(f"the warm process for {self._role}s does not answer") from error
        if not data:
            self._gone = True
            raise GraderFault(f"the warm process for {self._role}s ended")
        reply: dict[str, object] = json.loads(data)
        return reply

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        with self._lock:  # whoever waits for an answer has learnt by now that there is none
            self._socket.close()
        if self._folder is not None:
            self._folder.cleanup()


@functools.cache
def _starter() -> ThreadPoolExecutor:
    """The thread that starts warm processes. It lives as long as the grader, because bubblewrap dies with the thread
    that started it: with a worker's thread all that others do in the same warm process would end, too."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="warm")


def _popen(command: list[str], environment: dict[str, str], role: str, descriptor: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        env=environment,
        cwd="/",
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if role == "candidate" else None,
        start_new_session=True,
    )


class _WarmChild:
    def __init__(self, parent: _Parent, pid: int, folder: tempfile.TemporaryDirectory[str] | None, tier: Tier) -> None:
        self._parent, self._pid, self._folder, self._tier = parent, pid, folder, tier
        self._code: int | None = None

    def interrupt(self) -> None:
        if self._code is None:
            self._signal(signal.SIGINT)

    def kill(self) -> None:
        if self._code is None:
            self._signal(signal.SIGKILL)
            if self._tier is NONE:  # without walls there is no watcher that ends all the others
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._pid, signal.SIGKILL)
            self.ending()
        if not self._tier.shared:
            self._parent.close()
        if self._folder is not None:
            self._folder.cleanup()

    def ending(self) -> str:
        deadline = time.monotonic() + 2
        while self._poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        return "still running" if self._code is None else signal_name(self._code)

    def _signal(self, number: int) -> None:
        # sent by its parent, which alone knows that the number is still this child's
        with contextlib.suppress(GraderFault):
            self._parent.ask({"signal": self._pid, "number": int(number)}, [])

    def _poll(self) -> int | None:
        if self._code is None:
            try:
                code = self._parent.ask({"status": self._pid}, [])["status"]
            except GraderFault:
                code = -int(signal.SIGKILL)  # its parent is gone, and it with it
            self._code = code if isinstance(code, int) else None
        return self._code

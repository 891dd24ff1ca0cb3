"""A warm process: imports what submissions need, tries it out once, then forks a fresh child for each.

``python -m autograde.warm ROLE FD WALLS MODULE...`` with ROLE ``candidate`` or ``examiner`` and WALLS a tier of
:mod:`autograde.sandbox.tiers`. The two roles are two processes: test text never passes through the one
that forks candidates, because what a process has freed its children can still find in its memory. FD carries orders
(:mod:`autograde.launch`): descriptors, arguments, a folder, an environment.

Warm means executed, not just imported: the first optimiser step of a process costs more than a second, the first plot
a tenth. There is one thread before each fork; with two, every parallel operation of torch in the child would hang.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import secrets
import signal
import socket
import sys
import tarfile
import tempfile
import traceback
from collections.abc import Callable
from typing import Any

from autograde.fonts import link_fonts
from autograde.huge_pages import collapse_pages
from autograde.sandbox.enter import Walls, wall_in
from autograde.sandbox.libc import die_with_parent
from autograde.sandbox.paths import FONTS, PLOTTING
from autograde.sandbox.prepare import prepare, tier_of
from autograde.sandbox.tiers import NONE
from autograde.sandbox.watch import SIGNALS

__all__ = ["main"]

_NEEDED = ("resource", "IPython.core.logger")
"""What every child imports at its start; a library that is loaded there is loaded each time."""
_MESSAGE_BYTES = 1 << 16
_DESCRIPTORS = 8
_USERS, _BLOCK, _BLOCKS = 1_900_000_000, 10_000, 24_000
"""Real users of walled-in children where the grader is root. Each warm process draws a block of its own in a range that
no system hands out, so that limits per user count one child only."""


def main(argv: list[str]) -> None:
    """Warm up, say so, and fork on demand until the grader hangs up."""
    role, descriptor, walls, modules = argv[1], int(argv[2]), argv[3], argv[4:]
    orders = socket.socket(fileno=descriptor)
    orders.set_inheritable(False)
    try:
        parent = _warm_up(role, walls, modules, orders)
    except Exception as error:  # the grader says it, in a line; nobody reads what is printed here
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        orders.send(json.dumps({"failed": reason[:500]}).encode())
        sys.exit(1)
    orders.send(b'{"ready": true}')
    while True:
        data, descriptors, _, _ = socket.recv_fds(orders, _MESSAGE_BYTES, _DESCRIPTORS)
        if not data:
            os._exit(0)
        reply = parent.obey(json.loads(data), descriptors)
        for number in descriptors:
            os.close(number)
        orders.send(json.dumps(reply).encode())


def _warm_up(role: str, walls: str, modules: list[str], orders: socket.socket) -> _Parent:
    parent = _Parent(role, _entry(role), walls, orders)
    if parent.tier.bwrap:
        link_fonts(FONTS, PLOTTING)
    for name in (*_NEEDED, *modules):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
            _EXERCISES.get(name, lambda: None)()
    _assert_one_thread()
    gc.collect()
    gc.freeze()  # else a collection in a child would touch, and so copy, every page that holds an object
    collapse_pages()
    return parent


class _Parent:
    """Forks children and knows them."""

    def __init__(self, role: str, run: Callable[[list[str]], None], walls: str, orders: socket.socket) -> None:
        self.role, self.run, self.orders = role, run, orders
        self.tier = tier_of(walls)
        self.prepared = None if self.tier is NONE else prepare(walls)
        self._children: set[int] = set()
        self._count = 0
        self._first_user = _USERS + _BLOCK * secrets.randbelow(_BLOCKS)

    def obey(self, order: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        """Carry out one order: ``status``, ``signal`` or a start."""
        if "status" in order:
            return {"status": self._status(order["status"])}
        if "signal" in order:
            self._signal(order["signal"], order["number"])
            return {}
        self._count += 1
        # behind walls it is the child's watcher that takes signals, and it must not miss one
        blocked = SIGNALS if self.prepared else set()
        signal.pthread_sigmask(signal.SIG_BLOCK, blocked)
        child = os.fork()
        if child == 0:
            self._become(order, descriptors)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, blocked)
        self._children.add(child)
        return {"pid": child}

    def _user(self) -> int | None:
        """A user for a child, asked in the child."""
        if not self.tier.own_user:
            return None
        if self.tier.bwrap:
            return self._first_user + self._count % _BLOCK
        return _USERS + os.getpid()  # nobody else's while this process is there, and it stays until all others ended

    def _signal(self, child: int, number: int) -> None:
        if child not in self._children:
            return  # it ended; its number may be another's by now
        if number == signal.SIGKILL and self.prepared:
            number = signal.SIGTERM  # to the watcher, which ends everything inside
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, number)

    def _status(self, child: int) -> int | None:
        """The exit code of a child that ended, None while it runs."""
        if child not in self._children:
            return 0
        with contextlib.suppress(ChildProcessError):
            pid, status = os.waitpid(child, os.WNOHANG)
            if not pid:
                return None
            self._children.discard(child)
            return os.waitstatus_to_exitcode(status)
        return 0

    def _become(self, order: dict[str, Any], descriptors: list[int]) -> None:
        """The child: cut what ties it to the others, then run its role. Never returns."""
        code = 1
        try:
            os.setsid()  # else a signal to its own group would reach this process's other children
            self.orders.detach()
            kept = sorted({0, 1, 2, *descriptors})
            for low, high in zip(kept, [*kept[1:], 1 << 16], strict=True):
                os.closerange(low + 1, high)  # "not inheritable" does not apply to fork
            signal.signal(signal.SIGINT, signal.default_int_handler)
            folder = order["folder"]
            if self.prepared:
                wall_in(Walls(self._user(), **order["walls"]), self.prepared, descriptors, folder)
                if self.tier.nested:
                    link_fonts(FONTS, PLOTTING)
            else:
                die_with_parent()  # as behind walls: a grader that is killed leaves nobody behind
            os.environ.clear()
            os.environ.update(order["environment"])
            os.umask(0o077)
            os.chdir(folder)
            tempfile.tempdir = None
            if order["files"]:
                _unpack(descriptors.pop())
            numbers = iter(descriptors)
            arguments = [str(next(numbers)) if argument == "@" else argument for argument in order["arguments"]]
            if self.role == "candidate" and "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].switch_backend("module://matplotlib_inline.backend_inline")
            self.run([self.role, *arguments])
            code = 0
        except SystemExit:
            code = 0
        except BaseException:
            if self.role == "examiner":
                traceback.print_exc()
        finally:
            os._exit(code)


def _unpack(descriptor: int) -> None:
    """The assignment's support files, into the working folder."""
    with os.fdopen(descriptor, "rb") as stream, tarfile.open(fileobj=stream) as archive:
        archive.extractall(".", filter="data")


def _entry(role: str) -> Callable[[list[str]], None]:
    if role == "candidate":
        from autograde.candidate.__main__ import main as run
        from autograde.candidate.shell import make_shell

        make_shell()  # made once here: 20 ms that no submission pays
        return run
    from autograde.examiner.__main__ import main as run_examiner

    return run_examiner


def _assert_one_thread() -> None:
    with contextlib.suppress(OSError), open("/proc/self/status") as status:
        threads = next(line for line in status if line.startswith("Threads:"))
        if threads.split()[1] != "1":
            raise RuntimeError(f"a warm process must have one thread before it forks, not {threads.split()[1]}")


def _exercise_torch() -> None:
    import torch

    torch.set_num_threads(1)
    with contextlib.suppress(RuntimeError):
        torch.set_num_interop_threads(1)
    lstm = torch.nn.LSTM(2, 3, batch_first=True)
    net = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Conv1d(5, 2, 1), torch.nn.Flatten())
    for kind in (torch.optim.SGD, torch.optim.Adam):
        optimiser = kind([*lstm.parameters(), *net.parameters()], lr=0.1)
        loss = torch.nn.functional.cross_entropy(net(lstm(torch.randn(4, 5, 2))[0]), torch.zeros(4, dtype=torch.long))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(lstm.parameters(), 1.0)
        optimiser.step()
    torch.linalg.norm(torch.randn(3, 3) @ torch.randn(3, 3))
    str(torch.randn(2, 2))


def _exercise_pyplot() -> None:
    import matplotlib
    import matplotlib.pyplot as plt

    matplotlib.use("agg")
    figure, axes = plt.subplots()
    axes.plot([1, 2], label="a")
    axes.legend()
    figure.canvas.draw()
    plt.close("all")


def _exercise_torch_for_cuda() -> None:
    """What is sure not to count devices. A backward pass does, and remembers that there are none: no child could use
    CUDA then, nor could it if there were some, because for each a thread is started."""
    import torch

    torch.set_num_threads(1)
    with contextlib.suppress(RuntimeError):
        torch.set_num_interop_threads(1)
    net = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU())
    for kind in (torch.optim.SGD, torch.optim.Adam):
        kind(net.parameters(), lr=0.1)  # the first one loads the compiler, a second's work
    str(net(torch.ones(2, 3)))


_EXERCISES: dict[str, Callable[[], None]] = {
    "torch": _exercise_torch,
    "torch.cuda": _exercise_torch_for_cuda,
    "matplotlib.pyplot": _exercise_pyplot,
}


if __name__ == "__main__":
    main(sys.argv)

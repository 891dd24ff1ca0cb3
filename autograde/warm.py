"""A warm process: imports what submissions need, tries it out once, then forks a fresh child for each.

``python -m autograde.warm ROLE FD MODULE...`` with ROLE ``candidate`` or ``examiner``. The two roles are two processes:
test text never passes through the one that forks candidates, because what a process has freed its children can still
find in its memory. FD carries orders (:mod:`autograde.launch`): descriptors, arguments, a folder, an environment.

Warm means executed, not just imported: the first optimiser step of a process costs more than a second, the first plot
a tenth. There is one thread before each fork; with two, every parallel operation of torch in the child would hang.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from typing import Any

__all__ = ["main"]

_MESSAGE_BYTES = 1 << 16
_DESCRIPTORS = 8


def main(argv: list[str]) -> None:
    """Warm up, say so, and fork on demand until the grader hangs up."""
    role, descriptor, modules = argv[1], int(argv[2]), argv[3:]
    orders = socket.socket(fileno=descriptor)
    orders.set_inheritable(False)
    run = _entry(role)
    for name in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
            _EXERCISES.get(name, lambda: None)()
    _assert_one_thread()
    orders.send(b'{"ready": true}')
    while True:
        data, descriptors, _, _ = socket.recv_fds(orders, _MESSAGE_BYTES, _DESCRIPTORS)
        if not data:
            os._exit(0)
        order = json.loads(data)
        if "status" in order:
            orders.send(json.dumps({"status": _status(order["status"])}).encode())
            continue
        child = os.fork()
        if child == 0:
            _become(run, role, order, descriptors, orders)
        for number in descriptors:
            os.close(number)
        orders.send(json.dumps({"pid": child}).encode())


def _entry(role: str) -> Callable[[list[str]], None]:
    if role == "candidate":
        from autograde.candidate.__main__ import main as run
        from autograde.candidate.shell import make_shell

        make_shell()  # made once here: 20 ms that no submission pays
        return run
    from autograde.examiner.__main__ import main as run_examiner

    return run_examiner


def _status(child: int) -> int | None:
    """The wait status of a child that ended, None while it runs."""
    with contextlib.suppress(ChildProcessError):
        pid, status = os.waitpid(child, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None
    return 0


def _become(
    run: Callable[[list[str]], None], role: str, order: dict[str, Any], descriptors: list[int], orders: socket.socket
) -> None:
    """The child: cut what ties it to the others, then run its role. Never returns."""
    code = 1
    try:
        os.setsid()  # else a signal to its own group would reach this process's other children
        kept = sorted({0, 1, 2, *descriptors})
        for low, high in zip(kept, [*kept[1:], 1 << 20], strict=True):
            os.closerange(low + 1, high)  # "not inheritable" does not apply to fork
        orders.detach()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(order["environment"])
        os.chdir(order["folder"])
        tempfile.tempdir = None
        numbers = iter(descriptors)
        arguments = [str(next(numbers)) if argument == "@" else argument for argument in order["arguments"]]
        if role == "candidate" and "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].switch_backend("module://matplotlib_inline.backend_inline")
        run([role, *arguments])
        code = 0
    except SystemExit:
        code = 0
    except BaseException:
        if role == "examiner":
            import traceback

            traceback.print_exc()
    finally:
        os._exit(code)


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
    figure.canvas.draw()  # type: ignore[attr-defined]
    plt.close("all")


_EXERCISES: dict[str, Callable[[], None]] = {"torch": _exercise_torch, "matplotlib.pyplot": _exercise_pyplot}


if __name__ == "__main__":
    main(sys.argv)

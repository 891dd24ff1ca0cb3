"""Grading on a Dask cluster: its workers take the place of this machine's cores, and nothing else changes.

Submissions travel as bytes and results come back as records, so that no disk is shared. Before anything is graded each
worker says what it has; all must have the same versions and the same sandbox, because a result names one. A worker that
comes later grades too, if it has what the first ones have. This machine needs no sandbox of its own.

Dask's machines trust each other: who reaches the scheduler can run anything on its workers. A submission in the
sandbox cannot, since that has no network. Source: Dask's documentation, distributed, "Futures" and "Security".
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from autograde.batch import grade_one, source_problems
from autograde.device_choice import settle
from autograde.doctor import versions
from autograde.errors import AutogradeError, GraderFault, UsageError
from autograde.launch import launcher_for
from autograde.model import Assignment
from autograde.options import Options
from autograde.result import SubmissionResult

if TYPE_CHECKING:
    from autograde.collection import Submission

__all__ = ["Cluster", "connected"]

CONNECT_S = 10.0
LOOK_S = 300.0
"""A worker that starts cold imports torch twice and runs the source's own solution."""


@dataclass(frozen=True)
class Cluster:
    """Workers that have said what they have."""

    options: Options
    """With a device that all of them have."""
    sandbox: str
    versions: Mapping[str, str]
    problems: tuple[str, ...]
    """One line for each test that the source's own solution does not pass there."""
    workers: int
    slots: int
    """How many submissions are graded at a time: the threads of all workers."""
    _executor: Executor
    _assignment: Any
    """The assignment, as a task: workers pass it on to each other, and it is made again where it is lost."""

    def submit(self, submission: Submission) -> Future[SubmissionResult]:
        """Have one submission graded by whichever worker is free."""
        return self._executor.submit(
            _grade_there, self._assignment, submission, self.options, self.sandbox, dict(self.versions)
        )


@dataclass(frozen=True)
class _Found:
    """What one worker has; ``failure`` says why it cannot grade."""

    failure: str = ""
    sandbox: str = ""
    device: str = "cpu"
    versions: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()


@contextlib.contextmanager
def connected(address: str, assignment: Assignment, options: Options) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at ``address``, such as ``tcp://host:8786``.

    Raises:
        UsageError: Dask is not installed, no scheduler answers there, it has no workers, one of them cannot grade, or
            they differ.
    """
    if importlib.util.find_spec("distributed") is None:
        raise UsageError("--cluster needs Dask: pip install 'd2lcourse[cluster]', here and on the workers")
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port

    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it is said in one line
    try:
        get_address_host_port(address, strict=True)
        client = Client(address, timeout=CONNECT_S)
    except (OSError, ValueError, ImportError) as error:  # unreachable, no address, a protocol that is not installed
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise UsageError(
            f"--cluster {address}: no scheduler answers ({reason}); dask scheduler starts one and prints its address"
        ) from None
    with client:
        try:
            slots: dict[str, int] = client.nthreads()
            found = _look(client, list(slots), assignment, options)
        except OSError as error:
            raise UsageError(f"--cluster {address}: the scheduler went away ({error})") from None
        first = _same(address, found)
        devices = {worker.device for worker in found.values()}
        device = first.device if len(devices) == 1 else "cpu"
        yield Cluster(
            options=replace(options, device="cuda" if device == "cuda" else "cpu"),
            sandbox=first.sandbox,
            versions=dict(first.versions),
            problems=first.problems,
            workers=len(slots),
            slots=sum(slots.values()),
            _executor=client.get_executor(pure=False),
            _assignment=client.submit(_itself, assignment, pure=False),
        )


def _look(client: Any, workers: list[str], assignment: Assignment, options: Options) -> dict[str, _Found]:
    """What each worker has, asked of all at once."""
    from distributed import wait

    asked = {
        worker: client.submit(_here, assignment, options, workers=[worker], allow_other_workers=False, pure=False)
        for worker in workers
    }
    deadline = time.monotonic() + LOOK_S
    while time.monotonic() < deadline and any(not future.done() for future in asked.values()):
        with contextlib.suppress(TimeoutError):
            wait(list(asked.values()), timeout=1)
        there = client.nthreads()
        asked = {worker: future for worker, future in asked.items() if worker in there}  # the others have gone
    return {worker: _answer(future) for worker, future in asked.items()}


def _answer(future: Any) -> _Found:
    if not future.done():
        return _Found(f"did not answer within {LOOK_S:g} s")
    error = future.exception() if future.status == "error" else None
    if isinstance(error, ModuleNotFoundError):
        return _Found(f"{error}; install the course there, too")
    if error is not None or future.status != "finished":
        return _Found(f"{type(error).__name__}: {error}" if error is not None else "was lost")
    answer: _Found = future.result()
    return answer


def _same(address: str, found: Mapping[str, _Found]) -> _Found:
    """What all workers have.

    Raises:
        UsageError: there is none, one cannot grade, or one differs from most.
    """
    if not found:
        raise UsageError(f"--cluster {address}: the scheduler has no workers; dask worker {address} starts one")
    for worker, its in found.items():
        if its.failure:
            raise UsageError(f"--cluster: worker {worker}: {its.failure}")
    most = Counter((its.sandbox, its.versions) for its in found.values()).most_common(1)[0][0]
    for worker, its in found.items():
        if its.sandbox != most[0]:
            raise UsageError(f"--cluster: worker {worker} has the sandbox {its.sandbox}, others {most[0]}")
        _compare(f"worker {worker}", dict(its.versions), dict(most[1]), "others")
    _compare("each worker", dict(most[1]), {"autograde": versions()["autograde"]}, "this machine")
    return next(iter(found.values()))


def _compare(who: str, its: Mapping[str, str], wanted: Mapping[str, str], whose: str) -> None:
    for name, version in wanted.items():
        if its.get(name) != version:
            found = its.get(name, "(none)")
            raise UsageError(f"--cluster: {who} has {name} {found}, {whose} {version}: install the same everywhere")


# -- on a worker


def _itself(assignment: Assignment) -> Assignment:
    return assignment


def _here(assignment: Assignment, options: Options) -> _Found:
    try:
        options = settle(assignment, options)
        launcher = launcher_for(assignment, options)
        problems = tuple(source_problems(assignment, options))
    except AutogradeError as error:
        return _Found(str(error))
    return _Found("", launcher.name, options.device, tuple(versions().items()), problems)


def _grade_there(
    assignment: Assignment, submission: Submission, options: Options, sandbox: str, wanted: dict[str, str]
) -> SubmissionResult:
    """One submission, on a worker that may have come after the others were asked."""
    name = launcher_for(assignment, options).name
    if name != sandbox or versions() != wanted:
        raise GraderFault(f"a worker that came later has other versions or another sandbox ({name})")
    return grade_one(assignment, submission, options)

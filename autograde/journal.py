"""What a run has finished so far, kept in its results' folder, so that a run that was cut off can go on.

::

    OUT/.journal/lock           held while a run writes here; the kernel frees it however that run ends
    OUT/.journal/pages.json     the feedback pages that we wrote (:mod:`autograde.own_pages`)
    OUT/.journal/unfinished/    run.json (the seed) and a record for each submission that is graded
    OUT/.journal/done/          the same of the last run that was completed

A record is written in one step when its submission is graded, under a name that is a digest of all that its result was
made from (:func:`run_key`). So a record either fits or is not found, and nothing has to be updated: a run that is
killed at any byte leaves whole records. ``unfinished`` takes the place of ``done`` when results and pages are written;
until then nothing of an earlier run is touched.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from autograde.errors import UsageError
from autograde.output.atomic import reason, write_atomic
from autograde.output.record import RECORD_SCHEMA, read_record, record_text
from autograde.result import SubmissionResult, SubmissionStatus

if TYPE_CHECKING:
    from autograde.collection import Submission
    from autograde.model import Assignment
    from autograde.options import Options

__all__ = ["FOLDER", "Journal", "run_key"]

FOLDER = ".journal"
RUN, RUN_SCHEMA = "run.json", "autograde-run/1"


def run_key(
    assignment: Assignment, submission: Submission, options: Options, sandbox: str, versions: Mapping[str, str]
) -> str:
    """A digest of everything that a result depends on: tests, files and limits; submission; options; versions."""
    made_from = [
        RECORD_SCHEMA,
        assignment.name,
        assignment.digest,
        submission.student,
        {name: hashlib.sha256(data).hexdigest() for name, data in submission.notebooks.items()},
        [[note.kind, note.notebook, note.grade_id, note.detail] for note in submission.findings],
        [options.seed, options.tests, options.device, sandbox],
        dict(versions),
    ]
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()


class Journal:
    """The records of one folder for results; only who has claimed it (:mod:`autograde.out_folder`) may write.

    Args:
        out: the folder for results.
        resume: whether records that are there may be used.
    """

    def __init__(self, out: Path, *, resume: bool) -> None:
        self._folder = out / FOLDER
        self._unfinished, self._done = self._folder / "unfinished", self._folder / "done"
        self._resume = resume
        self._started = False
        self._asked: set[str] = set()
        self._used: set[str] = set()
        self.problems: list[str] = []
        """One line for each record that has the right name and cannot be used."""
        for folder in (self._unfinished, self._done):
            for leftover in folder.glob(".*"):  # of a run that was killed while it wrote
                leftover.unlink(missing_ok=True)

    def seed(self) -> int | None:
        """The seed of the run that can be resumed, None where there is none."""
        for folder in (self._unfinished, self._done):
            with contextlib.suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
                run = json.loads((folder / RUN).read_bytes())
                if run["schema"] == RUN_SCHEMA and type(run["seed"]) is int and run["seed"] >= 0:
                    return int(run["seed"])
        return None

    def unfinished(self) -> int:
        """How many submissions were graded by a run that was cut off."""
        return len(_records(self._unfinished))

    def strangers(self) -> int:
        """How many records nobody asked for: made from other files, with other options or versions."""
        return len((_records(self._unfinished) | _records(self._done)) - self._asked)

    def find(self, key: str) -> SubmissionResult | None:
        """What an earlier run found under ``key``. A fault of the grader's own is no result."""
        name = f"{key}.json"
        self._asked.add(name)
        for folder in (self._unfinished, self._done) if self._resume else ():
            try:
                result = read_record((folder / name).read_bytes(), key, name)
            except FileNotFoundError:
                continue
            except OSError as error:
                self.problems.append(f"{name}: {reason(error)}")
            except UsageError as error:
                self.problems.append(str(error))
            else:
                if result.status is not SubmissionStatus.GRADER_FAULT:
                    self._used.add(name)
                    return result
        return None

    def add(self, key: str, result: SubmissionResult, seed: int) -> SubmissionResult:
        """Keep a result; returns it as a later run would read it.

        Raises:
            UsageError: it cannot be written.
        """
        name, data = f"{key}.json", record_text(result, key).encode()
        try:
            if not self._started:
                self._start(seed)
            write_atomic(self._unfinished / name, data)
        except OSError as error:
            raise UsageError(f"cannot write in {self._folder}: {reason(error)}") from None
        self._used.add(name)
        return read_record(data, key, name)

    def _start(self, seed: int) -> None:
        """Not before the first result: until then a run that was cut off can still be resumed."""
        if not self._resume:
            shutil.rmtree(self._unfinished, ignore_errors=True)
        self._unfinished.mkdir(parents=True, exist_ok=True)
        write_atomic(self._unfinished / RUN, json.dumps({"schema": RUN_SCHEMA, "seed": seed}).encode())
        self._started = True

    def finish(self) -> None:
        """Results and pages are written: what they were made from is kept, all else goes.

        Raises:
            UsageError: the folder cannot be written.
        """
        old = self._folder / "old"
        try:
            shutil.rmtree(old, ignore_errors=True)
            if self._started or _records(self._unfinished) & self._used:
                for name in self._used - _records(self._unfinished):
                    os.replace(self._done / name, self._unfinished / name)
                if self._done.is_dir():
                    os.replace(self._done, old)
                os.replace(self._unfinished, self._done)
                shutil.rmtree(old, ignore_errors=True)
            else:
                shutil.rmtree(self._unfinished, ignore_errors=True)
            for name in _records(self._done) - self._used:
                (self._done / name).unlink()
        except OSError as error:
            raise UsageError(f"cannot write in {self._folder}: {reason(error)}") from None


def _records(folder: Path) -> set[str]:
    """The names of the records in a folder that may not be there."""
    try:
        return {name for name in os.listdir(folder) if name.endswith(".json") and name != RUN}
    except OSError:
        return set()

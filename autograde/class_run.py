"""The grading of one class, of which an earlier run may have graded a part: each result is kept as it is made.

``results.json`` and the pages are made of whole classes only. What a stopped run has finished is shown in files of its
own (:data:`PARTIAL`), so that the grades of an earlier run stay.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograde.doctor import sandbox_available, versions
from autograde.errors import AutogradeError
from autograde.journal import Journal, run_key
from autograde.options import Options
from autograde.progress import progress
from autograde.result import ClassResult, SubmissionResult

if TYPE_CHECKING:
    from autograde.cluster import Cluster
    from autograde.collection import Submission
    from autograde.model import Assignment

__all__ = ["PARTIAL", "ClassRun"]

SHOWN_PROBLEMS = 5
PARTIAL = {"results.json": "results.partial.json", "grades.csv": "grades.partial.csv"}
"""Whole results, and what a part of them is called."""


class ClassRun:
    """The grading of one class, of which some may be graded already."""

    def __init__(
        self,
        assignment: Assignment,
        submissions: Sequence[Submission],
        options: Options,
        journal: Journal,
        cluster: Cluster | None = None,
    ) -> None:
        self._assignment, self._submissions, self._options, self._journal = assignment, submissions, options, journal
        self._cluster = cluster
        if cluster is not None:
            sandbox, found = cluster.sandbox, dict(cluster.versions)
        else:
            sandbox = (sandbox_available() or "none") if options.sandbox == "auto" else "none"
            found = versions()
        self._frame = ClassResult(
            assignment=assignment.name,
            submissions=(),
            seed=options.seed,
            device=options.device,
            tests=options.tests,
            sandbox=sandbox,
            versions=found,
        )
        self._keys = {
            entry.student: run_key(assignment, entry, options, sandbox, self._frame.versions) for entry in submissions
        }
        self._finished: dict[str, SubmissionResult] = {}

    def look(self, out: Path, *, resume: bool) -> None:
        """Take over what an earlier run has finished, or say that it could be."""
        before, total = self._journal.unfinished(), len(self._submissions)
        for submission in self._submissions:
            found = self._journal.find(self._keys[submission.student])
            if found is not None:
                self._finished[submission.student] = found
        if resume:
            strangers, problems = self._journal.strangers(), self._journal.problems
            line = f"{len(self._finished)} of {total} submissions are graded already"
            are = "result is" if strangers == 1 else "results are"
            line += f"; {strangers} {are} of other files, options or versions" if strangers else ""
            line += f"; {len(problems)} cannot be used ({problems[0]})" if problems else ""
            print(f"autograde: {line}", file=sys.stderr)
        elif before:
            print(
                f"autograde: {out} holds a run that was interrupted after {before} submissions; "
                "this one begins anew (Ctrl-C now and --resume would go on with that one)",
                file=sys.stderr,
            )

    def grade(self, jobs: int) -> ClassResult:
        """Grade the others."""
        from autograde.batch import grade_class, source_problems

        todo = [entry for entry in self._submissions if entry.student not in self._finished]
        if todo:
            cluster = self._cluster
            _warn(source_problems(self._assignment, self._options) if cluster is None else cluster.problems)
        with progress(len(todo)) as advance:

            def on_result(result: SubmissionResult) -> None:
                key = self._keys[result.student]
                self._finished[result.student] = self._journal.add(key, result, self._options.seed)
                advance()

            result = grade_class(
                self._assignment, todo, self._options, jobs=jobs, on_result=on_result, cluster=self._cluster
            )
        return replace(result, submissions=self._results())

    def kept(self, out: Path) -> str:
        """Write what is finished into files of its own; a line that says so, and how to go on."""
        if not self._finished:
            return "no submission was finished"
        from autograde.output import FILES
        from autograde.output.atomic import write_atomic

        line = f"{len(self._finished)} of {len(self._submissions)} submissions are graded; --resume goes on from there"
        result = replace(self._frame, submissions=self._results())
        try:
            for name, partial in PARTIAL.items():
                write_atomic(out / partial, FILES[name](result).encode("utf-8", "replace"))
        except (OSError, AutogradeError):
            return line
        return f"{line}; so far: {out / PARTIAL['results.json']}"

    def _results(self) -> tuple[SubmissionResult, ...]:
        done = self._finished
        return tuple(done[entry.student] for entry in self._submissions if entry.student in done)


def _warn(problems: Sequence[str]) -> None:
    """Say which tests the source's own solution does not pass: nobody can, and the grades are not to be trusted."""
    if any("NotImplementedError" in problem for problem in problems):
        line = "the source has stubs for answers: --source is its folder in solutions/, not what students got"
        print(f"autograde: warning: {line}", file=sys.stderr)
    for problem in problems[:SHOWN_PROBLEMS]:
        print(f"autograde: warning: {problem}", file=sys.stderr)
    if len(problems) > SHOWN_PROBLEMS:
        print(f"autograde: warning: and {len(problems) - SHOWN_PROBLEMS} more tests of the source", file=sys.stderr)

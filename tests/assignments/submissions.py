"""Submissions made of answers, for the real grader: one answer per exercise, as few submissions as will do.

A start of the grader's two processes costs seconds, a test cell milliseconds. So variants of exercises that do not
depend on each other share a submission: what one of them loses is then still told apart, because it can only lose
properties of its own questions.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import nbformat

from autograde.collection import Submission
from autograde.examiner_plan import plan_notebook
from autograde.grading import grade
from autograde.model import Assignment, Notebook
from autograde.options import Options
from autograde.rebuild import rebuild
from autograde.reference import reference_bytes
from autograde.result import PropertyResult, SubmissionResult
from autograde.source import load_assignment
from tests.assignments.plain import ROOT, Variant, released, solutions, source, variants

__all__ = ["Pack", "answers_of", "assignment", "elsewhere", "graded", "graded_pack", "lost", "packs", "submission"]


@dataclass(frozen=True)
class Pack:
    """Variants that share a submission, at most one per exercise."""

    name: str
    """Of the assignment."""
    variants: tuple[Variant, ...]

    @property
    def answers(self) -> dict[str, str]:
        """The texts of the solution cells; an exercise that no variant answers keeps the reference's."""
        return solutions(source(self.name)) | {variant.grade_id: variant.text for variant in self.variants}

    @property
    def loses(self) -> set[str]:
        """The properties that must fail."""
        return {name for variant in self.variants for name in variant.loses}

    def __str__(self) -> str:
        return " + ".join(f"{variant.grade_id}/{variant.path.stem}" for variant in self.variants)


@functools.cache
def assignment(name: str) -> Assignment:
    """The assignment as the grader sees it."""
    return load_assignment(ROOT / "solutions" / name)


@functools.cache
def answers_of(name: str) -> Mapping[str, tuple[str, ...]]:
    """For each question the answer cells that it is about, as the grader's own analysis of names says."""
    notebook = _notebook(name)
    return plan_notebook(notebook, rebuild(notebook, reference_bytes(notebook)), Options()).answers


def elsewhere(name: str, grade_id: str) -> frozenset[str]:
    """The test cells that do not look at the answer ``grade_id``; a plain run about that answer may skip them."""
    return frozenset(question for question, needed in answers_of(name).items() if grade_id not in needed)


def submission(name: str, answers: Mapping[str, str], student: str = "student") -> Submission:
    """The released notebook with ``answers`` (by grade_id) typed in; an answer that is not given stays the stub."""
    notebook = released(name)
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("solution"):
            cell.source = answers.get(meta["grade_id"], cell.source)
    return Submission(student, {name: nbformat.writes(notebook, version=4).encode("utf-8")})


def graded(name: str, answers: Mapping[str, str], *, seed: int, tests: str = "isolated") -> SubmissionResult:
    """The result of the real grader, tests isolated unless asked otherwise."""
    options = Options(seed=seed, sandbox="none", tests=tests)  # type: ignore[arg-type]
    return grade(assignment(name), submission(name, answers), options)


@functools.cache
def graded_pack(pack: Pack, seed: int) -> SubmissionResult:
    """A pack's result; kept, because several tests look at the same one."""
    return graded(pack.name, pack.answers, seed=seed)


def lost(result: SubmissionResult) -> dict[str, PropertyResult]:
    """The properties that failed, by name."""
    return {prop.name: prop for question in result.questions for prop in question.properties if not prop.passed}


def packs(name: str) -> list[Pack]:
    """All variants in as few submissions as possible; the right ones first, so that those stay among themselves."""
    found = variants(name)
    return _packed(name, [v for v in found if v.right]) + _packed(name, [v for v in found if not v.right])


def _packed(name: str, found: Sequence[Variant]) -> list[Pack]:
    groups = _groups(name)
    queues = [[variant for variant in found if variant.grade_id in group] for group in groups]
    made: list[Pack] = []
    while any(queues):
        chosen: list[Variant] = []
        taken: set[str] = set()
        for queue in sorted(queues, key=len, reverse=True):
            # Two answers that define the same helper would overwrite each other.
            fitting = next((v for v in queue if not _names(v.text) & taken), None)
            if fitting is not None:
                queue.remove(fitting)
                chosen.append(fitting)
                taken |= _names(fitting.text)
        made.append(Pack(name, tuple(sorted(chosen, key=lambda variant: variant.grade_id))))
    return made


def _groups(name: str) -> list[set[str]]:
    """The answer cells, together where one question needs several of them."""
    groups = [{grade_id} for grade_id in solutions(source(name))]
    for needed in answers_of(name).values():
        touched = [group for group in groups if group & set(needed)]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched] + [set().union(*touched)]
    return groups


def _names(text: str) -> set[str]:
    """What a cell binds at its top level."""
    try:
        body: Iterable[ast.stmt] = ast.parse(text).body
    except SyntaxError:
        return set()
    names: set[str] = set()
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            names.add(statement.name)
        elif isinstance(statement, (ast.Import, ast.ImportFrom)):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
        else:
            stored = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            names |= {node.id for node in stored if isinstance(node.ctx, ast.Store)}
    return names


def _notebook(name: str) -> Notebook:
    return next(notebook for notebook in assignment(name).notebooks if notebook.name == name)

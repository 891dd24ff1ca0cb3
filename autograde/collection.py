"""Find the submissions of a class in files, folders and archives, however a learning platform laid them out.

Every student whose files are there appears, with findings where something is odd; nothing that cannot be read stops
the others. What belongs to nobody becomes a problem line. A notebook that is missing is simply not in
``Submission.notebooks``; :func:`autograde.rebuild.rebuild` reports it.

How a folder is understood:

- one that has the assignment's notebooks is one student's; so is one with a folder of the assignment's name, or of its
  only notebook's, in it (nbgrader's ``<student>/<assignment>``), and one with a single notebook of another name;
- one that has folders or archives is a class, one student each; loose notebooks in it are one student each;
- one that has several notebooks of other names is a class, one student each.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograde.errors import UnreadableError, UsageError
from autograde.findings import Kind, finding, listing, one_line
from autograde.layout import Draft, Layout
from autograde.model import Assignment
from autograde.names import best_match, is_notebook, owner
from autograde.result import Finding
from autograde.tree import Budget, Node, file_node, folder_node, zip_node

__all__ = ["Collected", "Submission", "collect"]

_NOT_EXTRA = frozenset({"timestamp.txt"})
"""nbgrader puts it into every submission."""


@dataclass(frozen=True)
class Submission:
    """One student's files for one assignment."""

    student: str
    notebooks: Mapping[str, bytes] = field(default_factory=dict)
    """The source notebook's name -> the submitted file as it is. What was not submitted is not in it."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Collected:
    """A class."""

    submissions: tuple[Submission, ...]
    """Sorted by student; no two have the same name."""
    problems: tuple[str, ...] = ()
    """One line for each thing that could not be read, or that is nobody's."""


def collect(paths: Sequence[str | Path], assignment: Assignment) -> Collected:
    """The submissions in ``paths``: notebooks, folders, zip archives.

    Raises:
        UsageError: there is no submission at all.
    """
    layout = Layout(assignment)
    problems: list[str] = []
    drafts: list[Draft] = []
    hollow: list[tuple[Draft, list[str]]] = []
    loose: dict[Path, list[Node]] = {}
    budget = Budget()
    given = {Path(os.path.abspath(path)): path for path in paths}
    for path, typed in given.items():
        is_folder, is_file = os.path.isdir(path), os.path.isfile(path)
        if len(given) > 1 and os.path.islink(path):  # one path was typed by a person, several may come from a `*`
            problems.append(f"{typed}: is a symbolic link and was not followed; name what it leads to")
        elif is_folder or (is_file and path.suffix.lower() == ".zip"):
            root = folder_node(path, budget) if is_folder else zip_node(path, budget)
            found = layout.read(root, path.parent)
            drafts += found
            told = layout.take_problems(typed)
            if found:
                problems += told
            else:
                hollow.append((Draft(owner(root.name).student, str(path), [root]), told))
        elif is_file and is_notebook(path.name):
            loose.setdefault(path.parent, []).append(file_node(path, budget, follow=True))
        elif os.path.lexists(path):
            problems.append(f"{typed}: neither a notebook nor a folder nor a zip archive")
        else:
            problems.append(f"{typed}: no such file or folder")
    for parent, nodes in loose.items():
        drafts += layout.single_files(nodes, parent)
        problems += layout.take_problems(parent)
    if drafts:  # beside others, an empty folder is a student who handed in nothing
        drafts += [draft for draft, _ in hollow]
    else:
        problems += [line for _, told in hollow for line in told]
        where = listing([str(path) for path in paths], 3, 150) or "no path was given"
        reason = f" ({one_line(problems[0], 400)})" if problems else ""
        raise UsageError(
            f"no submission in {where}{reason}; name a notebook, a zip archive, or a folder with one folder per student"
        )
    submissions = [_submission(draft, assignment) for draft in sorted(drafts, key=lambda d: (d.student, d.origin))]
    for submission in submissions:
        problems += [
            f"{submission.student}: {note.detail}"
            for note in submission.findings
            if note.kind in (Kind.UNREADABLE_FILE, Kind.UNSAFE_PATH)
        ]
    return Collected(tuple(_told_apart(submissions)), tuple(one_line(problem, 400) for problem in problems))


def _submission(draft: Draft, assignment: Assignment) -> Submission:
    """Read the notebooks of one student; of the other files only the names are looked at."""
    files: list[tuple[str, Node]] = []
    findings: list[Finding] = []
    notes: list[tuple[Kind, str]] = []
    for top in draft.nodes:
        notes += top.notes
        entries = list(top.walk()) if top.folder else [(draft.names.get(top.name, top.name), top)]
        for relative, node in entries:
            notes += node.notes
            if not node.folder:
                files.append((relative, node))
            elif any(best_match(notebook.name, node.name) == 0 for notebook in assignment.notebooks):
                notes.append((Kind.UNREADABLE_FILE, f"{node.name} is a folder, not a notebook"))
    for kind in dict.fromkeys(kind for kind, _ in notes):
        findings.append(finding(kind, listing([detail for other, detail in notes if other is kind], 2, 90)))
    notebooks: dict[str, bytes] = {}
    used: set[int] = set()
    for notebook in assignment.notebooks:
        index = _choose(notebook.name, [relative for relative, _ in files], only=len(assignment.notebooks) == 1)
        if index is None:
            continue
        relative, node = files[index]
        used.add(index)
        if best_match(notebook.name, relative.rpartition("/")[2]) != 0:
            detail = f"{relative} was taken for {notebook.name}.ipynb"
            findings.append(finding(Kind.RENAMED_NOTEBOOK, detail, notebook=notebook.name))
        try:
            notebooks[notebook.name] = node.read()
        except UnreadableError as error:
            findings.append(finding(error.kind, str(error), notebook=notebook.name))
    extra = [relative for index, (relative, _) in enumerate(files) if index not in used]
    extra = [name for name in extra if not _expected(name, assignment)]
    if extra:
        findings.append(finding(Kind.EXTRA_FILE, listing(extra)))
    return Submission(draft.student, notebooks, tuple(findings))


def _expected(relative: str, assignment: Assignment) -> bool:
    """Whether a file came with the assignment."""
    name = relative.rpartition("/")[2]
    return name in _NOT_EXTRA or any(relative == file or relative.endswith(f"/{file}") for file in assignment.files)


def _choose(wanted: str, files: Sequence[str], *, only: bool) -> int | None:
    """The file that is the notebook ``wanted``: the best name, then the least deep, then the last by name.

    The last, because copies are numbered and attempts carry their time.
    """
    ranked = []
    for index, relative in enumerate(files):
        rank = best_match(wanted, relative.rpartition("/")[2]) if is_notebook(relative) else None
        if rank is not None:
            ranked.append((rank, relative.count("/"), index))
    if ranked:
        best = min(ranked)[:2]
        return max((files[index], index) for *place, index in ranked if tuple(place) == best)[1]
    notebooks = [index for index, relative in enumerate(files) if is_notebook(relative)]
    return notebooks[0] if only and len(notebooks) == 1 else None


def _told_apart(submissions: Sequence[Submission]) -> list[Submission]:
    """The submissions with a number behind the name where two students have the same one."""
    count: dict[str, int] = {}
    for submission in submissions:
        count[submission.student] = count.get(submission.student, 0) + 1
    told = []
    seen: set[str] = set()
    for submission in submissions:
        name = submission.student
        if count[name] > 1:
            detail = f"{count[name]} submissions carry the name {name}"
            submission = replace(submission, findings=(*submission.findings, finding(Kind.DUPLICATE_STUDENT, detail)))
        number = 1
        while name in seen or (number > 1 and name in count):
            number += 1
            name = f"{submission.student} ({number})"
        seen.add(name)
        told.append(replace(submission, student=name))
    return sorted(told, key=lambda submission: submission.student)

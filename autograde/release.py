"""From ``solutions/`` to ``assignments/``: nbgrader's own generator, made repeatable.

nbgrader removes solutions and hidden tests and writes its metadata. Around it this module checks the source first,
works on a copy in a temporary course without a gradebook (so nothing is left behind), makes the result byte-identical
from run to run (stable cell ids, minimal metadata), and replaces the released folder as a whole.

Besides :mod:`autograde.platforms.nbgrader_gradebook` this is the only module that imports nbgrader.
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograde.drift import drift
from autograde.errors import AutogradeError, SourceError, UsageError
from autograde.model import FEEDBACK_FILE, Assignment, Notebook
from autograde.options import Options

__all__ = ["ReleaseReport", "Released", "release"]

SOURCES = "solutions"
RELEASES = "assignments"
KEPT_METADATA = ("autograde", "kernelspec", "language_info")
DROPPED_CELL_METADATA = ("ExecuteTime", "execution")  # time stamps of the author's session
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
VERIFY_SEED = 0  # always the same, so that the same source is never refused once and released the next time
VERIFY_ADVICE = (
    "correct the test or the solution; a test that relies on what cannot cross processes, such as shared storage, "
    "must compare values instead"
)
RAISED_ADVICE = "students would be stuck there; correct it"
REMNANT = re.compile("(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")


@dataclass(frozen=True)
class Released:
    """What became of one assignment; ``lines`` say why where it is ``drifted`` or ``refused``."""

    name: str
    state: Literal["written", "unchanged", "drifted", "refused"]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReleaseReport:
    """What became of all of them."""

    items: tuple[Released, ...]

    @property
    def drifted(self) -> bool:
        """Whether a released folder is not what its source gives."""
        return any(item.state == "drifted" for item in self.items)

    @property
    def refused(self) -> bool:
        """Whether a source cannot be released as it stands."""
        return any(item.state == "refused" for item in self.items)


def release(
    names: Sequence[str] = (), root: Path = Path("."), check: bool = False, verify: bool = True
) -> ReleaseReport:
    """Generate ``assignments/<name>`` from ``solutions/<name>``; without names, all of them.

    Args:
        names: folders in ``solutions``; ``solutions/ps01`` is ``ps01``.
        root: the course, where ``nbgrader_config.py`` stands.
        check: write nothing; compare with what is there.
        verify: grade each source by itself, and refuse it where its own solution does not get full marks. It runs
            the source's code and takes seconds.

    Raises:
        UsageError: no such source, or the result cannot be written.
    """
    sources = root / SOURCES
    if not sources.is_dir():
        raise UsageError(f"no folder {sources}; run this where the course is, or make {SOURCES}/<name>/<name>.ipynb")
    known = sorted(entry.name for entry in sources.iterdir() if entry.is_dir() and entry.name[0] not in "._")
    names = [Path(name).name if Path(name).parent == Path(SOURCES) else name for name in names]  # as shells complete it
    for name in names:
        if name not in known:
            raise UsageError(f"no source {sources / name}; known are: {', '.join(known) or 'none'}")
    items = [_release_one(name, root, check, verify) for name in (names or known)]
    if check and not names:
        items += _orphans(root, known)
    return ReleaseReport(tuple(items))


def _release_one(name: str, root: Path, check: bool, verify: bool) -> Released:
    source, target = root / SOURCES / name, root / RELEASES / name
    with tempfile.TemporaryDirectory(prefix="autograde-release-") as scratch:
        fresh = Path(scratch) / "release" / "assignment"
        try:
            assignment = _checked(source)
            _generate(source, Path(scratch), root / "nbgrader_config.py")
            _tidy(fresh, assignment)
            if verify:
                _verify_solution(assignment)
        except AutogradeError as error:
            return Released(name, "refused", tuple(str(error).splitlines()))
        lines = drift(fresh, target, f"{RELEASES}/{name}")
        if check:
            return Released(name, "drifted" if lines else "unchanged", tuple(lines))
        if not lines:
            return Released(name, "unchanged")
        _replace(fresh, target)
    return Released(name, "written")


def _orphans(root: Path, known: Sequence[str]) -> Iterator[Released]:
    releases = root / RELEASES
    for folder in sorted(releases.iterdir()) if releases.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in known:
            line = f"{RELEASES}/{folder.name}: has no source {SOURCES}/{folder.name}; remove it"
            yield Released(folder.name, "drifted", (line,))


def _checked(source: Path) -> Assignment:
    """The source as autograde reads it, linted."""
    from autograde.lint import lint
    from autograde.source import load_assignment

    assignment = load_assignment(source)
    complaints = lint(assignment)
    if complaints:
        raise SourceError("\n".join(complaints))
    return assignment


def _verify_solution(assignment: Assignment) -> None:
    """Refuse a source whose own solution does not pass its tests in isolation."""
    from autograde.batch import source_problems

    problems = source_problems(assignment, Options(seed=VERIFY_SEED, sandbox="none"))
    if problems:
        advice = [RAISED_ADVICE if ": the source's own cell " in problem else VERIFY_ADVICE for problem in problems]
        raise SourceError("\n".join(f"{problem}; {what}" for problem, what in zip(problems, advice, strict=True)))


def _generate(source: Path, scratch: Path, config_file: Path) -> None:
    """Run nbgrader on a copy of ``source``; the result is ``scratch/release/assignment``.

    The copy has a fixed name, so that a course may lie under any path: nbgrader takes ``[`` or ``*`` in it for globs.
    """
    staged = scratch / "source" / "assignment"
    shutil.copytree(source, staged, ignore=_unreleasable)
    log = logging.Logger("autograde.nbgrader", logging.ERROR)
    records = _Records()
    log.addHandler(records)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about nbgrader's own innards; nobody here could act on one
        from nbgrader.converters import GenerateAssignment
        from nbgrader.converters.base import NbGraderException
        from nbgrader.coursedir import CourseDirectory

        config = _config(config_file)
        config.CourseDirectory.root = str(scratch)
        config.CourseDirectory.source_directory = "source"
        config.CourseDirectory.release_directory = "release"
        config.CourseDirectory.assignment_id = "assignment"
        config.GenerateAssignment.no_database = True  # nbgrader's own --no-db
        config.SaveCells.enabled = False
        course = CourseDirectory(config=config, log=log)
        try:
            GenerateAssignment(coursedir=course, config=config, log=log).start()
        except (NbGraderException, SystemExit) as error:
            reason = records.reason() or " ".join(str(error).split())
            raise SourceError(f"nbgrader could not generate it: {reason}", file=str(source)) from None


def _unreleasable(folder: str, names: list[str]) -> set[str]:
    """Hidden files, caches, variants of solutions, feedback and links stay behind, whatever nbgrader's settings say."""
    return {
        name
        for name in names
        if name.startswith(".")
        or name in ("variants", "__pycache__", FEEDBACK_FILE)
        or name.endswith(".pyc")
        or (Path(folder) / name).is_symlink()
    }


def _config(file: Path) -> Any:
    from traitlets.config import Config
    from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

    try:
        return PyFileConfigLoader(file.name, path=str(file.parent)).load_config()
    except ConfigFileNotFound:
        return Config()
    except Exception as error:
        raise UsageError(f"{file}: cannot be run: {type(error).__name__}: {error}") from None


class _Records(logging.Handler):
    """Keeps what nbgrader logs as errors; it is shown only as the one line that says why."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())

    def reason(self) -> str:
        """The last line of the first traceback, else nothing."""
        for text in self.texts:
            if "Traceback (most recent call last)" in text:
                return text.strip().splitlines()[-1]
        return ""


def _tidy(folder: Path, assignment: Assignment) -> None:
    """Rewrite each generated notebook in the one form that its source determines, and look for what must not be in it.

    nbformat draws random ids for cells without one; kernel versions and time stamps of the author would come along.
    """
    import nbformat

    by_name = {notebook.name: notebook for notebook in assignment.notebooks}
    for path in sorted(folder.glob("*.ipynb")):
        source = by_name.get(path.stem)
        if source is None:
            raise SourceError("nbgrader released a notebook that autograde does not know", file=path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about missing ids, which are given below
            content = nbformat.read(path, as_version=4)
            _stable_ids(content.cells, {cell.cell_id for cell in source.cells})
            content.metadata = _minimal(content.metadata)
            for cell in content.cells:
                for key in DROPPED_CELL_METADATA:
                    cell.metadata.pop(key, None)
            _verify(content.cells, source)
            path.write_text(nbformat.writes(content) + "\n", encoding="utf-8")


def _minimal(metadata: Any) -> Any:
    """Of the notebook's metadata what readers and the grader need; versions of the author's kernel are left out."""
    import nbformat

    kept = {key: metadata[key] for key in KEPT_METADATA if key in metadata}
    kept["kernelspec"] = {key: kept.get("kernelspec", {}).get(key, KERNEL[key]) for key in KERNEL}
    kept["language_info"] = {"name": kept.get("language_info", {}).get("name", "python")}
    return nbformat.from_dict(kept)


def _stable_ids(cells: Sequence[Any], known: set[str]) -> None:
    """Give each cell whose id is not the author's one made of its grade_id, else of its place."""
    used = {cell["id"] for cell in cells if cell.get("id") in known}
    for index, cell in enumerate(cells):
        if "id" not in cell or cell["id"] in used:
            continue
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        wish = re.sub("[^A-Za-z0-9_-]", "-", grade_id)[:60] or f"cell-{index}"
        while wish in used:
            wish = f"{wish[:56]}-{index}"
        cell["id"] = wish
        used.add(wish)


def _verify(cells: Sequence[Any], source: Notebook) -> None:
    """Refuse a release that still tells the answer, or that grading would not recognise as untouched."""
    stubs = {cell.grade_id: cell.stub for cell in source.cells if cell.grade_id}
    for cell in cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        where = grade_id or cell.get("id", "")
        if REMNANT.search(cell.source):
            raise SourceError("a marker would be released, perhaps with an answer", file=source.file, grade_id=where)
        if cell.get("outputs") or cell.get("execution_count"):
            raise SourceError("an output would be released; clear it", file=source.file, grade_id=where)
        if grade_id in stubs and cell.source.rstrip() != stubs[grade_id].rstrip():
            message = "nbgrader releases another text than autograde expects; remove stubs from nbgrader_config.py"
            raise SourceError(message, file=source.file, grade_id=where)


def _replace(fresh: Path, target: Path) -> None:
    """Put ``fresh`` in the place of ``target``, as a whole: a folder half written is never seen under its name."""
    new, old = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)
        shutil.copytree(fresh, new)
        if target.exists():
            target.rename(old)
        try:
            new.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise UsageError(f"cannot write {target}: {error.strerror or error}; what was there is unchanged") from None

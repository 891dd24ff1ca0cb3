"""The same assignment and submissions in Otter's form.

The instructor's notebook is written as Otter's documentation wants it, and ``otter assign`` makes the autograder of it:
the same test cases, the hidden ones marked ``# HIDDEN``, a question all or nothing unless its cases have points of
their own. In a submission a test cell that the student left alone becomes ``grader.check("name")``, which is what
stands there in a notebook that Otter released; one that was changed stays as it was changed.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.autograde import notebooks as nb
from tests.hostile.assignment import NAME, QUESTIONS, SETUP, released

__all__ = ["otter_source", "otter_submission"]

_CONFIG = """# ASSIGNMENT CONFIG
init_cell: false
export_cell: false
check_all_cell: false
"""


def otter_source() -> nb.Json:
    """The instructor's notebook."""
    cells = [_raw(_CONFIG), nb.cell(SETUP)]
    for question in QUESTIONS:
        worth = "points: 2\nall_or_nothing: true" if not question.partial else "points: 2"
        cells += [
            _raw(f"# BEGIN QUESTION\nname: {question.name}\n{worth}"), nb.cell("Write it.", "markdown"),
            _raw("# BEGIN SOLUTION"), nb.cell(f"{question.signature}{question.solution}"), _raw("# END SOLUTION"),
            _raw("# BEGIN TESTS"),
        ]  # fmt: skip
        for case in question.cases:
            head = "# HIDDEN\n" if case.hidden else ""
            if question.partial:
                hidden = str(case.hidden).lower()
                head = f'""" # BEGIN TEST CONFIG\npoints: {case.points}\nhidden: {hidden}\n""" # END TEST CONFIG\n'
            cells.append(nb.cell(head + case.text))
        cells += [_raw("# END TESTS"), _raw("# END QUESTION")]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return nb.notebook(*cells, metadata=released()["metadata"])


def otter_submission(folder: Path) -> Path:
    """The file to hand to ``otter run`` for what a student put into ``folder``; made there."""
    path = folder / f"{NAME}.ipynb"
    archive = folder / f"{NAME}.zip"
    if path.is_symlink():
        return path
    if not path.exists():
        return archive
    texts = {cell["metadata"]["nbgrader"]["grade_id"]: cell["source"] for cell in released()["cells"]}
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].insert(0, nb.cell("import otter\ngrader = otter.Notebook()", cell_id="grader"))
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if grade_id.endswith("_tests") and cell["source"] == texts[grade_id] and cell["cell_type"] == "code":
            cell["source"] = f'grader.check("{grade_id.removesuffix("_tests")}")'
    path.write_text(json.dumps(notebook), encoding="utf-8")
    others = [other for other in folder.rglob("*") if other.is_file() and not other.is_symlink() and other != path]
    if not others:
        return path
    with zipfile.ZipFile(archive, "w") as made:
        for other in [path, *others]:
            made.write(other, other.relative_to(folder))
    return archive


def _raw(text: str) -> nb.Json:
    return nb.cell(text, "raw")

"""Whatever a student hands in: what is graded are the source's cells, each once, and every change is told."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from autograde.findings import DETAIL_LENGTH, Kind
from autograde.matching import key
from autograde.model import Assignment, Role
from autograde.reader import read_notebook
from autograde.rebuild import Action, Rebuilt, Step, rebuild
from autograde.source import load_assignment
from tests.fuzz.notebook_files import ROOT, files, mutated
from tests.fuzz.profile import fuzz
from tests.fuzz.texts import hostile, line_of

SOURCE: Assignment = load_assignment(ROOT / "solutions" / "ps01_tensors")
NOTEBOOK = SOURCE.notebooks[0]
RELEASED = json.loads((ROOT / "assignments" / "ps01_tensors" / "ps01_tensors.ipynb").read_bytes())
IDS = [cell.grade_id for cell in NOTEBOOK.cells if cell.grade_id]
_CLAIMS = ("grade_id", "grade", "solution", "locked", "task", "points", "schema_version")

_edits = st.one_of(
    st.tuples(st.just("source"), hostile),
    st.tuples(st.just("append"), hostile),
    st.tuples(st.just("kind"), st.sampled_from(("code", "markdown", "raw", "heading", "x"))),
    st.tuples(st.just("remove"), st.none()),
    st.tuples(st.just("move"), st.integers(0, 60)),
    st.tuples(st.just("copy"), st.integers(0, 60)),
    st.tuples(st.just("tag"), st.sampled_from(("skip-execution", "parameters", "x"))),
    st.tuples(st.just("id"), st.sampled_from(("", "x", *(str(cell.cell_id) for cell in NOTEBOOK.cells)))),
    st.tuples(
        st.just("claim"), st.tuples(st.sampled_from(_CLAIMS), st.sampled_from((*IDS, "", 0, 1, True, None, 1e9)))
    ),
)


def _released() -> Any:
    return RELEASED


def handed_in(edits: list[tuple[float, str, Any]]) -> Any:
    """The released assignment after edits of its cells; where each one is, as a fraction of the way down."""
    tree = json.loads(json.dumps(RELEASED))
    cells = tree["cells"]
    for where, what, value in edits:
        if not cells:
            break
        at = int(where * len(cells))
        cell = cells[at]
        if what == "source":
            cell["source"] = value
        elif what == "append":
            cell["source"] = "".join(cell["source"]) + value
        elif what == "kind":
            cell["cell_type"] = value
        elif what == "remove":
            del cells[at]
        elif what == "move":
            cells.insert(value, cells.pop(at))
        elif what == "copy":
            cells.insert(value, json.loads(json.dumps(cell)))
        elif what == "tag":
            cell["metadata"]["tags"] = [value]
        elif what == "id":
            cell["id"] = value
        else:
            cell["metadata"].setdefault("nbgrader", {})[value[0]] = value[1]
    return tree


def check(data: bytes) -> Rebuilt:
    """What holds for every submission."""
    made = rebuild(NOTEBOOK, data)
    assert made == rebuild(NOTEBOOK, data) and made.notebook is NOTEBOOK
    assert len({step.key for step in made.steps}) == len(made.steps)
    for finding in made.findings:
        assert finding.kind in list(Kind) and line_of(finding.detail, DETAIL_LENGTH)
    # every cell of the source stands for itself, in the source's order
    own = [step for step in made.steps if step.cell is not None]
    expected = [(place, cell) for place, cell in enumerate(NOTEBOOK.cells) if cell.role is not Role.TEXT]
    assert [(step.key, step.cell) for step in own] == [(key(NOTEBOOK, place), cell) for place, cell in expected]
    try:
        texts = {cell.source for cell in read_notebook(data).cells}
    except Exception:
        texts = set()
    for step in made.steps:
        _trusted(step, texts)
    return made


def _trusted(step: Step, texts: set[str]) -> None:
    cell = step.cell
    if cell is None:
        assert step.student and step.action is Action.RUN and step.source in texts
        return
    role = {Role.TEST: Action.TEST, Role.TASK: Action.TASK, Role.SETUP: Action.RUN}.get(cell.role)
    assert step.action is (role or (Action.RUN if cell.kind == "code" else Action.MANUAL))
    if cell.role in (Role.TEST, Role.TASK) or (cell.role is Role.SETUP and cell.locked):
        assert step.source == cell.source and not step.student
    elif step.student:
        assert step.source in texts
    else:
        assert step.source == (cell.source if cell.role is Role.SETUP else "")


def bare(text: object) -> str:
    joined = "".join(text) if isinstance(text, list) else str(text)
    return "\n".join(line.rstrip() for line in joined.splitlines() if line.strip())


def untouched(tree: Any) -> bool:
    """Whether nothing but answers and the text of open cells differs from the release; by the file's own words."""
    marked = [cell for cell in tree["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id")]
    wanted = [cell for cell in RELEASED["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id")]
    if len(marked) != len(wanted):
        return False
    for one, other in zip(marked, wanted, strict=True):
        claims, released = one["metadata"]["nbgrader"], other["metadata"]["nbgrader"]
        flags = ("grade_id", "grade", "solution", "task")
        if one["cell_type"] != other["cell_type"] or any(
            bool(claims.get(flag)) != bool(released.get(flag)) for flag in flags
        ):
            return False
        worth = released["grade"] or released["task"]
        if claims["grade_id"] != released["grade_id"] or (worth and released["points"] != claims.get("points")):
            return False
        source = next(cell.source for cell in NOTEBOOK.cells if cell.grade_id == released["grade_id"])
        if not released["solution"] and bare(one["source"]) not in (bare(other["source"]), bare(source)):
            return False
    return not any("skip-execution" in cell["metadata"].get("tags", ()) for cell in marked)


@fuzz(
    150, st.lists(st.builds(lambda where, edit: (where, *edit), st.floats(0, 1, exclude_max=True), _edits), max_size=5)
)
def test_edited_cells(edits: list[tuple[float, str, Any]]) -> None:
    tree = handed_in(edits)
    made = check(json.dumps(tree).encode())
    if not made.findings:
        assert untouched(tree)


@fuzz(120, files(st.one_of(mutated(_released), mutated())))
def test_any_file(data: bytes) -> None:
    check(data)

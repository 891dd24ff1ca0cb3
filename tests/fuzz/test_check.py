"""``autograde check`` on whatever a student has: a report, or one line that says why not; never a fault of its own."""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
import warnings
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import example
from hypothesis import strategies as st

from autograde import cli
from autograde.check import command
from autograde.check.session import RunCell
from tests.autograde.notebooks import answer, cell, marked, raw
from tests.autograde.notebooks import test as tests
from tests.fuzz.folders import build, trees
from tests.fuzz.notebook_files import ROOT, files
from tests.fuzz.profile import fuzz
from tests.fuzz.texts import hostile

RELEASED = str(ROOT / "assignments" / "ps01_tensors")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_failures = st.none() | st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("NameError", "NotImplementedError", "ValueError", "É")), "message": hostile,
        "cell": st.sampled_from(("", "f", "norms", "setup-1", "added-1", "x")), "line": st.integers(-1, 9),
        "test_line": st.integers(-1, 9), "seen": st.sampled_from(("", "value", "nan", "shape", "x")),
        "assertion": st.booleans(), "expected": hostile, "got": hostile | st.just("None"), "detail": hostile,
        "absent": st.sampled_from(("", "np", "f", "x y")),
    }
)  # fmt: skip
_properties = st.lists(
    st.fixed_dictionaries(
        {"name": hostile, "points": st.sampled_from((0, 1, 0.5, 1e9)), "failure": _failures, "hint": hostile}
    ),
    max_size=2,
)
_records = st.fixed_dictionaries(
    {"status": st.sampled_from(("ok", "ok", "error", "timeout", "flood", "crashed", "skipped")), "failure": _failures},
    optional={"properties": _properties, "score": st.sampled_from((None, 0.0, 1.0, -5.0, 1e300))},
)


def checked(arguments: list[str], records: list[dict[str, Any]]) -> tuple[int, str, str]:
    """Exit code, output and errors of the command; what its cells came to is taken from ``records``, in turn."""

    def ran(cells: list[RunCell], *_: Any) -> dict[str, Any]:
        made = {}
        for number, one in enumerate(cells):
            record = dict(records[number % len(records)])
            if record["status"] == "error" and record["failure"] is None:
                record["status"] = "ok"
            made[one.key] = record
        return made

    out, errors = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(command, "run_cells", ran), mock.patch("sys.argv", ["autograde", "check", *arguments]),
        contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors), warnings.catch_warnings(),
    ):  # fmt: skip
        warnings.simplefilter("ignore", SyntaxWarning)  # of the student's text
        code = cli._guarded()
    return code, out.getvalue(), errors.getvalue()


def judge(code: int, out: str, errors: str) -> None:
    assert code in (0, 1, 2), errors
    assert not CONTROL.search(out)
    if code == 2:
        assert not out and errors.startswith("autograde: ") and errors.count("\n") == 1
    else:
        assert out and not errors


def deep(levels: int) -> bytes:
    """A notebook with outputs within outputs."""
    return raw(answer("x = 1", "f"), tests("assert x", "f_tests")).replace(
        b'"outputs": []', b'"outputs": [{"data": ' + b"[" * levels + b"]" * levels + b"}]"
    )


OK = {"status": "ok", "failure": None}


@fuzz(80, files(), st.lists(_records, min_size=1, max_size=4), st.booleans())
@example(raw(answer("x = 1", "f"), tests("assert x", "f_tests", 10**400)), [OK], False)
@example(raw(marked("x", "f", grade=True, solution=True, points=10**400, checksum="0")), [OK], False)
@example(deep(600), [OK], False)
@example(deep(950), [OK], False)
@example(raw(cell("x = 1" + "+1" * 3000), tests("assert x", "f_tests")), [OK], False)
def test_any_file(data: bytes, records: list[dict[str, Any]], released: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder, "ps01_tensors.ipynb")
        path.write_bytes(data)
        judge(*checked([str(path), *(["--released", RELEASED] if released else [])], records))


@fuzz(40, trees)
def test_any_folder(tree: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        outside = Path(name, "outside.ipynb")
        outside.write_bytes(raw())
        build(tree, Path(name, "mine"), outside)
        for path in (Path(name, "mine"), *sorted(Path(name, "mine").iterdir())[:2]):
            judge(*checked(["--", str(path)], [OK]))

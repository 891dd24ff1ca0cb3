"""The reader takes what students send, keeps the cells, tells what it bent, and never raises anything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograde.errors import UnreadableError
from autograde.findings import Kind
from autograde.reader import MAX_CELLS, MAX_SOURCE, RawNotebook, read_notebook
from tests.autograde.notebooks import cell, marked, notebook, raw, source_cells

FILES = Path(nbgrader.__file__).parent / "tests"
FIXTURES = sorted(FILES.glob("*/files/*.ipynb"))


def kinds(read: RawNotebook) -> list[str]:
    return [kind for kind, _ in read.notices]


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_notebook(data)
    assert caught.value.kind == Kind.INVALID_NOTEBOOK
    message = str(caught.value)
    assert message and "\n" not in message and len(message) <= 200
    return message


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_reads_what_nbformat_reads(path: Path) -> None:
    expected = nbformat.from_dict(json.loads(path.read_text("utf-8")))
    read = read_notebook(path.read_bytes())
    assert len(read.cells) == len(expected.cells)
    for ours, theirs in zip(read.cells, expected.cells, strict=True):
        assert (ours.kind, ours.source) == (theirs.cell_type, "".join(theirs.source))
        assert dict(ours.nbgrader) == dict(theirs.metadata.get("nbgrader", {}))
    assert read.notices == ()


def test_fixtures_are_there() -> None:
    assert len(FIXTURES) > 40


def test_source_may_be_lines_or_a_text() -> None:
    read = read_notebook(raw(cell(["a = 1\n", "b = 2"]), cell("c = 3", cell_id="third", tags=["x", "y"])))
    assert [c.source for c in read.cells] == ["a = 1\nb = 2", "c = 3"]
    assert (read.cells[1].cell_id, read.cells[1].tags) == ("third", ("x", "y"))


def test_format_3() -> None:
    nbgrader_meta = {"grade_id": "f", "solution": True}
    old = {
        "nbformat": 3,
        "metadata": {},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": "Title", "metadata": {}},
                    {"cell_type": "code", "input": ["x = ", "1"], "metadata": {"nbgrader": nbgrader_meta}},
                ]
            },
            {"cells": [{"cell_type": "markdown", "source": "end"}]},
        ],
    }
    read = read_notebook(json.dumps(old).encode())
    assert [(c.kind, c.source) for c in read.cells] == [
        ("markdown", "## Title"),
        ("code", "x = 1"),
        ("markdown", "end"),
    ]
    assert read.cells[1].grade_id == "f"
    assert read.notices == (("format_version", "notebook format 3, read as format 4"),)


@pytest.mark.parametrize("version", [5, 4.1, "4", None, [4], True])
def test_other_versions_are_read_and_told(version: object) -> None:
    read = read_notebook(raw(cell("a"), nbformat=version))
    assert [c.source for c in read.cells] == ["a"]
    assert kinds(read) == ["format_version"]


@pytest.mark.parametrize(
    ("encoding", "notice"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["encoding"]),
        ("utf-16-le", ["encoding"]),
        ("utf-32-be", ["encoding"]),
        ("cp1252", ["encoding"]),
        ("latin-1", ["encoding"]),
    ],
)
def test_encodings(encoding: str, notice: list[str]) -> None:
    text = json.dumps(notebook(cell("größe = 1")), ensure_ascii=False)
    read = read_notebook(text.encode(encoding))
    assert read.cells[0].source == "größe = 1"
    assert kinds(read) == notice


def test_a_byte_that_no_code_page_has() -> None:
    read = read_notebook(raw(cell("x = 'QQ'")).replace(b"QQ", b"\xe4\x81"))
    assert read.cells[0].source == "x = 'ä\x81'"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "JSON"),
        (b"import torch\n", "no valid JSON"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"<!DOCTYPE html>", "a web page"),
        (b'{"cells": [', "the file breaks off in line 1, column 12"),
        (b'{"cells": [\n{"source": "x = 1', "the file breaks off in line 2, column 12"),
        (b'{"cells": ["a\tb"]}', "Invalid control character in line 1, column 14"),
        (b'{"cells": [\n<<<<<<< HEAD\n1,\n=======\n2,\n>>>>>>> main\n3]}', "git left a conflict in line 2"),
        (b'<<<<<<< HEAD\n{"cells": []}\n=======\n{}\n>>>>>>> main\n', "git left a conflict in line 1"),
        (b'{"cells": [\n"<<<<<<< HEAD"\n', "the file breaks off"),
        (b"[]", "a list"),
        (b"null", "null"),
        (b"3", "a number"),
        (b"{}", "no list of cells"),
        (b'{"cells": 3}', "no list of cells"),
        (b'{"cells": {}, "worksheets": []}', "no list of cells"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"cells": [], "x": ' + b"9" * 5000 + b"}", "too many digits"),
        (bytes(range(256)), "JSON"),
    ],
)
def test_what_is_no_notebook(data: bytes, reason: str) -> None:
    assert reason in refused(data)


def test_a_large_file_of_many_values_is_refused_before_it_is_parsed() -> None:
    assert "8,000,000 JSON values" in refused(b'{"cells": [' + b"[]," * 9_000_000 + b"[]]}")


def test_a_string_without_an_end_is_no_slow_file() -> None:
    assert "JSON" in refused(b'{"cells": ["' + b'\\"' * 6_000_000)


def test_large_outputs_are_dropped() -> None:
    big = cell("x = 1")
    big["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["y" * 1000] * 60_000}]
    read = read_notebook(raw(big))
    assert [c.source for c in read.cells] == ["x = 1"]
    assert read.notices == (("large_outputs", "the file has 60 MB; outputs are dropped"),)


def test_a_file_beyond_the_limit() -> None:
    assert "201 MB" in refused(bytes(201_000_000))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (3, "cell 1 is a number"),
        (None, "cell 1 is null"),
        ({"cell_type": "magic", "source": "a"}, "the type of cell 1 is 'magic'"),
        ({"cell_type": ["code"], "source": "a"}, "the type of cell 1 is a list"),
        (cell(7), "source of cell 1 is a number"),
        (cell(["a", {}]), "source of cell 1 is an object"),
        (cell("a") | {"metadata": "no"}, "metadata of cell 1 is a text"),
        (cell("a", nbgrader=[1]), "nbgrader metadata of cell 1 is a list"),
        (cell("a", nbgrader={"points": [1]}), "nbgrader metadata of cell 1 holds lists or objects"),
        (cell("a", tags="skip-execution"), "tags of cell 1 are no list of words"),
        (cell("a", tags=["b", 1]), "tags of cell 1 are no list of words"),
    ],
)
def test_malformed_cells_are_told_and_the_rest_is_read(broken: Any, said: str) -> None:
    read = read_notebook(raw(broken, cell("good")))
    assert read.cells[-1].source == "good"
    assert read.notices == (("malformed_cell", said),)


def test_odd_but_harmless_fields() -> None:
    odd = cell("a", nbgrader={"grade_id": 5, "points": "many"}) | {"id": 3}
    read = read_notebook(raw(odd, cell("b", nbgrader=None, tags=None)))
    assert (read.cells[0].cell_id, read.cells[0].grade_id) == ("", "")
    assert read.cells[0].nbgrader["points"] == "many"
    assert read.notices == ()


def test_too_many_cells() -> None:
    read = read_notebook(raw(*[cell("a")] * (MAX_CELLS + 7)))
    assert len(read.cells) == MAX_CELLS
    assert read.notices == (("malformed_cell", "5,007 cells, the first 5,000 were read"),)


def test_a_huge_cell_is_cut() -> None:
    read = read_notebook(raw(cell("a" * (MAX_SOURCE + 1))))
    assert len(read.cells[0].source) == MAX_SOURCE
    assert kinds(read) == ["malformed_cell"]


def test_lone_surrogates_go_everywhere() -> None:
    bad = "a\ud800b"
    data = raw(cell(bad, cell_id=bad, tags=[bad], nbgrader={bad: bad}), metadata={bad: [bad, {"k": bad}]})
    read = read_notebook(data)
    repr(read).encode("utf-8")
    assert read.cells[0].source == "a\ufffdb"
    assert read.metadata == {"a\ufffdb": ["a\ufffdb", {"k": "a\ufffdb"}]}
    pair = read_notebook(raw(cell("\ud83d\ude00")))
    assert pair.cells[0].source == "\N{GRINNING FACE}"


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
values = st.recursive(scalars, lambda v: st.lists(v, max_size=4) | st.dictionaries(st.text(max_size=8), v, max_size=4))
names = st.sampled_from(
    ["cells", "worksheets", "cell_type", "source", "input", "metadata", "nbgrader", "tags", "id", "level", "nbformat"]
)
notebook_like = st.recursive(
    values | st.sampled_from(["code", "markdown", "heading", 3, 4]),
    lambda v: st.lists(v, max_size=4) | st.dictionaries(names, v, max_size=6),
    max_leaves=30,
)


def survives(data: bytes) -> None:
    try:
        read = read_notebook(data)
    except UnreadableError as error:
        assert error.kind in set(Kind)
        assert "\n" not in str(error)
        return
    json.dumps([c.source for c in read.cells], ensure_ascii=False).encode()
    for one in read.cells:
        assert one.kind in ("code", "markdown", "raw")
        assert isinstance(one.source, str) and isinstance(one.grade_id, str)
    assert all(kind in set(Kind) and len(detail) <= 200 and "\n" not in detail for kind, detail in read.notices)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tree=st.fixed_dictionaries({"cells": st.lists(st.dictionaries(names, notebook_like, max_size=6), max_size=4)}))
def test_any_cells_are_survived(tree: Any) -> None:
    survives(json.dumps(tree).encode())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tree=notebook_like)
def test_any_json_is_survived(tree: Any) -> None:
    survives(json.dumps(tree).encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_survived(data: bytes) -> None:
    survives(data)


@settings(deadline=None)
@given(
    path=st.sampled_from(FIXTURES),
    edits=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 40)), max_size=6),
)
def test_damaged_notebooks_are_survived(path: Path, edits: list[tuple[float, bytes, int]]) -> None:
    data = path.read_bytes()
    for place, new, removed in edits:
        start = int(place * len(data))
        data = data[:start] + new + data[start + removed :]
    survives(data)


def test_claims_are_kept_as_they_are() -> None:
    data = raw(*source_cells(), marked("x", "evil", points=1e300, grade=True))
    assert read_notebook(data).cells[-1].nbgrader["points"] == 1e300

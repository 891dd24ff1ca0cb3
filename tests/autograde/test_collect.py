"""Every student appears, whatever the layout and the names."""

from __future__ import annotations

import os
from pathlib import Path

import nbgrader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde.collection import collect
from autograde.errors import UsageError
from autograde.model import Assignment, Notebook
from autograde.source import load_assignment
from tests.autograde.class_folders import PS, TWO, Files, found, kinds, only, write, zipped

GUIDE = Path(nbgrader.__file__).parent / "docs/source/user_guide"
APPS = Path(nbgrader.__file__).parent / "tests/apps/files"

CLASSES: dict[str, tuple[Files, dict[str, bytes]]] = {
    "student/assignment/notebook": (
        {"ada/ps01/ps01.ipynb": b"A", "bob/ps01/ps01.ipynb": b"B", "carl/ps02/ps01.ipynb": b"other", "dora/": b""},
        {"ada": b"A", "bob": b"B", "carl": b"", "dora": b""},
    ),
    "student/notebook": (
        {"ada/ps01.ipynb": b"A", "bob/ps01.ipynb": b"B", "carl/report.pdf": b"pdf"},
        {"ada": b"A", "bob": b"B", "carl": b""},
    ),
    "assignment/student": (
        {"ps01/ada/ps01.ipynb": b"A", "ps01/bob/ps01.ipynb": b"B", "ps02/ada/ps01.ipynb": b"other"},
        {"ada": b"A", "bob": b"B"},
    ),
    "flat": ({"ada.ipynb": b"A", "bob.ipynb": b"B", "ps01 carl.ipynb": b"C"}, {"ada": b"A", "bob": b"B", "carl": b"C"}),
    "flat with the reference beside": (
        {"ada.ipynb": b"A", "bob.ipynb": b"B", "ps01.ipynb": b"R"},
        {"ada": b"A", "bob": b"B", "ps01": b"R"},
    ),
    "folders with the reference beside": (
        {"ada/ps01.ipynb": b"A", "bob/ps01.ipynb": b"B", "ps01.ipynb": b"R"},
        {"ada": b"A", "bob": b"B", "ps01": b"R"},
    ),
    "sections": (
        {"one/ada/ps01.ipynb": b"A", "one/bob/ps01.ipynb": b"B", "two/eve/x.txt": b"", "two/carl/ps01.ipynb": b"C"}
        | {"two/dora/ps01.ipynb": b"D"},
        {"ada": b"A", "bob": b"B", "carl": b"C", "dora": b"D", "eve": b""},
    ),
    "one student in a wrapping folder": ({"all/ada/ps01.ipynb": b"A"}, {"ada": b"A"}),
    "one student without a notebook": ({"ada/report.pdf": b"A"}, {"ada": b""}),
    "moodle": (
        {"Ada Müller_12_assignsubmission_file/ps01.ipynb": b"A", "Bob_13_assignsubmission_file_/any.ipynb": b"B"}
        | {"Ada Müller_12_assignsubmission_onlinetext/onlinetext.html": b"<p>"},
        {"Ada Müller": b"A", "Bob": b"B"},
    ),
    "canvas": (
        {"lovelaceada_1234_56789_ps01.ipynb": b"A", "bob_LATE_1235_56790_ps01-1.ipynb": b"B"}
        | {"carl_1236_56791_report.pdf": b"pdf", "lovelaceada_1234_56792_notes.txt": b"n"},
        {"lovelaceada": b"A", "bob": b"B", "carl": b""},
    ),
    "gradescope": (
        {"assignment_1_export/submission_77/ps01.ipynb": b"A", "assignment_1_export/submission_78/x/ps01.ipynb": b"B"}
        | {"assignment_1_export/submission_metadata.yml": b"m"},
        {"submission_77": b"A", "submission_78": b"B"},
    ),
    "a zip per student": (
        {"ada.zip": zipped({"ps01.ipynb": b"A"}), "bob.zip": zipped({"ps01/ps01.ipynb": b"B"})}
        | {"carl/handin.zip": zipped({"deep/ps01.ipynb": b"C"}), "dora.zip": zipped({})},
        {"ada": b"A", "bob": b"B", "carl": b"C", "dora": b""},
    ),
    "junk": (
        {"ada/ps01.ipynb": b"A", "ada/.ipynb_checkpoints/ps01-checkpoint.ipynb": b"old", "__MACOSX/ada/._ps01": b"m"}
        | {".DS_Store": b"d", "Thumbs.db": b"t", "ada/desktop.ini": b"i", "bob/ps01.ipynb": b"B"},
        {"ada": b"A", "bob": b"B"},
    ),
    "downloaded by a browser": (
        {
            "ada/ps01 (1).ipynb": b"A",
            "bob/ps01.ipynb.txt": b"B",
            "carl/PS01.IPYNB": b"C",
            "dora/ps01-Copy1.ipynb": b"D",
        },
        {"ada": b"A", "bob": b"B", "carl": b"C", "dora": b"D"},
    ),
    "odd names": (
        {
            "Zoë Ünal/ps01.ipynb": b"A",
            "😀 👩‍🔬/ps01.ipynb": b"B",
            "x\x07y\nz/ps01.ipynb": b"C",
            "a\u202eb/ps01.ipynb": b"D",
        }
        | {"-rf *;$(x)/ps01.ipynb": b"E", "=1+1/ps01.ipynb": b"F"},
        {"Zoë Ünal": b"A", "😀 👩‍🔬": b"B", "x?y?z": b"C", "a?b": b"D", "-rf *;$(x)": b"E", "=1+1": b"F"},
    ),
}


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("layout", CLASSES)
def test_layouts(tmp_path: Path, layout: str, packed: bool) -> None:
    files, expected = CLASSES[layout]
    if packed:
        path = tmp_path / "class.zip"
        path.write_bytes(zipped(files))
    else:
        path = write(tmp_path / "class", files)
    collected = collect([path], PS)
    assert found(collected) == {student: {"ps01": data} if data else {} for student, data in expected.items()}


def test_what_is_nobodys_is_told(tmp_path: Path) -> None:
    collected = collect([write(tmp_path / "c", {"ada/ps01.ipynb": b"A", "b/ps01.ipynb": b"B", "grades.csv": b""})], PS)
    assert collected.problems == (f"{tmp_path / 'c'}: not a submission, ignored: grades.csv",)


def test_a_students_own_folder(tmp_path: Path) -> None:
    write(tmp_path, {"subs/ada/ps01/ps01.ipynb": b"A", "bob/ps01.ipynb": b"B", "carl/homework.ipynb": b"C"})
    for path in ("subs/ada/ps01", "subs/ada", "subs", "subs/ada/ps01/ps01.ipynb"):
        assert found(collect([tmp_path / path], PS)) == {"ada": {"ps01": b"A"}}
    assert found(collect([tmp_path / "bob"], PS)) == {"bob": {"ps01": b"B"}}
    assert found(collect([tmp_path / "bob/ps01.ipynb"], PS)) == {"bob": {"ps01": b"B"}}
    carl = only(collect([tmp_path / "carl"], PS))
    assert (carl.student, dict(carl.notebooks), kinds(carl)) == ("carl", {"ps01": b"C"}, ["renamed_notebook"])
    assert found(collect([tmp_path / "carl/homework.ipynb"], PS)) == {"homework": {"ps01": b"C"}}


def test_several_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"ada/ps01.ipynb": b"A", "bob.ipynb": b"B", "carl/": b"", "notes.txt": b""})
    monkeypatch.chdir(tmp_path)
    collected = collect(["ada", tmp_path / "ada", "bob.ipynb", "carl", "notes.txt", "none"], PS)
    assert found(collected) == {"ada": {"ps01": b"A"}, "bob": {"ps01": b"B"}, "carl": {}}
    assert collected.problems == (
        "notes.txt: neither a notebook nor a folder nor a zip archive",
        "none: no such file or folder",
    )


def test_two_notebooks(tmp_path: Path) -> None:
    write(
        tmp_path, {"s/ada/ps1/problem1.ipynb": b"1", "s/ada/ps1/problem2.ipynb": b"2", "s/bob/ps1/problem2.ipynb": b"3"}
    )
    write(tmp_path, {"s/carl/ps1/my problem.ipynb": b"4"})
    collected = collect([tmp_path / "s"], TWO)
    assert found(collected) == {
        "ada": {"problem1": b"1", "problem2": b"2"},
        "bob": {"problem2": b"3"},
        "carl": {},
    }
    assert kinds(collected.submissions[2]) == ["extra_file"]
    paths = [tmp_path / f"s/ada/ps1/problem{number}.ipynb" for number in (1, 2)]
    assert found(collect(paths, TWO)) == {"ada": {"problem1": b"1", "problem2": b"2"}}


def test_two_notebooks_flat(tmp_path: Path) -> None:
    write(tmp_path / "c", {"ada_problem1.ipynb": b"1", "problem2-ada.ipynb": b"2", "bob problem2.ipynb": b"3"})
    assert found(collect([tmp_path / "c"], TWO)) == {
        "ada": {"problem1": b"1", "problem2": b"2"},
        "bob": {"problem2": b"3"},
    }


def test_the_class_that_nbgrader_ships() -> None:
    assignment = load_assignment(GUIDE / "source/ps1")
    expected = {
        student: {
            name: (GUIDE / f"submitted/{student}/ps1/{name}.ipynb").read_bytes() for name in ("problem1", "problem2")
        }
        for student in ("bitdiddle", "hacker")
    }
    collected = collect([GUIDE / "submitted"], assignment)
    assert found(collected) == expected
    assert collected.problems == ()
    assert [submission.findings for submission in collected.submissions] == [(), ()]


def test_the_archive_that_nbgrader_ships() -> None:
    collected = collect([APPS / "notebooks.zip"], load_assignment(GUIDE / "source/ps1"))
    assert {name: sorted(books) for name, books in found(collected).items()} == {
        "bitdiddle": ["problem1", "problem2"],
        "hacker": ["problem1", "problem2"],
    }
    assert [submission.findings for submission in collected.submissions] == [(), ()]


def test_extra_files_are_named_and_expected_ones_are_not(tmp_path: Path) -> None:
    names = ["data.csv", "img/a.png", "timestamp.txt", "notes.txt", "old/ps01.ipynb", "data (1).csv"]
    write(tmp_path / "ada", {"ps01.ipynb": b"A"} | dict.fromkeys(names, b""))
    ada = only(collect([tmp_path / "ada"], PS))
    assert [(one.kind, one.detail) for one in ada.findings] == [
        ("extra_file", "data (1).csv, notes.txt, old/ps01.ipynb")
    ]
    assert ada.notebooks == {"ps01": b"A"}


def test_many_extra_files_are_one_short_finding(tmp_path: Path) -> None:
    write(tmp_path / "ada", {"ps01.ipynb": b"A"} | {f"{number:03}{'x' * 90}": b"" for number in range(50)})
    ada = only(collect([tmp_path / "ada"], PS))
    assert kinds(ada) == ["extra_file"]


def test_renamed_only_where_it_is_the_only_one(tmp_path: Path) -> None:
    write(tmp_path, {"c/ada/homework.ipynb": b"A", "c/bob/a.ipynb": b"1", "c/bob/b.ipynb": b"2"})
    ada, bob = collect([tmp_path / "c"], PS).submissions
    assert (dict(ada.notebooks), kinds(ada)) == ({"ps01": b"A"}, ["renamed_notebook"])
    assert ada.findings[0].detail == "homework.ipynb was taken for ps01.ipynb"
    assert (dict(bob.notebooks), kinds(bob)) == ({}, ["extra_file"])


def test_the_same_student_twice_is_kept_apart(tmp_path: Path) -> None:
    write(tmp_path, {"c/ada/ps01.ipynb": b"1", "c/ada.zip": zipped({"ps01.ipynb": b"2"}), "c/ada (2)/ps01.ipynb": b"3"})
    write(
        tmp_path, {"c/Max_1_assignsubmission_file/ps01.ipynb": b"4", "c/Max_2_assignsubmission_file/ps01.ipynb": b"5"}
    )
    collected = collect([tmp_path / "c"], PS)
    books = found(collected)
    assert sorted(books) == ["Max", "Max (2)", "ada", "ada (2)", "ada (3)"]
    assert sorted(b["ps01"] for b in books.values()) == [b"1", b"2", b"3", b"4", b"5"]
    assert books["ada (2)"] == {"ps01": b"3"}
    assert [s.student for s in collected.submissions if "duplicate_student" in kinds(s)] == [
        "Max",
        "Max (2)",
        "ada",
        "ada (3)",
    ]


@pytest.mark.parametrize("files", [{}, {"readme.txt": b""}, {".hidden/ps01.ipynb": b""}])
def test_nothing_to_grade(tmp_path: Path, files: Files) -> None:
    (tmp_path / "c").mkdir()
    with pytest.raises(UsageError, match="one folder per student"):
        collect([write(tmp_path / "c", files)], PS)
    with pytest.raises(UsageError, match="no such file or folder"):
        collect([tmp_path / "none"], PS)
    with pytest.raises(UsageError, match="no path was given"):
        collect([], PS)


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "c") + b"/ad\xff a"
    os.makedirs(folder)
    with open(folder + b"/ps01.ipynb", "wb") as file:
        file.write(b"A")
    write(tmp_path, {"c/bob/ps01.ipynb": b"B"})
    collected = collect([tmp_path / "c"], PS)
    assert found(collected) == {"ad? a": {"ps01": b"A"}, "bob": {"ps01": b"B"}}


def test_two_spellings_of_an_umlaut_are_one_name(tmp_path: Path) -> None:
    unicode_assignment = Assignment("übung", (Notebook("übung", ()),))
    write(tmp_path, {"c/Zoe\u0308/u\u0308bung/u\u0308bung.ipynb": b"A", "c/bob/übung/übung.ipynb": b"B"})
    collected = collect([tmp_path / "c"], unicode_assignment)
    assert found(collected) == {"Zoë": {"übung": b"A"}, "bob": {"übung": b"B"}}
    assert [kinds(s) for s in collected.submissions] == [[], []]


students = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="/\\\0:"), min_size=1, max_size=12
).filter(lambda name: name[0] not in "._" and len(name.encode()) < 100)
forms = st.sampled_from(["{}/ps01.ipynb", "{}/ps01/ps01.ipynb", "{}.zip", "{}.ipynb"])


@settings(deadline=None)
@given(
    members=st.dictionaries(students, forms, min_size=2, max_size=6),
    packed=st.booleans(),
)
def test_every_notebook_of_a_class_is_found(
    tmp_path_factory: pytest.TempPathFactory, members: dict[str, str], packed: bool
) -> None:
    files: Files = {}
    for number, (student, form) in enumerate(members.items()):
        data = str(number).encode()
        files[form.format(student)] = zipped({"ps01.ipynb": data}) if form == "{}.zip" else data
    path = tmp_path_factory.mktemp("class")
    if packed:
        (path / "class.zip").write_bytes(zipped(files))
        collected = collect([path / "class.zip"], PS)
    else:
        collected = collect([write(path / "class", files)], PS)
    books = [submission.notebooks.get("ps01") for submission in collected.submissions]
    assert sorted(book or b"" for book in books) == sorted(str(number).encode() for number in range(len(members)))


def test_the_sources_folder_may_have_another_name_than_the_students_folders(tmp_path: Path) -> None:
    source = Assignment("week1", (Notebook("ps01", ()),), {}, "")
    write(tmp_path, {"class/ada/ps01/ps01.ipynb": b"A", "class/bob/ps01/ps01.ipynb": b"B"})
    for path, students in (("class", ["ada", "bob"]), ("class/ada", ["ada"]), ("class/ada/ps01", ["ada"])):
        assert [entry.student for entry in collect([tmp_path / path], source).submissions] == students
    (alone,) = collect([tmp_path / "class/bob/ps01/ps01.ipynb"], source).submissions
    assert (alone.student, alone.notebooks) == ("bob", {"ps01": b"B"})

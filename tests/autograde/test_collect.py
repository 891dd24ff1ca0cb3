"""Every student appears, whatever the layout and the names; nothing leads out of a folder or stops the rest."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbgrader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde import tree
from autograde.collection import Collected, Submission, collect
from autograde.errors import UsageError
from autograde.findings import Kind
from autograde.model import Assignment, Notebook
from autograde.source import load_assignment

GUIDE = Path(nbgrader.__file__).parent / "docs/source/user_guide"
APPS = Path(nbgrader.__file__).parent / "tests/apps/files"

PS = Assignment("ps01", (Notebook("ps01", ()),), {"data.csv": b"1", "img/a.png": b"2"})
TWO = Assignment("ps1", (Notebook("problem1", ()), Notebook("problem2", ())))

Files = dict[str, bytes]


def write(root: Path, files: Files) -> Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(data)
    return root


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def found(collected: Collected) -> dict[str, dict[str, bytes]]:
    assert list(collected.submissions) == sorted(collected.submissions, key=lambda s: s.student)
    return {submission.student: dict(submission.notebooks) for submission in collected.submissions}


def kinds(submission: Submission) -> list[str]:
    for one in submission.findings:
        assert one.kind in set(Kind)
        assert one.detail and len(one.detail) <= 200 and "\n" not in one.detail
    return [one.kind for one in submission.findings]


def only(collected: Collected) -> Submission:
    (submission,) = collected.submissions
    return submission


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


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"secret.ipynb": b"S", "c/ada/ps01.ipynb": b"A", "c/bob/": b""})
    (tmp_path / "c/bob/ps01.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "c/eve").symlink_to(tmp_path / "c/ada")
    (tmp_path / "c/ada/loop").symlink_to(tmp_path / "c")
    collected = collect([tmp_path / "c"], PS)
    assert found(collected) == {"ada": {"ps01": b"A"}, "bob": {}}
    assert [kinds(s) for s in collected.submissions] == [["unsafe_path"], ["unsafe_path"]]
    assert "eve is a symbolic link and was not followed" in collected.problems[0]


def test_a_link_among_several_paths_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"ada/ps01.ipynb": b"A", "secret.ipynb": b"S"})
    (tmp_path / "eve").symlink_to(tmp_path / "ada")
    (tmp_path / "mallory.ipynb").symlink_to(tmp_path / "secret.ipynb")
    collected = collect([tmp_path / name for name in ("ada", "eve", "mallory.ipynb")], PS)
    assert found(collected) == {"ada": {"ps01": b"A"}}
    assert len(collected.problems) == 2
    assert found(collect([tmp_path / "eve"], PS)) == {"eve": {"ps01": b"A"}}
    assert found(collect([tmp_path / "mallory.ipynb"], PS)) == {"mallory": {"ps01": b"S"}}


def test_unreadable_files_cost_only_their_student(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {f"c/{name}/ps01.ipynb": b"x" for name in ("ada", "bob", "carl", "eve")})
    write(tmp_path, {"c/dir/ps01.ipynb/": b""})
    (tmp_path / "c/pipe").mkdir()
    os.mkfifo(tmp_path / "c/pipe/ps01.ipynb")
    real = os.open

    def refuse(path: str | Path, *args: int, **keywords: int) -> int:
        if "bob" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        if "carl" in str(path):
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return real(path, *args, **keywords)

    monkeypatch.setattr(os, "open", refuse)
    collected = collect([tmp_path / "c"], PS)
    books = found(collected)
    assert sorted(books) == ["ada", "bob", "carl", "dir", "eve", "pipe"]
    assert [name for name, book in books.items() if book] == ["ada", "eve"]
    for submission in collected.submissions:
        assert kinds(submission) == ([] if books[submission.student] else ["unreadable_file"])
    assert "bob: ps01.ipynb cannot be read: Permission denied" in collected.problems
    assert len(collected.problems) == 4


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"c/ada/ps01.ipynb": b"x", "c/bob/ps01.ipynb": b"x"})
    real = os.scandir

    def refuse(path: str | Path) -> object:
        if "bob" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    collected = collect([tmp_path / "c"], PS)
    assert found(collected) == {"ada": {"ps01": b"x"}, "bob": {}}
    assert collected.problems == ("bob: bob: the folder cannot be read: Permission denied",)


def test_empty_files_appear(tmp_path: Path) -> None:
    write(tmp_path, {"c/ada/ps01.ipynb": b"", "c/bob/ps01.ipynb": b"B"})
    assert found(collect([tmp_path / "c"], PS)) == {"ada": {"ps01": b""}, "bob": {"ps01": b"B"}}


@pytest.mark.parametrize(
    "name",
    [
        *("../ps01.ipynb", "/etc/ps01.ipynb", "ada/../../ps01.ipynb", "./ps01.ipynb", "a//ps01.ipynb"),
        *("C:/ps01.ipynb", "C:\\ps01.ipynb", "..\\ps01.ipynb", "\\\\host\\ps01.ipynb"),
        *("x" * 300 + "/ps01.ipynb", "d/" * 20 + "ps01.ipynb"),
    ],
)
def test_unsafe_names_in_archives(tmp_path: Path, name: str) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c/eve.zip").write_bytes(zipped({name: b"evil", "notes.txt": b""}))
    (tmp_path / "c/ada.zip").write_bytes(zipped({"ps01.ipynb": b"A"}))
    collected = collect([tmp_path / "c"], PS)
    assert found(collected) == {"ada": {"ps01": b"A"}, "eve": {}}
    assert kinds(collected.submissions[1]) == ["unsafe_path", "extra_file"]
    assert [problem for problem in collected.problems if problem.startswith("eve: ")]


def special(mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("ps01.ipynb")
    info.external_attr = (mode | 0o777) << 16
    return info


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_in_archives(tmp_path: Path, mode: int) -> None:
    with zipfile.ZipFile(tmp_path / "eve.zip", "w") as archive:
        archive.writestr(special(mode), "/etc/passwd")
        archive.writestr("other.txt", "")
    (tmp_path / "ada.ipynb").write_bytes(b"A")
    eve = collect([tmp_path / "eve.zip", tmp_path / "ada.ipynb"], PS).submissions[1]
    assert (eve.student, dict(eve.notebooks), kinds(eve)[0]) == ("eve", {}, "unsafe_path")


def test_backslashes_of_windows_are_folders(tmp_path: Path) -> None:
    (tmp_path / "c.zip").write_bytes(zipped({"ada\\ps01.ipynb": b"A", "bob\\ps01.ipynb": b"B"}))
    assert found(collect([tmp_path / "c.zip"], PS)) == {"ada": {"ps01": b"A"}, "bob": {"ps01": b"B"}}


def encrypted(files: Files) -> bytes:
    data = bytearray(zipped(files))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def damaged(files: Files) -> bytes:
    data = bytearray(zipped(files, zipfile.ZIP_STORED))
    place = data.find(b"notebook")
    data[place] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is a broken zip archive"),
        (b"PK\x03\x04 cut off", "is a broken zip archive"),
        (zipped({"ps01.ipynb": b"notebook"})[:-30], "is a broken zip archive"),
        (encrypted({"ps01.ipynb": b"notebook"}), "encrypted"),
        (damaged({"ps01.ipynb": b"notebook"}), "ps01.ipynb is broken in its archive"),
        (zipped({f"{number}.txt": b"" for number in range(10_001)}), "10,001 entries"),
    ],
    ids=["empty", "cut off", "without its end", "encrypted", "damaged", "too many entries"],
)
def test_broken_archives_cost_only_their_student(tmp_path: Path, data: bytes, said: str) -> None:
    write(tmp_path, {"c/ada/ps01.ipynb": b"A", "c/eve.zip": data})
    collected = collect([tmp_path / "c"], PS)
    assert found(collected) == {"ada": {"ps01": b"A"}, "eve": {}}
    assert kinds(collected.submissions[1]) == ["unreadable_file"]
    assert len(collected.problems) == 1 and collected.problems[0].startswith("eve: ") and said in collected.problems[0]


def test_a_broken_archive_alone(tmp_path: Path) -> None:
    (tmp_path / "c.zip").write_bytes(b"no zip")
    with pytest.raises(UsageError, match=r"c\.zip is a broken zip archive"):
        collect([tmp_path / "c.zip"], PS)


def test_an_unknown_compression(tmp_path: Path) -> None:
    data = bytearray(zipped({"ps01.ipynb": b"A" * 99}))
    data[data.find(b"PK\x03\x04") + 8] = 99
    data[data.find(b"PK\x01\x02") + 10] = 99
    write(tmp_path, {"c/ada/ps01.ipynb": b"A", "c/eve.zip": bytes(data)})
    collected = collect([tmp_path / "c"], PS)
    assert kinds(collected.submissions[1]) == ["unreadable_file"]


def test_archives_within_archives_end(tmp_path: Path) -> None:
    data = zipped({"ps01.ipynb": b"A"})
    for _ in range(4):
        data = zipped({"inner.zip": data})
    write(tmp_path, {"c/ada/ps01.ipynb": b"A", "c/eve.zip": data})
    collected = collect([tmp_path / "c"], PS)
    assert found(collected)["eve"] == {}
    assert "an archive within an archive within an archive" in collected.problems[0]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "FREE_BYTES", 100_000)
    bomb, harmless = zipped({"ps01.ipynb": bytes(3_000_000)}), zipped({"ps01.ipynb": os.urandom(300_000)})
    write(tmp_path, {"c/ada.zip": harmless, "c/eve.zip": bomb})
    collected = collect([tmp_path / "c"], PS)
    assert len(found(collected)["ada"]["ps01"]) == 300_000
    assert found(collected)["eve"] == {}
    assert "times its size" in collected.problems[0]


@pytest.mark.parametrize("pack", [zipped, None], ids=["zip", "folder"])
def test_sizes_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[Files], bytes] | None
) -> None:
    monkeypatch.setattr(tree, "MAX_BYTES", 1000)
    files = {"ada": b"A" * 1000, "bob": b"B" * 1001, "carl": b"C" * 900}
    for name, data in files.items():
        made = {f"c/{name}.zip": pack({"ps01.ipynb": data})} if pack else {f"c/{name}/ps01.ipynb": data}
        write(tmp_path, made)
    assert {name: len(b) for name, b in found(collect([tmp_path / "c"], PS)).items()} == {"ada": 1, "bob": 0, "carl": 1}
    monkeypatch.setattr(tree.Budget, "kept", 1500)
    monkeypatch.setattr(tree.Budget.__init__, "__defaults__", (1500, 10_000))
    collected = collect([tmp_path / "c"], PS)
    assert {name: len(b) for name, b in found(collected).items()} == {"ada": 1, "bob": 0, "carl": 0}
    assert "carl: the class's files are too large together; grade it in parts" in collected.problems


def test_a_table_of_contents_that_claims_to_be_huge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_DIRECTORY_BYTES", 70_000)
    write(tmp_path, {"c/ada/ps01.ipynb": b"A", "c/eve.zip": zipped({f"{n:0200}": b"" for n in range(500)})})
    collected = collect([tmp_path / "c"], PS)
    assert "its table of contents is too large" in collected.problems[0]


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


parts = st.sampled_from(["ada", "bob", "ps01", "ps02", "x y", "..", ".", "", "C:", "submission_7"])
leaves = st.sampled_from(
    ["ps01.ipynb", "ada.ipynb", "ps01 (1).ipynb", "a_123_456_ps01.ipynb", "data.csv", "n.txt", ".h", "in.zip", "d/"]
)
trees = st.dictionaries(
    st.builds(lambda p, leaf: "/".join([*p, leaf]), st.lists(parts, max_size=3), leaves), st.binary(max_size=9)
)


@settings(deadline=None, max_examples=200)
@given(files=trees, inner=trees, flips=st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 255)), max_size=3))
def test_any_archive_is_survived(
    tmp_path_factory: pytest.TempPathFactory, files: Files, inner: Files, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(zipped(files | {"eve.zip": zipped(inner)}))
    for place, value in flips:
        data[place % len(data)] ^= value
    path = tmp_path_factory.mktemp("any") / "class.zip"
    path.write_bytes(data)
    try:
        collected = collect([path], PS)
    except UsageError as error:
        assert "\n" not in str(error)
        return
    assert len({s.student for s in collected.submissions}) == len(collected.submissions)
    for submission in collected.submissions:
        assert submission.student and set(submission.notebooks) <= {"ps01"}
        kinds(submission)
    assert all("\n" not in problem for problem in collected.problems)


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

"""Collecting from what is broken, unreadable or hostile: nothing leads out of a folder or stops the rest."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde import tree
from autograde.collection import collect
from autograde.errors import UsageError
from tests.autograde.class_folders import PS, Files, found, kinds, write, zipped


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


def test_of_two_entries_of_one_name_the_last_counts(tmp_path: Path) -> None:
    """As where the archive is unpacked: a file that was handed in again is often added to the same archive."""
    path = tmp_path / "ada.zip"
    path.write_bytes(zipped({"ps01.ipynb": b"old"}))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("ps01.ipynb", b"new")
    collected = collect([path], PS)
    assert found(collected) == {"ada": {"ps01": b"new"}}
    assert kinds(collected.submissions[0]) == []


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

"""What is looked at in depth: what changed, up to a bound, and one fixed name; the others are named with a reason."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.project.changed import MOST, changed, in_depth


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two lectures and one commit."""
    for name in ("TEST_SINCE", "TEST_ALL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "lectures").mkdir()
    for name in ("01_a", "02_b"):
        (tmp_path / f"lectures/{name}.ipynb").write_text("{}")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    return tmp_path


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"]
    return subprocess.run(["git", *who, *words], cwd=root, capture_output=True, text=True, check=True).stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "--message", "x")


def names(root: Path) -> list[str]:
    return changed(parts(root), root)


def parts(root: Path) -> dict[str, list[str]]:
    return {
        path.stem: [f"lectures/{path.name}", f"extra/{path.stem}"] for path in sorted(root.glob("lectures/*.ipynb"))
    }


def test_changed_lectures_in_the_working_tree_and_in_the_last_commit(course: Path) -> None:
    assert names(course) == [], "no commit to compare with"
    (course / "lectures/02_b.ipynb").write_text("{ }")
    commit(course)
    (course / "lectures/03_c.ipynb").write_text("{}")
    assert names(course) == ["02_b", "03_c"]


def test_changed_lectures_of_a_branch_and_since_a_commit(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(course, "switch", "--quiet", "--create", "work")
    for name in ("01_a", "02_b"):
        (course / f"lectures/{name}.ipynb").write_text("{ }")
        commit(course)
    assert names(course) == ["01_a", "02_b"]
    monkeypatch.setenv("TEST_SINCE", "HEAD~1")
    assert names(course) == ["02_b"]
    monkeypatch.setenv("TEST_SINCE", "0" * 40)  # what GitHub says of a new branch
    assert names(course) == ["01_a", "02_b"]


def test_a_folder_is_a_part(course: Path) -> None:
    commit_file(course, "notes.txt")
    assert names(course) == []
    commit_file(course, "extra/02_b/deep/file")
    assert names(course) == ["02_b"]
    commit_file(course, "extra/01_abc/file")
    assert names(course) == []


def commit_file(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("x")
    commit(root)


def test_nothing_changed_where_there_is_no_repository(tmp_path: Path) -> None:
    assert changed({"a": ["a"]}, tmp_path) == []


def test_what_is_left_out_says_why(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_file(course, "notes.txt")
    for number in range(3, 3 + MOST + 1):
        (course / f"lectures/0{number}_x.ipynb").write_text("{}")
    found = in_depth("01_a", parts(course), course)
    left = {str(param.id): str(param.marks[0].kwargs["reason"]) for param in found if param.marks}
    assert [param.id for param in found] == [*parts(course)]
    assert {name: reason.split()[0] for name, reason in left.items()} == {"02_b": "unchanged:", "03_x": "more"}
    monkeypatch.setenv("TEST_ALL", "1")
    assert not any(param.marks for param in in_depth("01_a", parts(course), course))

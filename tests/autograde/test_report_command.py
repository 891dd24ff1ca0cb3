"""``autograde report``: what it writes, what it refuses in one line, and that it never replaces what is not its own."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograde.cli import main
from autograde.output import write_results
from tests.autograde.graded import CLASS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    write_results(CLASS, tmp_path / "out")

    def call(*argv: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["autograde", "report", *argv])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert isinstance(caught.value.code, int)
        return caught.value.code, out, err

    return call


def test_canvas_and_moodle_are_written_beside_the_results(run: Run) -> None:
    for name in ("canvas", "moodle"):
        code, out, err = run("out", "--format", name)
        assert (code, out) == (0, f"{name}: out/{name}.csv\n")
        assert err.splitlines() == [
            "autograde: left out, for the grader failed on them: broken; grade them again",
            "autograde: automatic points only: answers of 1 submission wait for a person",
        ]
        table = csv.reader(Path(f"out/{name}.csv").read_text(encoding="utf-8").splitlines())
        assert {row[0] for row in table} >= {"Student", "ada", "alan"}


def test_gradescope_is_a_folder_of_folders(run: Run) -> None:
    code, out, _ = run("out", "--format", "gradescope")
    assert (code, out) == (0, "gradescope: 3 files in out/gradescope\n")
    assert json.loads(Path("out/gradescope/ada/results.json").read_text())["score"] == 4
    assert run("out", "--format", "gradescope", "--out", "elsewhere")[0] == 0
    assert sorted(path.parent.name for path in Path("elsewhere").rglob("results.json")) == ["ada", "alan", "broken"]


def test_github_goes_to_the_screen_the_summary_or_a_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, shown, err = run("out", "--format", "github")
    assert (code, err) == (0, "")
    assert shown.startswith("## ps01\n")
    Path("summary").write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary")
    assert run("out", "--format", "github") == (0, "github: appended to summary\n", "")
    assert Path("summary").read_text() == f"before\n{shown}\n"
    assert run("out", "--format", "github", "--out", "report.md")[0] == 0
    assert Path("report.md").read_text() == shown
    assert Path("summary").read_text() == f"before\n{shown}\n"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/such/folder")
    code, _, err = run("out", "--format", "github")
    assert code == 2
    assert err.startswith("autograde: cannot write no/such/folder: No such file or directory")


def test_results_are_left_as_they_are(run: Run) -> None:
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    for name in ("canvas", "moodle", "gradescope", "github"):
        assert run("out", "--format", name)[0] == 0
    assert {name: Path("out", name).read_bytes() for name in before} == before


def test_a_file_with_other_content_is_kept_unless_asked(run: Run) -> None:
    assert run("out", "--format", "canvas")[0] == 0
    assert run("out", "--format", "canvas")[0] == 0, "the same again is no harm"
    file = Path("out/canvas.csv")
    made = file.read_bytes()
    file.write_text("points that a person entered")
    code, _, err = run("out", "--format", "canvas")
    assert code == 2
    expected = "autograde: out/canvas.csv: is there and says something else; name another --out, or add --replace"
    assert err.splitlines()[-1] == expected
    assert file.read_text() == "points that a person entered"
    assert run("out", "--format", "canvas", "--replace")[0] == 0
    assert file.read_bytes() == made


def test_of_several_files_none_is_written_where_one_may_not(run: Run) -> None:
    Path("out/gradescope/broken").mkdir(parents=True)
    Path("out/gradescope/broken/results.json").write_text("mine")
    assert run("out", "--format", "gradescope")[0] == 2
    assert [path.name for path in Path("out/gradescope").iterdir()] == ["broken"]


def test_a_roster_is_filled_in_beside_the_results(run: Run) -> None:
    Path("export.csv").write_text("Student,ID,SIS Login ID,Section,ps01 (7)\nx,1,ada,,\n")
    code, _, err = run("out", "--format", "canvas", "--roster", "export.csv")
    assert code == 0
    assert "autograde: export.csv: not filled in, not in it: alan" in err.splitlines()
    assert Path("out/canvas.csv").read_text().splitlines()[1] == "x,1,ada,,4"
    assert Path("export.csv").read_text().endswith("x,1,ada,,\n")
    code, _, err = run("out", "--format", "canvas", "--roster", "export.csv", "--out", "export.csv")
    assert (code, "says something else" in err) == (2, True)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("gone", "--format", "canvas"), "gone: no such folder; give the one that autograde grade --out wrote"),
        (("empty", "--format", "canvas"), "cannot read empty/results.json: No such file or directory"),
        (("broken", "--format", "canvas"), "broken/results.json: is not JSON"),
        (("old", "--format", "github"), "old/results.json: schema: expected 'autograde/1', got 'autograde/0'"),
        (("out",), "Missing option '--format'"),
        (("out", "--format", "blackboard"), "--format"),
        (("out", "--format", "github", "--roster", "x"), "--roster goes with --format canvas or moodle"),
        (("out", "--format", "gradescope", "--column", "x"), "--column goes with --format canvas or moodle"),
        (("out", "--format", "canvas", "--database", "x"), "--database goes with --format nbgrader"),
        (("out", "--format", "github", "--source", "x"), "--source goes with --format nbgrader"),
        (("out", "--format", "canvas", "--roster", "gone.csv"), "cannot read gone.csv: No such file or directory"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, argv: tuple[str, ...], message: str) -> None:
    for name, text in (("broken", "{"), ("old", '{"schema": "autograde/0"}')):
        Path(name).mkdir()
        Path(name, "results.json").write_text(text)
    Path("empty").mkdir()
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert err.startswith("autograde: ")
    assert err.count("\n") == 1
    assert message in err
    assert list(Path("out").glob("*.csv")) == [Path("out/grades.csv")]


@pytest.mark.parametrize(("name", "out"), [("canvas", "out"), ("canvas", "file/x.csv"), ("gradescope", "file")])
def test_where_nothing_can_be_written(run: Run, name: str, out: str) -> None:
    Path("file").write_text("")
    code, _, err = run("out", "--format", name, "--out", out)
    assert code == 2
    assert err.splitlines()[-1].startswith(f"autograde: cannot write {out}")


def test_a_full_disk(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("autograde.report_command.write_atomic", full)
    code, _, err = run("out", "--format", "moodle")
    assert code == 2
    assert err.splitlines()[-1] == (
        "autograde: cannot write out/moodle.csv: No space left on device; files that stand there are kept"
    )

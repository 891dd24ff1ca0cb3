"""The command line: exit codes, one line per error, and what is finished is written whatever happens.

The grader itself is replaced by a fake; reading the source and the submissions too, for they have tests of their own.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograde import __version__, doctor
from autograde.cli import main
from autograde.collection import Submission
from autograde.errors import GraderFault, SourceError
from autograde.findings import Kind, finding
from autograde.model import Assignment
from autograde.options import Options
from autograde.output import read_results
from autograde.result import ClassResult, QuestionResult, Status, SubmissionResult, SubmissionStatus
from autograde.sandbox import probe


@dataclass(frozen=True)
class FakeCollected:
    submissions: list[Submission]
    problems: tuple[str, ...] = ()


def graded(student: str, points: float, **more: Any) -> SubmissionResult:
    manual = QuestionResult("ps01", "essay", 0.0, 10.0, Status.MANUAL)
    return SubmissionResult(student, (QuestionResult("ps01", "q", points, 2.0, Status.FAILED), manual), **more)


@dataclass
class Grader:
    """Stands in for ``grade_class``; ``fail`` is raised after ``fail_after`` submissions."""

    results: dict[str, SubmissionResult] = field(default_factory=dict)
    fail: BaseException | None = None
    fail_after: int = 0
    options: Options | None = None
    jobs: int = 0
    problems: tuple[str, ...] = ()

    def __call__(
        self,
        assignment: Assignment,
        submissions: Sequence[Submission],
        options: Options,
        *,
        jobs: int = 1,
        on_result: Callable[[SubmissionResult], None] | None = None,
        cluster: object = None,
    ) -> ClassResult:
        assert cluster is None
        self.options, self.jobs = options, jobs
        done = []
        for index, submission in enumerate(submissions):
            if self.fail is not None and index == self.fail_after:
                raise self.fail
            done.append(self.results[submission.student])
            assert on_result is not None
            on_result(done[-1])
        return ClassResult(assignment.name, tuple(done), options.seed, sandbox=options.sandbox)


@pytest.fixture
def grader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Grader:
    fake = Grader({"ada": graded("ada", 2.0), "alan": graded("alan", 1.0)})
    modules: dict[str, dict[str, object]] = {
        "autograde.batch": {"grade_class": fake, "source_problems": lambda assignment, options: []},
        "autograde.source": {"load_assignment": lambda path: Assignment("ps01", ())},
        "autograde.collection": {
            "collect": lambda paths, assignment: FakeCollected([Submission(s) for s in fake.results], fake.problems)
        },
    }
    for name, members in modules.items():
        module = ModuleType(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)
    for folder in ("class", "source"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    return fake


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*argv: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["autograde", *argv])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert isinstance(caught.value.code, int)
        return caught.value.code, out, err

    return call


GRADE = ("grade", "class", "--source", "source", "--out", "out", "--sandbox", "none")
Run = Callable[..., tuple[int, str, str]]


def test_grading_writes_and_shows(grader: Grader, run: Run) -> None:
    code, out, err = run(*GRADE, "--seed", "5", "--jobs", "3", "--tests", "in-kernel", "--device", "cpu")
    assert (code, err) == (0, "")
    assert grader.options == Options(seed=5, tests="in-kernel", sandbox="none", device="cpu")
    assert grader.jobs == 3
    assert [entry.student for entry in read_results(Path("out")).submissions] == ["ada", "alan"]
    assert "ada" in out
    assert "results in out: results.json, grades.csv, junit.xml" in out


def test_a_drawn_seed_is_recorded_and_differs(grader: Grader, run: Run) -> None:
    seeds = set()
    for _ in range(3):
        assert run(*GRADE)[0] == 0
        seeds.add(read_results(Path("out")).seed)
        assert grader.options is not None
        assert grader.options.seed == read_results(Path("out")).seed
    assert len(seeds) == 3


def test_without_a_sandbox_it_refuses(grader: Grader, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograde.sandbox.probe._probe", lambda: (None, "bubblewrap is not installed"))
    code, _, err = run(*GRADE[:-2])
    assert code == 2
    assert err.count("\n") == 1
    assert "no sandbox can be made here: bubblewrap is not installed" in err
    assert "--sandbox none" in err
    assert not Path("out").exists()


def test_with_a_sandbox_it_grades(grader: Grader, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograde.grade_command.sandbox_available", lambda: "bwrap")
    assert run(*GRADE[:-2])[0] == 0
    assert grader.options is not None
    assert grader.options.sandbox == "auto"


@pytest.mark.parametrize(("percent", "expected"), [("0", 0), ("50", 0), ("50.1", 1), ("100", 1)])
def test_fail_under_leaves_manual_points_out(grader: Grader, run: Run, percent: str, expected: int) -> None:
    assert run(*GRADE, "--fail-under", percent)[0] == expected  # alan has 1 of 2, and an essay that waits
    assert Path("out/results.json").exists()


def test_a_grader_fault_wins_over_fail_under(grader: Grader, run: Run) -> None:
    grader.results["alan"] = SubmissionResult("alan", status=SubmissionStatus.GRADER_FAULT)
    assert run(*GRADE, "--fail-under", "100")[0] == 3
    assert len(read_results(Path("out")).submissions) == 2


def test_only_some_students(grader: Grader, run: Run) -> None:
    assert run(*GRADE, "--only", "alan")[0] == 0
    assert [entry.student for entry in read_results(Path("out")).submissions] == ["alan"]
    code, _, err = run(*GRADE, "--only", "alen")
    assert (code, err) == (2, "autograde: --only alen: no submission of that student; did you mean alan?\n")
    code, _, err = run(*GRADE, "--only", "ALAN")
    assert (code, err) == (2, "autograde: --only ALAN: no submission of that student; did you mean alan?\n")


def test_what_cannot_be_read_is_told_and_the_rest_graded(grader: Grader, run: Run) -> None:
    grader.problems = ("class/x.zip: is encrypted; unpack it",)
    code, _, err = run(*GRADE)
    assert (code, err) == (0, "autograde: class/x.zip: is encrypted; unpack it\n")


def test_ctrl_c_keeps_what_is_finished(grader: Grader, run: Run) -> None:
    grader.fail, grader.fail_after = KeyboardInterrupt(), 1
    code, _, err = run(*GRADE)
    assert code == 130
    kept = "1 of 2 submissions are graded; --resume goes on from there; so far: out/results.partial.json"
    assert err == f"autograde: stopped; {kept}\n"
    assert [entry.student for entry in read_results(Path("out/results.partial.json")).submissions] == ["ada"]
    grader.fail = None
    grader.results["ada"] = SubmissionResult("ada")  # what it would get if it were graded again
    assert run(*GRADE, "--resume")[0] == 0
    assert [entry.score for entry in read_results(Path("out")).submissions] == [2.0, 1.0]
    assert not list(Path("out").glob("*.partial.*"))


def test_an_unexpected_exception_keeps_what_is_finished(grader: Grader, run: Run) -> None:
    grader.fail, grader.fail_after = ZeroDivisionError("in the\nmiddle"), 1
    code, _, err = run(*GRADE)
    assert code == 3
    (report,) = Path("out").glob("internal-error-*.txt")
    assert err.splitlines() == [
        "autograde: 1 of 2 submissions are graded; --resume goes on from there; so far: out/results.partial.json",
        f"autograde: internal error ZeroDivisionError: in the middle; please report it with {report.resolve()}",
    ]
    assert "Traceback" in report.read_text(encoding="utf-8")
    assert len(read_results(Path("out/results.partial.json")).submissions) == 1


def test_an_exception_before_the_first_result(grader: Grader, run: Run) -> None:
    grader.fail = GraderFault("the worker does not start")
    code, _, err = run(*GRADE)
    assert code == 3
    assert err.splitlines() == [
        "autograde: no submission was finished",
        "autograde: the worker does not start",
    ]


def test_an_error_in_the_source_is_one_line(grader: Grader, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> Assignment:
        raise SourceError("points must not be negative", file="ps01.ipynb", grade_id="norms")

    monkeypatch.setattr(sys.modules["autograde.source"], "load_assignment", refuse)
    code, out, err = run(*GRADE)
    assert (code, out) == (2, "")
    assert err == "autograde: ps01.ipynb: cell 'norms': points must not be negative\n"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("grade", "gone", *GRADE[2:]), "no such file or folder: gone"),
        (("grade", "class", "--source", "gone", *GRADE[4:]), "no source gone"),
        ((*GRADE, "--fail-under", "200"), "--fail-under"),
        ((*GRADE, "--fail-under", "nan"), "--fail-under"),
        ((*GRADE, "--jobs", "0"), "--jobs"),
        ((*GRADE, "--seed", "-1"), "--seed"),
        ((*GRADE, "--tests", "fast"), "--tests"),
        ((*GRADE, "--sandbox", "docker"), "--sandbox"),
        ((*GRADE, "--nope"), "No such option: --nope"),
        (("grade",), "Missing argument"),
        (("grade", "class"), "Missing option '--source'"),
        (("nope",), "No such command 'nope'"),
        (("grade", "class", "--source", "source", "--out", "", "--sandbox", "none"), "an argument is empty"),
        (("grade", "class", "--source", "source", "--out=", "--sandbox", "none"), "--out= is empty"),
        (("grade", "", "--source", "source", "--out", "out"), "an argument is empty"),
        (("grade", "c" * 300, "--source", "source", "--out", "out", "--sandbox", "none"), "File name too long"),
        (("report", "r" * 300, "--format", "canvas"), "File name too long"),
        (("grade", "class", "--source", "source", "--out", "file", "--sandbox", "none"), "file: is a file"),
        (("grade", "class", "--source", "source", "--out", "file/x", "--sandbox", "none"), "file/x: is a file"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(grader: Grader, run: Run, argv: tuple[str, ...], message: str) -> None:
    Path("file").write_text("")
    code, out, err = run(*argv)
    assert code == 2
    assert out == ""
    assert err.startswith("autograde: ")
    assert err.count("\n") == 1
    assert message in err


def test_a_full_disk_shows_the_grades_on_the_screen(grader: Grader, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("autograde.output.write_atomic", full)
    code, out, err = run(*GRADE)
    assert code == 2
    assert "alan" in out
    assert err.count("\n") == 1
    assert "No space left on device; nothing was written" in err


@pytest.mark.parametrize(("error", "said"), [(13, "Permission denied"), (28, "No space left on device")])
def test_what_the_machine_refuses_is_no_fault_of_ours(
    grader: Grader, run: Run, monkeypatch: pytest.MonkeyPatch, error: int, said: str
) -> None:
    def refused(path: Path) -> Assignment:
        raise OSError(error, said, "far/away")

    monkeypatch.setattr(sys.modules["autograde.source"], "load_assignment", refused)
    assert run(*GRADE) == (2, "", f"autograde: far/away: {said}\n")


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"autograde {__version__}\n", "")


def test_doctor_names_the_sandbox_and_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_cuda", lambda: [doctor.Fact("cuda", "none")])
    monkeypatch.setattr("autograde.sandbox.probe._probe", lambda: (None, "namespaces are not to be had here"))
    code, out, _ = run("doctor")
    assert code == 0
    assert "namespaces are not to be had here" in " ".join(out.split())
    assert "--sandbox none" in " ".join(out.split())
    for name in ("python", "platform", "nbgrader", "torch", "cuda", "bubblewrap", "user namespaces"):
        assert name in out


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """What was found out about this machine is forgotten before and after a test that pretends another."""
    probe._probe.cache_clear()
    yield
    probe._probe.cache_clear()


@pytest.mark.usefixtures("asked_anew")
def test_doctor_without_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_cuda", lambda: [doctor.Fact("cuda", "none")])
    monkeypatch.setattr("shutil.which", lambda name: None)
    facts = {fact.name: fact for fact in doctor.examine()}
    assert not facts["bubblewrap"].good
    assert "apt-get install bubblewrap" in facts["bubblewrap"].advice
    assert not facts["user namespaces"].good


def test_the_console_script_starts_without_heavy_modules() -> None:
    code = (
        "import sys\nfrom autograde.cli import main\nsys.argv = ['autograde', '--help']\n"
        "try:\n    main()\nexcept SystemExit as error:\n    assert error.code == 0\n"
        "print(sorted({'torch', 'numpy', 'nbgrader', 'nbformat', 'IPython'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "release" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_source_that_fails_its_own_tests_is_warned_about(
    grader: Grader, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = [f"nb, q{number}: the source's own solution gets 0 of 1 (no)" for number in range(7)]
    monkeypatch.setattr(sys.modules["autograde.batch"], "source_problems", lambda assignment, options: problems)
    code, _, err = run(*GRADE)
    assert code == 0
    lines = [line for line in err.splitlines() if "warning" in line]
    assert lines[0] == f"autograde: warning: {problems[0]}"
    assert lines[-1] == "autograde: warning: and 2 more tests of the source"


def test_what_students_got_is_no_source(grader: Grader, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = ["nb, q: the source's own solution gets 0 of 1 (yes: your code raised NotImplementedError in line 2)"]
    monkeypatch.setattr(sys.modules["autograde.batch"], "source_problems", lambda assignment, options: problems)
    code, _, err = run(*GRADE)
    assert code == 0
    first, second = err.splitlines()
    assert "--source is its folder in solutions/, not what students got" in first
    assert second == f"autograde: warning: {problems[0]}"


@pytest.mark.parametrize("out", ["class", "class/grades", "class/deep/er"])
def test_results_do_not_go_among_the_submissions(grader: Grader, run: Run, out: str) -> None:
    code, _, err = run(*("grade", "class", "--source", "source", "--sandbox", "none", "--out", out))
    assert code == 2
    assert err.startswith(f"autograde: --out {out}: lies in class, where it would be taken for a submission")
    assert list(Path("class").iterdir()) == []


@pytest.mark.parametrize("out", ["source", "source/grades", "source/deep/er"])
def test_results_do_not_go_where_every_submission_sees_them(grader: Grader, run: Run, out: str) -> None:
    code, _, err = run(*("grade", "class", "--source", "source", "--sandbox", "none", "--out", out))
    assert code == 2
    assert err == (
        f"autograde: --out {out}: lies in the source source, whose files all submissions are given; "
        "name a folder elsewhere\n"
    )
    assert list(Path("source").iterdir()) == []


@pytest.mark.parametrize("name", ["class", "class.zip"])
def test_submissions_do_not_lie_where_every_submission_sees_them(grader: Grader, run: Run, name: str) -> None:
    lying = Path("source", name)
    lying.mkdir() if name == "class" else lying.touch()
    code, _, err = run("grade", "class", str(lying), *GRADE[2:])
    assert code == 2
    assert err.startswith(f"autograde: source/{name}: lies in the source source, whose files all submissions are given")


def test_the_source_itself_can_be_graded(grader: Grader, run: Run) -> None:
    Path("source/nb.ipynb").touch()
    assert run("grade", "source", *GRADE[2:])[0] == 0
    assert run("grade", "source/nb.ipynb", *GRADE[2:])[0] == 0


def test_one_student_does_not_replace_the_results_of_the_others(grader: Grader, run: Run) -> None:
    assert run(*GRADE)[0] == 0
    before = Path("out/results.json").read_bytes()
    code, _, err = run(*GRADE, "--only", "ada")
    assert code == 2
    assert err.startswith("autograde: --out out: holds the results of 1 other student, which --only would replace")
    assert Path("out/results.json").read_bytes() == before
    assert run(*GRADE, "--only", "ada", "--only", "alan")[0] == 0
    assert run(*GRADE[:-3], "again", *GRADE[-2:], "--only", "ada")[0] == 0
    assert run(*GRADE[:-3], "again", *GRADE[-2:], "--only", "ada")[0] == 0


def test_a_class_of_another_assignment_is_doubted(grader: Grader, run: Run) -> None:
    missing = tuple(finding(Kind.MISSING_CELL, "", notebook="ps01", grade_id=name) for name in ("q", "essay"))
    strange = finding(Kind.WRONG_ASSIGNMENT, "", notebook="ps01")
    grader.results = {"ada": graded("ada", 0.0, findings=missing), "alan": graded("alan", 0.0, findings=(strange,))}
    code, _, err = run(*GRADE)
    assert code == 0
    assert err == "autograde: warning: nothing here is a notebook of source; is --source right?\n"
    grader.results["alan"] = graded("alan", 0.0, findings=missing[:1])
    assert run(*GRADE)[2] == ""

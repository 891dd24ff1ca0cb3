"""d2lcourse slides, d2lcourse data: what they say and what they start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from d2lcourse import __version__, cli, slides
from d2lcourse.data import DataMissing, store
from d2lcourse.data.registry import FILES, DataFile

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with three lectures, standing in a folder below it."""
    (tmp_path / "lectures").mkdir()
    for name in ("03_linear_regression", "04_softmax_regression", "05_mlp"):
        (tmp_path / f"lectures/{name}.ipynb").write_text("{}")
    (tmp_path / "lectures/draft.ipynb").write_text("{}")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path / "lectures"


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    monkeypatch.setattr(sys, "argv", ["d2lcourse", *words])
    with pytest.raises(SystemExit) as done:
        cli.main()
    said = capsys.readouterr()
    return int(done.value.code or 0), said.out, said.err


@pytest.mark.parametrize("name", ["4", "04", "softmax", "04_softmax_regression", "04_softmax_regression.ipynb"])
def test_a_lecture_by_any_of_its_names(name: str, deck: Path) -> None:
    assert slides.find(name, slides.lectures()) == deck / "04_softmax_regression.ipynb"


def test_a_lecture_by_its_path(deck: Path) -> None:
    assert slides.find("../lectures/draft.ipynb", []) == deck / "draft.ipynb"


def test_lectures_are_found_from_below_and_from_within(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = [path.stem for path in slides.lectures()]
    assert below == ["03_linear_regression", "04_softmax_regression", "05_mlp"]
    monkeypatch.chdir(deck)
    assert [path.stem for path in slides.lectures()] == below
    assert [path.parent for path in slides.lectures(Path("/"))] == [ROOT / "lectures"] * len(slides.lectures(ROOT))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("regression", "'regression' fits several lectures: 03_linear_regression, 04_softmax_regression"),
        ("05_mpl", "no lecture is called '05_mpl': did you mean 05_mlp?"),
        ("zzz", "no lecture is called 'zzz': d2lcourse slides lists them"),
    ],
)
def test_a_lecture_that_is_none(
    name: str, message: str, deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(monkeypatch, capsys, "slides", name)
    assert (code, out) == (2, "") and message in err and len(err.splitlines()) == 1


def test_slides_lists(deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, capsys, "slides") == (0, "03_linear_regression\n04_softmax_regression\n05_mlp\n", "")


class Server:
    """Stands for the process of Jupyter: interrupted once, then done."""

    started: list[list[str]]
    settings: dict[str, str]

    def __init__(self, command: list[str], *, env: dict[str, str]) -> None:
        Server.started.append(command)
        settings = Path(env["JUPYTERLAB_SETTINGS_DIR"])
        Server.settings = {str(file.relative_to(settings)): file.read_text() for file in settings.rglob("*.*")}
        self.answers = iter([KeyboardInterrupt(), 0])

    def wait(self) -> Any:
        answer = next(self.answers)
        if isinstance(answer, BaseException):
            raise answer
        return answer


@pytest.mark.parametrize(("browser", "user"), [(True, 0), (False, 1000)])
def test_slides_start_jupyter_at_the_lecture(
    browser: bool, user: int, deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Server.started = []
    monkeypatch.setattr(slides.subprocess, "Popen", Server)
    monkeypatch.setattr(slides.os, "geteuid", lambda: user)
    assert run(monkeypatch, capsys, "slides", "mlp", *([] if browser else ["--no-browser"]), "--", "--port=9")[0] == 0
    ((python, *options),) = Server.started
    assert python == sys.executable and options[:2] == ["-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={deck}" in options and "--LabApp.default_url=/rise/05_mlp.ipynb" in options
    assert ("--no-browser" in options) is not browser and options[-1] == "--port=9"
    assert ("--allow-root" in options) is (user == 0)
    assert Server.settings["@jupyterlab/docmanager-extension/plugin.jupyterlab-settings"] == '{"autosave": false}'


def test_jupyter_knows_these_options(tmp_path: Path) -> None:
    options = [f"--ServerApp.root_dir={tmp_path}", "--LabApp.default_url=/rise/x.ipynb"]
    command = [sys.executable, "-m", "jupyterlab", *options, "--show-config"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert f"root_dir = '{tmp_path}'" in done.stdout and "default_url = '/rise/x.ipynb'" in done.stdout


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("D2LCOURSE_DATA", raising=False)
    monkeypatch.setenv("D2LCOURSE_OFFLINE", "1")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(store, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path


def test_data_lists_where_everything_lies(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(monkeypatch, capsys, "data")
    rows = {line.split()[0]: line for line in out.splitlines()[1:] if line.strip()}
    assert (code, err) == (0, "")
    assert "30.9" in rows["fashion-mnist"] and "to be fetched" in rows["fashion-mnist"]
    assert "built-in stand-in; no address" in rows["ecg-beats"]
    (nowhere / "airfoil_self_noise.dat").write_text("wrong")
    monkeypatch.setenv("D2LCOURSE_DATA", str(nowhere))
    assert "wrong file in $D2LCOURSE_DATA" in run(monkeypatch, capsys, "data")[1]


def test_data_that_cannot_be_fetched(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(monkeypatch, capsys, "data", "names", "airfoil")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"d2lcourse: {name} cannot be fetched: D2LCOURSE_OFFLINE is set"
        for name in ("names.txt", "airfoil_self_noise.dat")
    ]
    code, out, err = run(monkeypatch, capsys, "data", "airfol")
    assert (code, out) == (2, "") and "no data set is called 'airfol': did you mean airfoil?" in err


def test_all_data_is_what_can_be_fetched(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fetched: list[str] = []

    def fetch(file: DataFile, cached: Path) -> Path:
        if not file.urls:
            raise DataMissing(f"{file.name} has no public address")
        fetched.append(file.name)
        return cached

    monkeypatch.setattr(store, "fetch", fetch)
    code, _, err = run(monkeypatch, capsys, "data", "all")
    assert code == 0 and "names_by_language.zip has no public address" in err
    assert set(fetched) == {file.name for file in FILES.values() if file.urls}
    assert run(monkeypatch, capsys, "data", "names-by-language")[0] == 1, "asked for by its name it is missing"


def test_a_data_folder_that_is_none(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("D2LCOURSE_DATA", str(nowhere / "not"))
    code, out, err = run(monkeypatch, capsys, "data")
    assert (code, out) == (2, "") and "which is no folder" in err


def test_a_fault_of_ours_is_one_line_and_a_file(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(name: str, among: list[Path]) -> Path:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(slides, "find", broken)
    code, out, err = run(monkeypatch, capsys, "slides", "03")
    assert (code, out) == (3, "") and len(err.splitlines()) == 1
    told = Path(err.split()[-1])
    assert "RuntimeError: unexpected" in told.read_text()
    told.unlink()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("export", "03", "--out", ""), "an argument is empty; a shell variable without a value?"),
        (("export", "03", "--out="), "--out= is empty; a shell variable without a value?"),
        (("slides", "", "--", "--IdentityProvider.token="), "an argument is empty; a shell variable without a value?"),
        (("export", "03", "--out", "o" * 300), "File name too long"),
    ],
)
def test_empty_and_impossible_names_are_one_line(
    words: tuple[str, ...],
    message: str,
    deck: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(monkeypatch, capsys, *words)
    assert (code, out) == (2, "") and message in err and len(err.splitlines()) == 1


def test_an_empty_option_of_jupyter_is_its_own_matter(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given: list[list[str]] = []

    def present(lecture: Path, *, browser: bool, options: list[str]) -> int:
        given.append(list(options))
        return 0

    monkeypatch.setattr(slides, "present", present)
    assert run(monkeypatch, capsys, "slides", "03", "--", "--IdentityProvider.token=") == (0, "", "")
    assert given == [["--IdentityProvider.token="]]


def test_the_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, capsys, "--version") == (0, f"d2lcourse {__version__}\n", "")


def test_ctrl_c_says_so(deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(name: str, among: list[Path]) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(slides, "find", stopped)
    assert run(monkeypatch, capsys, "slides", "03") == (130, "", "d2lcourse: stopped\n")

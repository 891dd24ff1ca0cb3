"""nbgrader's gradebook in PostgreSQL: a server of Debian's package, started for these tests in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.errors import UsageError
from autograde.platforms.nbgrader_gradebook import enter
from tests.autograde import notebooks as nb
from tests.autograde.test_report_nbgrader import CELLS, HW, Gradebook, grades, quiet, submission

__all__ = ["quiet"]  # a fixture that is always used


def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``; Debian keeps it off the path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of an empty database. The server listens on a socket in its own folder only."""
    there = programs()
    if there is None:
        pytest.skip("needs PostgreSQL: apt install postgresql")
    who = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root; the package makes that user
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        if who is not None:
            shutil.chown(folder, who)

        def call(*line: str) -> None:
            subprocess.run(
                [str(there / line[0]), *line[1:]], check=True, user=who, cwd=folder, timeout=120, capture_output=True
            )

        data = str(folder / "data")
        call("initdb", "--pgdata", data, "--username", "ada", "--auth", "trust", "--no-sync", "--encoding", "UTF8")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        call("pg_ctl", "--pgdata", data, "--wait", "--options", options, "--log", str(folder / "log"), "start")
        try:
            yield f"postgresql+psycopg://ada:SECRET@/postgres?host={folder}"
        finally:
            call("pg_ctl", "--pgdata", data, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    nb.save(tmp_path / "hw" / "hw.ipynb", *CELLS)
    return tmp_path / "hw"


def test_scores_go_in_and_what_a_person_entered_stays(server: str, source: Path) -> None:
    entered = enter(HW, server, source)
    assert entered.submissions == 2 and "SECRET" not in entered.database
    assert grades(server, "=Jürgen Schmidt") == {
        "f_tests": (0.5, None, False, 2.0), "essay": (0.0, None, False, 3.0), "project": (None, None, True, 5.0),
    }  # fmt: skip
    with Gradebook(server) as book:
        essay = book.find_grade("essay", "hw", "hw", "ada")
        essay.manual_score, essay.needs_manual_grade = 2.5, False
        book.db.commit()
    enter(replace(HW, submissions=(submission("ada", 1.5),)), server)
    assert grades(server, "ada") == {
        "f_tests": (1.5, None, False, 2.0), "essay": (None, 2.5, False, 3.0), "project": (None, None, True, 5.0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [("postgres?", "Connection refused|No such file"), ("elsewhere?", 'database "elsewhere" does not exist')],
)
def test_a_server_or_database_that_is_not_there_is_one_line(
    wrong: str, reason: str, server: str, source: Path, tmp_path: Path
) -> None:
    url = server.replace("postgres?", wrong)
    if wrong == "postgres?":
        url = f"{server.partition('?')[0]}?host={tmp_path}"
    with pytest.raises(UsageError, match=reason) as caught:
        enter(HW, url, source)
    assert "\n" not in str(caught.value) and "SECRET" not in str(caught.value)

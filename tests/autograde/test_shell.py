"""The candidate's shell does what a notebook does: one process, many cells, one test for each thing that a bare IPython
shell breaks."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

# Runs cells in a candidate of its own, since there is one shell for each process; prints their records.
DRIVER = """
import json, os, socket, sys
from autograde.candidate.__main__ import Candidate
out = os.dup(1)
null = os.open(os.devnull, os.O_WRONLY); os.dup2(null, 1)
ours, theirs = socket.socketpair()
candidate = Candidate(theirs, 2000, 1 << 20)
records = [candidate.execute(source, f"c{n}", n) for n, source in enumerate(json.loads(sys.argv[1]))]
os.write(out, json.dumps(records).encode())
os._exit(0)
"""


def run(*cells: str) -> list[dict[str, Any]]:
    """The record of each cell."""
    command = [sys.executable, "-c", DRIVER, json.dumps(cells)]
    environment = {"PATH": "/usr/bin:/bin", "MPLBACKEND": "module://matplotlib_inline.backend_inline", "HOME": "/tmp"}
    done = subprocess.run(command, capture_output=True, timeout=100, env=environment)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def text(record: dict[str, Any], name: str = "stdout") -> str:
    return "".join(item["text"] for item in record["outputs"] if item.get("name") == name)


def shown(record: dict[str, Any]) -> list[str]:
    return [item["data"].get("text/plain", "") for item in record["outputs"] if "data" in item]


@pytest.fixture(scope="module")
def ordinary() -> dict[str, dict[str, Any]]:
    """Cells that have nothing to do with one another, in one process."""
    cells = {
        "print": "print('hello'); import sys; print('oops', file=sys.stderr)",
        "value": "1 + 1",
        "quiet": "1 + 1;",
        "last": "_ + 1",
        "display": "display('a', [1]); h = display('x', display_id=True); h.update('y')",
        "clear": "print('gone')\nfrom IPython.display import clear_output\nclear_output(); print('kept')",
        "html": "from IPython.display import HTML\nHTML('<b>x</b>')",
        "exit": "exit()\nprint('goes on')",
        "quit": "quit\nquit()",
        "shell": "!echo from the shell",
        "captured": "lines = !echo one; echo two\nprint(list(lines))",
        "line magic": "%time x = 3\n%matplotlib inline",
        "cell magic": "%%capture got\nprint('inside')",
        "after capture": "print(got.stdout.strip())",
        "bash": "%%bash\necho bash",
        "help": "len?",
        "error": "def f():\n    return 1 / 0\nf()",
        "syntax": "x = 1\nif x\n",
        "own stdout": "import io, sys\nkept, sys.stdout = sys.stdout, io.StringIO()\nprint('lost')\nsys.stdout = kept",
        "closed stdout": "import sys\nsys.stdout.close()",
        "after close": "print('still here')",
        "descriptor": "import os\nos.write(1, b'raw')",
        "input": "input('name? ')",
        "main": "import __main__\n__main__.x, __name__, get_ipython() is not None",
        "history": "Out, In",
        "system exit": "raise SystemExit(3)",
        "interrupt": "raise KeyboardInterrupt",
        "generator exit": "raise GeneratorExit",
        "await": "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')",
        "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "not text": "print(1, None, sep='-', end='!')\nimport sys; sys.stdout.write(3)",
        "shell replaced": "get_ipython().run_cell = None; get_ipython().displayhook = 3",
    }
    return dict(zip(cells, run(*cells.values()), strict=True))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("print", "hello\n"), ("clear", "kept\n"), ("exit", "goes on\n"), ("shell", "from the shell"),
        ("captured", "['one', 'two']\n"), ("after capture", "inside\n"), ("bash", "bash"), ("own stdout", ""),
        ("cell magic", ""), ("await", "awaited\n"), ("not text", "1-None!"),
    ],
)  # fmt: skip
def test_what_is_printed(name: str, expected: str, ordinary: dict[str, dict[str, Any]]) -> None:
    assert text(ordinary[name]).replace("\r", "").strip("\n") == expected.strip("\n"), ordinary[name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("value", ["2"]), ("quiet", []), ("last", ["3"]), ("display", ["'a'", "[1]", "'x'", "'y'"])],
)
def test_what_is_shown(name: str, expected: list[str], ordinary: dict[str, dict[str, Any]]) -> None:
    assert shown(ordinary[name]) == expected


@pytest.mark.parametrize(
    ("name", "kind", "line"),
    [("error", "ZeroDivisionError", 2), ("syntax", "SyntaxError", 2), ("system exit", "SystemExit", 1),
     ("generator exit", "GeneratorExit", 1), ("not text", "TypeError", 2)],
)  # fmt: skip
def test_errors_name_the_students_line(name: str, kind: str, line: int, ordinary: dict[str, dict[str, Any]]) -> None:
    record = ordinary[name]
    assert record["status"] == "error" and record["fault"][0] == kind and record["fault"][3] == line


def test_the_rest(ordinary: dict[str, dict[str, Any]]) -> None:
    assert text(ordinary["print"], "stderr") == "oops\n"
    assert ordinary["html"]["outputs"][0]["data"]["text/html"] == "<b>x</b>"
    assert any("image/png" in item.get("data", {}) for item in ordinary["figure"]["outputs"])
    assert ordinary["interrupt"]["status"] == "interrupted"
    assert ordinary["input"]["status"] == "error", "there is nobody to ask"
    for name in ("exit", "quit", "line magic", "bash", "descriptor", "main", "history", "help", "closed stdout"):
        assert ordinary[name]["status"] == "ok", (name, ordinary[name])


def test_a_cell_leaves_nothing_in_the_next(ordinary: dict[str, dict[str, Any]]) -> None:
    assert text(ordinary["value"]) == "" and ordinary["after capture"]["status"] == "ok"


def test_output_has_limits() -> None:
    long, flood, after, picture = run(
        "print('x' * 100_000)",
        "while True: print('y' * 1000)",
        "print('z')",
        "display({'text/plain': 'p' * 3_000_000}, raw=True)",
    )
    assert long["truncated"] and text(long) == "x" * 2000
    assert flood["status"] == "interrupted" and flood["truncated"] and len(text(flood)) <= 2000
    assert text(after) == "z\n" and not after["truncated"]
    assert picture["truncated"] and picture["outputs"] == []


def test_a_flood_that_swallows_the_stop_is_dropped() -> None:
    source = "for n in range(3000):\n    try: print('y' * 1000)\n    except BaseException: pass"
    (record,) = run(source)
    assert record["truncated"] and len(json.dumps(record)) < 10_000


def test_a_student_who_breaks_the_shell_breaks_only_his_own() -> None:
    broken, after = run(
        "get_ipython().run_cell = None\nget_ipython().display_pub = None\nimport sys; sys.stdout = None", "1"
    )
    assert broken["status"] in ("ok", "error") and after["status"] in ("ok", "error")

"""Nothing in the project depends on one machine: no absolute path, no registry, nothing beside the checkout."""

from __future__ import annotations

import re

import pytest

from tests.project.files import ROOT, project_files

# Put together here so that this file does not find itself.
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.~$}/-])/" + r"(?:work|root|home|Users|opt/pypi)(?![\w-])[/\w]*"),
    "a package registry": re.compile(
        r"pypi\.(?:org|python)|python" + r"hosted|download\.py" + r"torch|--(?:extra-)?index-" + "url"
    ),
    "what lies beside the checkout": re.compile(r"\.\./" + "shared"),
}
ALLOWED = {(".ci/run", "what lies beside the checkout")}
TEXT = [path for path in project_files() if b"\0" not in path.read_bytes()[:8192]]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = [
        f"{name}:{number}: {match.group()}"
        for path in TEXT
        if ((name := path.relative_to(ROOT).as_posix()), what) not in ALLOWED
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (match := FORBIDDEN[what].search(line))
    ]
    assert found == []


def test_the_patterns_find_what_they_should() -> None:
    bad = {
        "a path of one machine": ["open('/" + "work/x')", "cd /" + "root", "/" + "home/ada/x"],
        "a package registry": ["https://pypi." + "org/simple", "pip install --index-" + "url x"],
        "what lies beside the checkout": ["cp .." + "/shared/data ."],
    }
    for what, lines in bad.items():
        for line in lines:
            assert FORBIDDEN[what].search(line), line
    for fine in ("a/work/b", "the network/root", "~/home", "$HOME/work"):
        assert not FORBIDDEN["a path of one machine"].search(fine), fine


def test_the_project_has_files_to_look_at() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in TEXT}
    assert {"README.md", "Makefile", "pyproject.toml", "autograde/__init__.py"} <= names


def test_text_files_end_with_one_newline() -> None:
    generated = ("tests/demo_class/", "assignments/")  # submissions are as students' tools leave them
    bad = [
        name
        for path in TEXT
        if not (name := path.relative_to(ROOT).as_posix()).startswith(generated)
        and (text := path.read_bytes())
        and (not text.endswith(b"\n") or text.endswith(b"\n\n"))
    ]
    assert bad == []

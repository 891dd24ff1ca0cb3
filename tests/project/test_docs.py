"""The guides and the code agree on their closed lists, and every link leads somewhere."""

from __future__ import annotations

import re

import pytest

from autograde.findings import Kind
from autograde.limits import Limits
from autograde.lint.rules import Rule
from autograde.sandbox.attacks.conduct import ATTACKS
from autograde.testing import __all__ as helpers
from tests.project.files import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def words(page: str, section: str = "") -> set[str]:
    """What stands in the first column of a page's tables, or of those in one section."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    if section:
        text = text.split(f"\n## {section}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([a-z_]+)", text, re.MULTILINE))


def test_every_rule_of_release_is_explained() -> None:
    assert {str(rule) for rule in Rule} <= words("authoring.md")


def test_every_helper_is_explained() -> None:
    assert {name for name in helpers if name.islower()} <= words("authoring.md")


def test_every_finding_is_explained_in_its_own_words() -> None:
    text = (ROOT / "docs" / "grading.md").read_text(encoding="utf-8")
    assert words("grading.md", "Findings") == {str(kind) for kind in Kind}
    for kind in Kind:
        assert f"| `{kind}` | {kind.sentence} |" in text


def test_the_limits_that_are_shown_exist() -> None:
    text = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    block = next(line for line in text.splitlines() if '"limits"' in line)
    assert set(re.findall(r'"(\w+_(?:s|mb|kb))"', block)) <= set(Limits.__dataclass_fields__)


def test_figures_are_those_of_the_tables() -> None:
    readme, security, speed, grading = (
        " ".join((ROOT / page).read_text(encoding="utf-8").split())
        for page in ("README.md", "docs/security.md", "docs/benchmarks.md", "docs/grading.md")
    )
    (tried,) = re.findall(r"\| tried \| (\d+) \|", security)
    ((ours, nbgrader, otter),) = re.findall(r"\| gained points \| (\d+) \| (\d+) \| (\d+) \|", security)
    (faster,) = re.findall(r"each further submission (\d+) times as fast", speed)
    attacked = f"Of {tried} hostile submissions {nbgrader} gain points under nbgrader, {otter} under Otter, none here"
    assert attacked in readme and ours == "0"
    assert f"{faster} times less than with nbgrader" in readme
    assert f"tries to break it in {len(ATTACKS)} ways" in grading


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page) -> None:  # type: ignore[no-untyped-def]
    for target in re.findall(r"\]\(([^)#]*)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if target and "://" not in target:
            assert (page.parent / target).exists(), target

"""The table in the docs lists exactly the corpus, and says of ours what the tests demand."""

from __future__ import annotations

import re

from tests.hostile.attack import attacks
from tests.hostile.judge import Verdict
from tests.hostile.table import PAGE, listed, table


def test_the_table_lists_exactly_the_corpus() -> None:
    assert listed() == [attack.name for attack in attacks()]
    assert f"what happened when {len(attacks())} attacks were tried" in " ".join(PAGE.read_text("utf-8").split())


def test_the_table_says_that_nothing_was_achieved_against_ours() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]* \| ([\d.]+) \| ([^|]*) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert {name: (honest, ours) for name, honest, ours in rows} == {
        attack.name: (f"{attack.honest:g}", f"{attack.honest:g}") for attack in attacks()
    }


def test_a_success_is_told_and_counted() -> None:
    honest = {tool: Verdict(0.0) for tool in ("ours", "nbgrader", "otter")}
    verdicts = {attack.name: honest for attack in attacks()}
    first, second = (attack.name for attack in attacks()[:2])
    verdicts[first] = honest | {"ours": Verdict(10.0, ("gains 10", "reads hidden tests")), "otter": Verdict(None)}
    verdicts[second] = honest | {"nbgrader": Verdict(0.0, ("hangs the grader",))}
    made = table(verdicts, {"nbgrader": "1", "otter-grader": "2", "torch": "3", "sandbox": "x"})
    assert "| gained points | 1 | 0 | 0 |" in made
    assert "| achieved anything | 1 | 1 | 0 |" in made
    assert "| 10: gains 10, reads hidden tests | 0 | – |" in made

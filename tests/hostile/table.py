"""The table of ``docs/security.md``: every attack, and what it achieved against each grader."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.hostile.attack import attacks
from tests.hostile.judge import Verdict
from tests.project.files import ROOT

__all__ = ["PAGE", "listed", "table", "write_table"]

PAGE = ROOT / "docs" / "security.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def write_table(verdicts: Mapping[str, Mapping[str, Verdict]], versions: Mapping[str, str]) -> None:
    """Put the table between its marks on the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{table(verdicts, versions)}\n{END}{after}", encoding="utf-8")


def table(verdicts: Mapping[str, Mapping[str, Verdict]], versions: Mapping[str, str]) -> str:
    gained = {
        tool: sum(any(word.startswith("gains") for word in found[tool].achieved) for found in _of_attacks(verdicts))
        for tool in ("ours", "nbgrader", "otter")
    }
    some = {
        tool: sum(bool(found[tool].achieved) for found in _of_attacks(verdicts))
        for tool in ("ours", "nbgrader", "otter")
    }
    count = len(attacks())
    lines = [
        f"nbgrader {versions['nbgrader']}, otter-grader {versions['otter-grader']}, torch {versions['torch']}; "
        f"ours in the sandbox `{versions['sandbox']}`.",
        "",
        "| of all attacks | ours | nbgrader | Otter |",
        "|---|---|---|---|",
        f"| tried | {count} | {count} | {count} |",
        f"| gained points | {gained['ours']} | {gained['nbgrader']} | {gained['otter']} |",
        f"| achieved anything | {some['ours']} | {some['nbgrader']} | {some['otter']} |",
        "",
        "| attack | class | honest | ours | nbgrader | Otter |",
        "|---|---|---|---|---|---|",
    ]
    for attack in attacks():
        shown = [_cell(verdicts[attack.name][tool]) for tool in ("ours", "nbgrader", "otter")]
        lines.append(f"| `{attack.name}` | {_escaped(attack.kind)} | {attack.honest:g} | {' | '.join(shown)} |")
    return "\n".join(lines)


def _of_attacks(verdicts: Mapping[str, Mapping[str, Verdict]]) -> list[Mapping[str, Verdict]]:
    return [verdicts[attack.name] for attack in attacks()]


def _cell(verdict: Verdict) -> str:
    score = "–" if verdict.score is None else f"{verdict.score:g}"
    return f"{score}: {', '.join(verdict.achieved)}" if verdict.achieved else score


def _escaped(text: str) -> str:
    return re.sub(r"([_*])", r"\\\1", text)


def listed() -> list[str]:
    """The names of the attacks in the table, in its order."""
    return re.findall(r"^\| `(\w+)` \| ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

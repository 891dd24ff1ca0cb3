"""``autograde doctor --attack``: every attack on this machine's sandbox, as a table, with the remedy for what fails."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from autograde.errors import UsageError
from autograde.launch import WarmLauncher
from autograde.sandbox.attacks.conduct import attack_all
from autograde.sandbox.attacks.model import Outcome
from autograde.sandbox.probe import sandbox_name, walls_here, why_no_walls

__all__ = ["run"]


def run() -> int:
    """Attack, show, and return the exit code: 1 where a wall does not hold.

    Raises:
        UsageError: there is no sandbox to attack.
    """
    walls = walls_here()
    if walls is None:
        raise UsageError(f"there is no sandbox to attack: {why_no_walls()}")
    console = Console(highlight=False)
    launcher: list[WarmLauncher] = []
    outcomes: list[Outcome] = []

    def launch() -> WarmLauncher:
        launcher.append(WarmLauncher((), walls))
        return launcher[0]

    def show(outcome: Outcome) -> None:
        outcomes.append(outcome)
        line = Text("held  " if outcome.held else "OPEN  ", style="green" if outcome.held else "bold red")
        console.print(line.append(outcome.name, style="default"))
        if not outcome.held:
            console.print(Text(f"      achieved: {outcome.achieved}\n      remedy: {outcome.remedy}"))

    try:
        attack_all(launch, show)
    finally:
        for made in launcher:
            made.close()
    failed = sum(not outcome.held for outcome in outcomes)
    console.print(f"{sandbox_name(walls)}: {len(outcomes) - failed} of {len(outcomes)} attacks held off")
    return 1 if failed else 0

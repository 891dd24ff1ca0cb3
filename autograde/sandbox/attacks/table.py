"""``autograde doctor --attack``: every attack on this machine's sandbox, as a table, with the remedy for what fails."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from autograde.errors import UsageError
from autograde.launch import WarmLauncher
from autograde.sandbox.attacks.conduct import attack_all
from autograde.sandbox.attacks.model import Outcome
from autograde.sandbox.attacks.weaker import borne
from autograde.sandbox.probe import sandbox_name, tried, walls_here, why_no_walls
from autograde.sandbox.tiers import NONE, TIERS
from autograde.stop import stoppable

__all__ = ["run"]


def run(tier: str = "") -> int:
    """Attack, show, and return the exit code: 1 where a wall does not hold.

    Args:
        tier: a weaker one than this machine has, by its key.

    Raises:
        UsageError: there is no sandbox to attack.
    """
    walls = _chosen(tier)
    console = Console(highlight=False)
    launcher: list[WarmLauncher] = []
    outcomes: list[Outcome] = []
    weak: list[Outcome] = []

    def launch() -> WarmLauncher:
        launcher.append(WarmLauncher((), walls))
        return launcher[0]

    def show(outcome: Outcome) -> None:
        outcomes.append(outcome)
        excuse = "" if outcome.held else borne(outcome.name, walls)
        word, style = ("held", "green") if outcome.held else ("weak", "yellow") if excuse else ("OPEN", "bold red")
        console.print(Text(f"{word}  ", style=style).append(outcome.name, style="default"))
        if excuse:
            weak.append(outcome)
            console.print(Text(f"      not claimed: {excuse}"))
        elif not outcome.held:
            console.print(Text(f"      achieved: {outcome.achieved}\n      remedy: {outcome.remedy}"))

    try:
        with stoppable():  # whatever ends this, what lies about as bait is removed
            attack_all(launch, show)
    finally:
        for made in launcher:
            made.close()
    held = sum(outcome.held for outcome in outcomes)
    note = f", {len(weak)} not claimed" if weak else ""
    console.print(f"{sandbox_name(walls)}: {held} of {len(outcomes)} attacks held off{note}")
    return 0 if held + len(weak) == len(outcomes) else 1


def _chosen(tier: str) -> str:
    if not tier:
        walls = walls_here()
        if walls is None:
            raise UsageError(f"there is no sandbox to attack: {why_no_walls()}")
        return walls
    known = [key for key in TIERS if TIERS[key] is not NONE]
    if tier not in known:
        raise UsageError(f"unknown tier {tier!r}; known are {', '.join(known)}")
    why = tried(tier)
    if why:
        raise UsageError(f"{sandbox_name(tier)} cannot be had here: {why}")
    return tier

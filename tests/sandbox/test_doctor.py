"""``autograde doctor --attack``: the table, and what it says where a wall is open."""

from __future__ import annotations

import pytest

from autograde.errors import UsageError
from autograde.sandbox.attacks import conduct, table
from autograde.sandbox.attacks.model import Outcome
from autograde.sandbox.probe import walls_here


def test_on_this_machine_attacks_are_held_off(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if walls_here() is None:
        pytest.skip("no sandbox on this machine")
    monkeypatch.setattr(conduct, "ATTACKS", conduct.ATTACKS[:4])  # all of them are tried in test_attacks.py
    assert table.run() == 0
    out = capsys.readouterr().out
    assert "4 of 4 attacks held off" in out
    assert "OPEN" not in out


def test_an_open_wall_is_told_with_its_remedy(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "walls_here", lambda: "user")

    def attack_all(launcher: object, advance: object) -> None:
        advance(Outcome("TCP", "", "none"))  # type: ignore[operator]
        advance(Outcome("UDP", "sent [b]1[/b] byte", "close it"))  # type: ignore[operator]

    monkeypatch.setattr(table, "attack_all", attack_all)
    assert table.run() == 1
    out = capsys.readouterr().out
    assert "OPEN  UDP\n      achieved: sent [b]1[/b] byte\n      remedy: close it" in out
    assert "bwrap (user): 1 of 2 attacks held off" in out


def test_without_a_sandbox_there_is_nothing_to_attack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "walls_here", lambda: None)
    with pytest.raises(UsageError, match="no sandbox to attack"):
        table.run()

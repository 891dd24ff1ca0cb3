"""``autograde doctor --attack``: the table, and what it says where a wall is open."""

from __future__ import annotations

import os

import pytest

from autograde.errors import UsageError
from autograde.sandbox import probe
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


def test_what_a_tier_does_not_claim_is_told_and_no_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "tried", lambda key: "")

    def attack_all(launcher: object, advance: object) -> None:
        advance(Outcome("asking whether files exist", "['/etc/passwd']", "none"))  # type: ignore[operator]

    monkeypatch.setattr(table, "attack_all", attack_all)
    assert table.run("uid") == 0
    out = capsys.readouterr().out
    assert "weak  asking whether files exist\n      not claimed: Landlock" in out
    assert "landlock (uid): 0 of 1 attacks held off, 1 not claimed" in out
    monkeypatch.setattr(table, "walls_here", lambda: "user")
    assert table.run() == 1, "the strong tiers claim it"


@pytest.mark.parametrize("tier", ["strong", "none"])
def test_only_a_tier_can_be_asked_for(tier: str) -> None:
    with pytest.raises(UsageError, match=r"unknown tier .* known are root, user, single, uid"):
        table.run(tier)


def test_a_tier_that_cannot_be_had_says_why() -> None:
    other = "user" if os.getuid() == 0 else "root"
    with pytest.raises(UsageError, match="cannot be had here: only for"):
        table.run(other)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ((), "root"),
        (("root",), "user"),
        (("root", "user"), "single"),
        (("root", "user", "single"), "uid"),
        (("root", "user", "single", "uid"), None),
    ],
)
def test_the_strongest_that_holds_is_taken(
    missing: tuple[str, ...], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "tried", lambda key: "not here" if key in missing else "")
    probe._probe.cache_clear()
    try:
        assert walls_here() == expected
        assert ("landlock (uid): not here" in probe.why_no_walls()) == (expected is None)
    finally:
        probe._probe.cache_clear()


def test_without_a_sandbox_there_is_nothing_to_attack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "walls_here", lambda: None)
    with pytest.raises(UsageError, match="no sandbox to attack"):
        table.run()

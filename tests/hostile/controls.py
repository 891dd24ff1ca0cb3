"""Submissions that attack nothing: whether a grader's scores in the comparison mean what they should."""

from __future__ import annotations

from tests.hostile.assignment import ANSWERS, MAX
from tests.hostile.attack import Attack, attacks

__all__ = ["CONTROLS", "by_name"]

CONTROLS = (
    Attack("honest", "no attack", "the right answers", MAX, "anything", tuple(ANSWERS), "ran"),
    Attack("honest_wrong", "no attack", "wrong answers", 0.0, "anything", None, "ran"),
    Attack("honest_release", "no attack", "the assignment as it was released", 0.0, "anything", (), "ran"),
)


def by_name(name: str) -> Attack:
    """The attack or control of that name."""
    return next(attack for attack in (*CONTROLS, *attacks()) if attack.name == name)

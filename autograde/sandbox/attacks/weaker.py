"""What a tier does not claim to hold off, and why that is borne. Everything else must be held in every tier."""

from __future__ import annotations

from autograde.sandbox import landlock
from autograde.sandbox.prepare import tier_of

__all__ = ["borne"]

_NO_NAMESPACE = "without a process namespace it learns the number of its supervisor, which it cannot signal or read"
_BY_TIER = {
    "single": {"seeing the process that forked it": _NO_NAMESPACE},
    "uid": {
        "seeing the process that forked it": _NO_NAMESPACE,
        "asking whether files exist": "Landlock closes what is in files and folders, not whether a known name exists",
    },
}
_BY_LANDLOCK = {
    "listening for TCP connections": (4, "nobody can connect to it: its network has no interface that is up"),
    "controlling a device that all share": (5, "only the harmless devices of bubblewrap are there"),
}


def borne(attack: str, walls: str) -> str:
    """Why it may be that an attack succeeds; nothing where it must not."""
    tier = tier_of(walls)
    number = landlock.version() if ":" not in walls else int(walls.partition(":")[2])
    needed, why = _BY_LANDLOCK.get(attack, (0, ""))
    if number < needed:
        return why
    return _BY_TIER.get(tier.key, {}).get(attack, "")

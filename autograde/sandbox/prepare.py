"""What a warm process prepares once, so that its children get behind walls fast: the filter and Landlock's rules."""

from __future__ import annotations

import glob
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from autograde.sandbox import syscalls
from autograde.sandbox.bwrap import readable
from autograde.sandbox.landlock import SCOPED, Rules, version
from autograde.sandbox.paths import FONTS, OWN
from autograde.sandbox.tiers import TIERS, Tier

__all__ = ["Prepared", "prepare", "tier_of"]

_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_TERMINALS = ("/dev/ptmx", "/dev/pts", "/dev/tty")
_FAMILIES: dict[str, tuple[int, ...]] = {"single": (socket.AF_UNIX,), "uid": ()}
"""Bubblewrap's network has a loopback that is up; and without any wall around files a socket's path leads anywhere."""


@dataclass(frozen=True)
class Prepared:
    """What children of one warm process share."""

    tier: Tier
    filter: bytes
    landlock: int
    """Version of Landlock to use, 0 for none."""
    readable: tuple[str, ...]
    covered: tuple[str, ...]
    """What bubblewrap shows in folders that each child covers with its own: a project may lie in ``/tmp``."""

    def rules(self, folder: str, *, gpu: bool) -> Rules:
        """Landlock's rules for a child that works in ``folder``."""
        if not self.tier.bwrap:
            return Rules(self.readable, (folder,), _DEVICES, (*_TERMINALS[:2], *_cards(gpu)))
        # without a /proc of its own it would see its supervisor in there; Python and torch do without
        proc = ("/proc",) if self.tier.nested else ()
        # a driver reads in many places; bubblewrap shows it what it may
        seen = ("/",) if gpu else (*self.readable, FONTS, *proc)
        writable = (*OWN, *(("/proc",) if gpu else ()))
        return Rules(seen, writable, _DEVICES, (*_TERMINALS, *_cards(gpu)))


def _cards(gpu: bool) -> list[str]:
    return glob.glob("/dev/nvidia*") if gpu else []


def _covered() -> tuple[str, ...]:
    own = tuple(f"{folder}/" for folder in OWN)
    paths = [mount_point(line) for line in Path("/proc/self/mountinfo").read_bytes().split(b"\n") if line]
    return tuple(path for path in paths if path.startswith(own))


def mount_point(line: bytes) -> str:
    """Where something is mounted, from a line of mountinfo: a blank stands there as ``\\040``, an umlaut as it is."""
    return os.fsdecode(line.split(b" ")[4].decode("unicode_escape").encode("latin-1"))


def tier_of(walls: str) -> Tier:
    """The tier that ``walls`` names, see :func:`prepare`."""
    return TIERS[walls.partition(":")[0]]


def prepare(walls: str) -> Prepared:
    """Prepare for children behind ``walls``.

    Args:
        walls: a tier's key; tests add the version of Landlock to stay at, ``root:0``.

    Raises:
        OSError, ImportError, RuntimeError: there is no libseccomp, or not the Landlock that the tier needs.
    """
    tier = tier_of(walls)
    number = version()
    if ":" in walls:
        number = min(number, int(walls.partition(":")[2]))
    if tier.flat and number < SCOPED:
        raise OSError(f"Landlock {SCOPED} is needed (Linux 6.12), here it is {number}")
    return Prepared(
        tier, syscalls.build(_FAMILIES.get(tier.key, syscalls.SOCKETS)), number, tuple(readable()), _covered()
    )

"""The ladder of sandboxes, strongest first. Which of them holds on a machine is tried (:mod:`autograde.sandbox.probe`).

========== ================== ============================ ================ =================== ====================
tier       in results         bubblewrap around            each submission  has a real user of  needs Landlock
                                                           in namespaces    its own
========== ================== ============================ ================ =================== ====================
``root``   ``bwrap (root)``   a warm process of a worker   yes              yes                 no, used if there
``user``   ``bwrap (user)``   a warm process of a worker   yes              no                  no, used if there
``single`` ``bwrap (single)`` a warm process of one        no               no                  for signals
                              submission
``uid``    ``landlock (uid)`` no                           no               yes                 for files, signals
========== ================== ============================ ================ =================== ====================

``single`` is for kernels that let bubblewrap make namespaces, and nothing inside it: a process starts for each
submission and ends with it. ``uid`` is for root in a container that allows no namespaces at all.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NONE", "TIERS", "Tier"]


@dataclass(frozen=True)
class Tier:
    """One rung; see the table above."""

    key: str
    name: str
    """As results and the doctor have it."""
    bwrap: bool = False
    nested: bool = False
    own_user: bool = False
    shared: bool = True
    """Whether one warm process serves one submission after the other."""

    @property
    def flat(self) -> bool:
        """Behind walls without namespaces of its own; Landlock has to do their work."""
        return self.key != "none" and not self.nested


NONE = Tier("none", "none")
TIERS = {
    tier.key: tier
    for tier in (
        Tier("root", "bwrap (root)", bwrap=True, nested=True, own_user=True),
        Tier("user", "bwrap (user)", bwrap=True, nested=True),
        Tier("single", "bwrap (single)", bwrap=True, shared=False),
        Tier("uid", "landlock (uid)", own_user=True),
        NONE,
    )
}
"""By key, strongest first; the last is no sandbox."""

"""Which assignments are looked at in depth: each slip, each check, each mistake's words, and nbgrader beside ours.

All others have their right variants run plainly all the same. See ``tests.project.changed``.
"""

from __future__ import annotations

from typing import Any

from tests.assignments.plain import assignments
from tests.project.changed import in_depth

__all__ = ["IN_DEPTH"]

IN_DEPTH: list[Any] = in_depth(
    "ps01_tensors",
    {name: [f"solutions/{name}", f"assignments/{name}", f"tests/variants/{name}"] for name in assignments()},
)
"""Parameters of a test: names of assignments."""

"""What the lectures and assignments of the course import.

Importing this package costs next to nothing: a module is loaded when its name is first used, torch and matplotlib with
it. ``from d2lcourse import data, viz`` and ``import d2lcourse; d2lcourse.data`` both work.
"""

from __future__ import annotations

import importlib
from types import ModuleType

__all__ = ["__version__"]

__version__ = "0.1.0"

MODULES = ("budget", "check", "data", "decode", "device", "metrics", "nn", "seed", "slides", "timing", "train", "viz")


def __getattr__(name: str) -> ModuleType:
    """The module of that name, loaded when it is first asked for."""
    if name in MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *MODULES})

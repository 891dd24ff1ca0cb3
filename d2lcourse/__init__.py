"""What the lectures and assignments of the course import.

Importing this package is cheap; its modules load torch and matplotlib where they need them.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"

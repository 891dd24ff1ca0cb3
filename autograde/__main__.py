"""The command ``autograde``, also as ``python -m autograde``: Ctrl-C while modules still load is one line, too."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; what it needs is loaded here, where a Ctrl-C is caught."""
    try:
        from autograde.cli import main as run
    except KeyboardInterrupt:
        print("autograde: stopped", file=sys.stderr)
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()

"""The command ``d2lcourse``, also as ``python -m d2lcourse``: Ctrl-C while modules still load is one line, too."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; what it needs is loaded here, where a Ctrl-C is caught."""
    try:
        from d2lcourse.cli import main as run
    except KeyboardInterrupt:
        print("d2lcourse: stopped", file=sys.stderr)
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()

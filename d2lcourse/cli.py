"""The command ``d2lcourse``: what students and lecturers run beside Jupyter.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import importlib.metadata
import platform
import subprocess
import sys

import typer

__all__ = ["app", "main"]

app = typer.Typer(help="Tools of the deep-learning course.", no_args_is_help=True, add_completion=False)

PACKAGES = ("torch", "numpy", "matplotlib", "jupyterlab", "jupyterlab-rise", "ipywidgets")

DEVICE_PROBE = """
import torch
if torch.cuda.is_available():
    print("cuda:", torch.cuda.get_device_name(0))
elif torch.backends.mps.is_available():
    print("mps (Apple GPU)")
else:
    print("cpu,", torch.get_num_threads(), "threads")
"""


@app.callback()
def root() -> None:
    """Keeps ``doctor`` a command of its own while it is the only one."""


@app.command()
def doctor() -> None:
    """Show versions and the device that the course will use."""
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False, box=None)
    table.add_row("python", platform.python_version())
    missing = []
    for name in PACKAGES:
        try:
            table.add_row(name, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            table.add_row(name, "missing")
            missing.append(name)
    table.add_row("device", _device())
    console = Console()
    console.print(table)
    if missing:
        console.print(f"Missing: {', '.join(missing)}. Install with: pip install -c constraints.txt -e '.[course]'")
        raise typer.Exit(1)


def _device() -> str:
    """Asked in a process of its own: a broken torch or driver must not take this command down."""
    try:
        probe = subprocess.run([sys.executable, "-c", DEVICE_PROBE], capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return "unknown (torch did not answer within two minutes)"
    return probe.stdout.strip() if probe.returncode == 0 else "unknown (torch cannot be imported)"


def main() -> None:
    """Entry point of the console script: wrong usage is one line and exit code 2."""
    try:
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.exit(2)  # its help is already on the screen
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        print(f"d2lcourse: {message.rstrip('.')} (see d2lcourse --help)", file=sys.stderr)
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)

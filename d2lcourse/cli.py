"""The command ``d2lcourse``: what students and lecturers run beside Jupyter.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import difflib
import errno
import importlib.metadata
import platform
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from d2lcourse import __version__

if TYPE_CHECKING:
    from d2lcourse.data import DataSet

__all__ = ["app", "main"]

app = typer.Typer(
    help="Tools of the deep-learning course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

PACKAGES = ("torch", "numpy", "matplotlib", "jupyterlab", "jupyterlab-rise", "ipywidgets")

DEVICE_PROBE = """
import torch
if torch.cuda.is_available():
    print("cuda:", torch.cuda.get_device_name(0))
elif torch.backends.mps.is_available():
    print("mps (Apple GPU)")
else:
    threads = torch.get_num_threads()
    print("cpu,", threads, "thread" if threads == 1 else "threads")
"""

REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENAMETOOLONG}
"""Errors of the operating system that are nobody's fault here: rights, a full disk, a name that cannot be."""


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"d2lcourse {__version__}")
        raise typer.Exit


@app.callback()
def _before_the_command(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
) -> None: ...


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


@app.command()
def slides(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="03_linear_regression, 03, or a path; lists them, if left out.")
    ] = "",
    jupyter: Annotated[
        list[str] | None, typer.Argument(metavar="OPTION", help="For Jupyter, after --: 04 -- --port=9000.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser; else only say the address.")] = True,
) -> None:
    """Open a lecture as live slides. Ctrl+C ends it."""
    from d2lcourse.slides import find, lectures, present

    found = lectures()
    if not name:
        if not found:
            raise typer.BadParameter("no folder lectures/ here or above: change into the course's folder")
        print(*(path.stem for path in found), sep="\n")
        return
    try:
        lecture = find(name, found)
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0])) from None
    raise typer.Exit(present(lecture, browser=browser, options=jupyter or ()))


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="NAME", help="03_linear_regression, 03, or a path.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the files.")] = Path("_build/handouts"),
    pdf: Annotated[bool, typer.Option("--pdf", help="Also print a PDF, one page per slide (needs Chromium).")] = False,
) -> None:
    """Write a lecture as one HTML file of slides that works without a network, with outputs and notes."""
    from d2lcourse.slides import find, lectures

    if out.exists() and not out.is_dir():
        raise typer.BadParameter(f"--out {out} is a file, a folder is needed")
    try:
        lecture = find(name, lectures())
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0])) from None
    from rich.console import Console

    from d2lcourse.handouts import HandoutError
    from d2lcourse.handouts import export as write

    try:
        with Console(stderr=True).status(f"{lecture.stem}: running it, if it has changed, and writing its slides"):
            made = write(lecture, out, pdf=pdf)
    except HandoutError as error:
        print(f"d2lcourse: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    except OSError as error:
        print(f"d2lcourse: {error.filename or out}: {error.strerror or error}", file=sys.stderr)
        raise typer.Exit(1) from None
    some = "s" if made.slides > 1 else ""
    print(f"{made.page}: {made.slides} slide{some}; open it in a browser, S shows the notes")
    if made.pdf:
        print(f"{made.pdf}: {made.slides} page{some}")


@app.command()
def data(
    names: Annotated[list[str] | None, typer.Argument(metavar="SET", help="Data sets to fetch, or: all.")] = None,
) -> None:
    """List the data sets and where they lie; fetch those that are named."""
    from rich.console import Console
    from rich.table import Table

    from d2lcourse.data import DATA_SETS, DataError, DataMissing, path
    from d2lcourse.data.store import given_folder

    try:
        given_folder()
    except DataError as error:
        raise typer.BadParameter(str(error)) from None

    known = {data_set.name: data_set for data_set in DATA_SETS}
    wanted = list(known) if names == ["all"] else names or []
    for name in wanted:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there is {', '.join(known)}"
            raise typer.BadParameter(f"no data set is called {name!r}: {hint}")
    failed = False
    for name in wanted:
        for file in known[name].files:
            try:
                print(path(file.name))
            except DataError as error:
                # "all" means all that can be fetched: some have no public address, and have a stand-in
                failed |= not (names == ["all"] and isinstance(error, DataMissing) and not file.urls)
                print(f"d2lcourse: {error}", file=sys.stderr)
    if wanted:
        raise typer.Exit(int(failed))
    table = Table("data set", "what", "MB", "lies in", box=None)
    table.add_column("licence", overflow="fold")
    for data_set in DATA_SETS:
        table.add_row(data_set.name, data_set.title, f"{data_set.size / 1e6:.1f}", _where(data_set), data_set.licence)
    Console().print(table)


def _where(data_set: DataSet) -> str:
    """Which of the three places has all of its files."""
    from d2lcourse.data.errors import DataError
    from d2lcourse.data.store import cache_folder, lies_at

    try:
        found = [lies_at(file) for file in data_set.files]
    except DataError:
        return "wrong file in $D2LCOURSE_DATA"
    if all(found):
        cached = any(path is not None and path.is_relative_to(cache_folder()) for path in found)
        return "cache" if cached else "$D2LCOURSE_DATA"
    return "to be fetched" if all(file.urls for file in data_set.files) else "built-in stand-in; no address"


def _device() -> str:
    """Asked in a process of its own: a broken torch or driver must not take this command down."""
    try:
        probe = subprocess.run([sys.executable, "-c", DEVICE_PROBE], capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return "unknown (torch did not answer within two minutes)"
    return probe.stdout.strip() if probe.returncode == 0 else "unknown (torch cannot be imported)"


def main() -> None:
    """Entry point of the console script: wrong usage is one line and exit code 2, a fault of ours one line and 3."""
    try:
        _refuse_empty(sys.argv[1:])
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.exit(2)  # its help is already on the screen
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        command = getattr(getattr(error, "ctx", None), "command_path", "d2lcourse")
        _end(f"{message.removeprefix('Invalid value: ').rstrip('.')} (see {command} --help)", 2)
    except (KeyboardInterrupt, typer.Abort):
        _end("stopped", 130)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in REFUSALS:
            _end(f"{error.filename or 'what was to be written'}: {error.strerror}", 2)
        with tempfile.NamedTemporaryFile("w", prefix="d2lcourse-fault-", suffix=".txt", delete=False) as file:
            traceback.print_exc(file=file)
        _end(f"a fault of d2lcourse itself; what is known of it stands in {file.name}", 3)
    if code == 130:  # typer's answer to Ctrl-C, which it keeps to itself
        _end("stopped", 130)
    sys.exit(code if isinstance(code, int) else 0)


def _refuse_empty(words: Sequence[str]) -> None:
    """An empty path would mean this folder. What follows ``--`` is Jupyter's, where ``--token=`` has a meaning."""
    for word in words:
        if word == "--":
            return
        if not word or (word.startswith("--") and word.endswith("=")):
            raise typer.BadParameter(f"{word or 'an argument'} is empty; a shell variable without a value?")


def _end(line: str, code: int) -> NoReturn:
    print(f"d2lcourse: {line}", file=sys.stderr)
    sys.exit(code)

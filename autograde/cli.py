"""The command ``autograde``: arguments, one-line errors and exit codes; the work is done elsewhere.

Exit codes: 0 done, 1 something is below what was asked for (``--fail-under``, ``--check``), 2 wrong usage or source,
3 the grader itself failed, 130 stopped by Ctrl-C, 143 by ``kill``. Heavy modules are imported inside the commands, so
that ``--help`` answers at once.
"""

from __future__ import annotations

import errno
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from autograde import __version__
from autograde.errors import AutogradeError, UsageError
from autograde.faults import record_fault
from autograde.stop import Stopped

__all__ = ["app", "main"]

app = typer.Typer(
    help="Release, check and grade nbgrader notebooks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENAMETOOLONG}
"""Errors of the operating system that are nobody's fault here: rights, a full disk, a name that cannot be."""


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"autograde {__version__}")
        raise typer.Exit


@app.callback()
def _before_the_command(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
) -> None: ...


@app.command()
def release(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Folders in solutions/; all of them, if left out.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail where a release has drifted.")] = False,
    no_verify: Annotated[
        bool, typer.Option("--no-verify", help="Do not test whether each source's own solution gets full marks.")
    ] = False,
) -> None:
    """Generate assignments/ from solutions/, without solutions and hidden tests."""
    from autograde.release import release as release_assignments

    report = release_assignments(names or (), check=check, verify=not no_verify)
    for item in report.items:
        print(f"{item.name}: {item.state}")
        for line in item.lines:
            print(f"autograde: {line}", file=sys.stderr)
    if not report.items:
        print("nothing to release: solutions/ holds no assignment yet")
    if report.refused:
        raise typer.Exit(2)
    if report.drifted:
        raise typer.Exit(1)


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="PATH", help="Your notebook or its folder; this folder, if left out.")
    ] = None,
    released: Annotated[
        Path | None, typer.Option(metavar="PATH", help="The notebook as it was handed out, if it is not found.")
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.1, max=86400, help="Seconds that one cell may take; as the assignment says, if left out."),
    ] = None,
) -> None:
    """For students: run your notebook and its visible tests, and look for what would trip the grader."""
    from autograde.check.command import Request, run

    raise typer.Exit(run(Request(path, released, timeout)))


@app.command()
def grade(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Notebooks, folders or zips of submissions.")],
    source: Annotated[Path, typer.Option(metavar="SRC", help="The assignment: its folder in solutions/.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where results are written.")],
    jobs: Annotated[
        int | None, typer.Option(min=1, max=512, help="How many submissions at a time; as many as cores, if left out.")
    ] = None,
    device: Annotated[Literal["auto", "cpu", "cuda"], typer.Option(help="Where torch computes.")] = "auto",
    gpu_slots: Annotated[
        int | None, typer.Option(min=1, max=512, help="How many submissions share a GPU; as many as fit, if left out.")
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Secret seed of the hidden inputs; drawn if absent.")] = None,
    tests: Annotated[
        Literal["isolated", "in-kernel"],
        typer.Option(help="in-kernel runs tests among the student's code, as nbgrader does: for foreign notebooks."),
    ] = "isolated",
    sandbox: Annotated[
        Literal["auto", "none"], typer.Option(help="none runs students' code with your own rights.")
    ] = "auto",
    fail_under: Annotated[
        float | None,
        typer.Option(metavar="PCT", min=0, max=100, help="Exit 1 if a submission is below; manual points left out."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="STUDENT", help="Grade this student only; may be repeated.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep what an earlier run into DIR graded and nothing has changed since.")
    ] = False,
    cluster: Annotated[
        str | None, typer.Option(metavar="URL", help="Have a Dask cluster grade: its scheduler, tcp://host:8786.")
    ] = None,
) -> None:
    """Grade submissions against a source; writes results.json, grades.csv, junit.xml, overview.html and feedback/."""
    from autograde.grade_command import Request, run

    request = Request(
        paths=tuple(paths),
        source=source,
        out=out,
        jobs=jobs,
        device=device,
        gpu_slots=gpu_slots,
        seed=seed,
        tests=tests,
        sandbox=sandbox,
        fail_under=fail_under,
        only=tuple(only or ()),
        resume=resume,
        cluster=cluster,
    )
    raise typer.Exit(run(request))


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What autograde grade --out wrote.")],
    format: Annotated[
        Literal["gradescope", "canvas", "moodle", "github", "nbgrader"],
        typer.Option(help="The system that is to take the results."),
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="PATH", help="File, or folder for gradescope; in DIR, if left out.")
    ] = None,
    roster: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What Canvas or Moodle exported: its rows are filled in.")
    ] = None,
    column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The grade's column; the assignment's, if left out.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace files that say something else.")] = False,
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="nbgrader's gradebook; DIR/gradebook.db, if left out.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option(metavar="SRC", help="The assignment, for a gradebook that does not know it.")
    ] = None,
) -> None:
    """Write results that exist in the form of another system; nothing is graded again."""
    from autograde.report_command import Request, run

    raise typer.Exit(run(Request(folder, format, out, roster, column, replace, database, source)))


@app.command()
def doctor(
    attack: Annotated[
        bool,
        typer.Option("--attack", help="Attack the sandbox in every way we know; exit 1 if something gets through."),
    ] = False,
    tier: Annotated[
        str, typer.Option(metavar="TIER", help="With --attack: a weaker sandbox, single or uid, see docs/grading.md.")
    ] = "",
) -> None:
    """Show what this machine can do: versions, device, sandbox."""
    if attack:
        from autograde.sandbox.attacks.table import run

        raise typer.Exit(run(tier))
    if tier:
        raise UsageError("--tier goes with --attack")
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from autograde.doctor import examine

    facts = examine()
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for fact in facts:
        table.add_row(fact.name, Text(fact.value, style="" if fact.good else "yellow"))
    console = Console()
    console.print(table)
    for fact in facts:
        if not fact.good:
            console.print(Text(f"\n{fact.name}: {fact.advice}"), end="")
    console.print()


def main() -> None:
    """Entry point of the console script: every error becomes one line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a student's name shows '?'
    sys.exit(_guarded())


def _guarded() -> int:
    try:
        _refuse_empty(sys.argv[1:])
        code = app(standalone_mode=False)
    except AutogradeError as error:
        return _say(str(error), error.exit_code)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            return 2  # its help is already on the screen
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        command = getattr(getattr(error, "ctx", None), "command_path", "autograde")
        message = message.replace("Value error, ", "").rstrip(".")
        return _say(f"{message} (see {command} --help)", UsageError.exit_code)
    except Stopped as stopped:
        return _say(str(stopped), stopped.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _say("stopped", 130)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in REFUSALS:
            return _say(f"{error.filename or 'what was to be written'}: {error.strerror}", UsageError.exit_code)
        fault = record_fault(error, Path(tempfile.gettempdir()))
        return _say(str(fault), fault.exit_code)
    if code == 130:  # typer's answer to Ctrl-C, which it keeps to itself
        return _say("stopped", 130)
    return code if isinstance(code, int) else 0


def _refuse_empty(words: Sequence[str]) -> None:
    """An empty path would mean this folder: with ``--out "$OUT"`` results would land where nobody wants them."""
    for word in words:
        if not word or (word.startswith("--") and word.endswith("=")):
            raise UsageError(f"{word or 'an argument'} is empty; a shell variable without a value?")


def _say(message: str, code: int) -> int:
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    print(f"autograde: {' '.join(lines)}", file=sys.stderr)
    return code

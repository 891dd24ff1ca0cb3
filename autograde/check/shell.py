"""IPython without a kernel, for a check: it runs cells as a notebook does and drops what they show.

The grader's shell (:mod:`autograde.candidate.shell`) keeps outputs for reports and lives in a sandbox; here only the
exception counts, and the machine may be any.
"""

from __future__ import annotations

import builtins
import io
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

__all__ = ["CheckShell", "Flood", "Sink", "make_shell"]

FLOOD_CHARACTERS = 10_000_000


class Flood(KeyboardInterrupt):
    """A cell printed far more than anyone will read."""


class Sink(io.TextIOBase):
    """``sys.stdout`` and ``sys.stderr`` of the student's code: nothing is kept, a flood is stopped."""

    encoding = "utf-8"
    errors = "replace"
    written = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Count and forget."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.written += len(text)
        if self.written > FLOOD_CHARACTERS:
            self.written = 0  # the handler of this interrupt may print, too
            raise Flood("the cell printed too much")
        return len(text)


class _Publisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, source: Any = None, **options: Any) -> None:
        """display() has computed what to show; that is all."""

    def clear_output(self, wait: bool = False) -> None:
        """There is nothing to clear."""


class _Hook(DisplayHook):
    def quiet(self) -> bool:
        """Whether the cell ends with a semicolon; IPython asks its history, which is off."""
        info = getattr(self.exec_result, "info", None)
        untyped: Any = self
        return bool(untyped.semicolon_at_end_of_expression(str(getattr(info, "raw_cell", ""))))

    def __call__(self, result: Any = None) -> None:
        """The value of a cell's last expression: shown to nobody, but its repr may fail, as it would in Jupyter."""
        untyped: Any = self
        untyped.check_for_underscore()
        if result is not None and not self.quiet():
            untyped.compute_format_data(result)
            untyped.update_user_ns(result)


class CheckShell(InteractiveShell):
    """The one shell of this process."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def init_sys_modules(self) -> None:
        """Let the student's names live in ``__main__``, as in a kernel."""
        self._main_mod_cache: dict[str, Any] = {}
        sys.modules["__main__"] = self.user_module

    def init_virtualenv(self) -> None:
        """The environment is the one that autograde runs in."""

    def enable_gui(self, gui: Any = None) -> None:
        """No window opens."""

    def ask_exit(self) -> None:
        """``exit()`` and ``quit()`` do nothing, as in a notebook that is run from top to bottom."""

    def system(self, cmd: str) -> None:
        """``!command``: with its output taken like any other."""
        untyped: Any = self
        untyped.system_piped(cmd)

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """Errors are taken from the result, not printed."""

    def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
        """Errors are taken from the result, not printed."""

    def run(self, source: str, name: str) -> BaseException | None:
        """Run one cell, compiled under the file name ``name``; the exception that ended it."""
        untyped: Any = self
        untyped.compile.get_code_name = lambda *_: name
        result = untyped.run_cell(source, store_history=False)
        error: BaseException | None = result.error_before_exec or result.error_in_exec
        return error

    def python(self, source: str) -> str:
        """A cell's text with its magics turned into calls."""
        untyped: Any = self
        return str(untyped.transform_cell(source))


def make_shell() -> CheckShell:
    """The shell; ``get_ipython()`` finds it. It keeps no history, which would need a thread and a database."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autoindent = False
    config.InteractiveShell.xmode = "Plain"
    shell = CheckShell.instance(config=config)
    shell.user_ns["__name__"] = "__main__"
    shell.user_ns["__builtins__"] = builtins
    return shell

"""IPython without a kernel: runs the student's cells as a notebook would.

A bare ``InteractiveShell`` breaks what notebooks do every day (inline figures, ``display``, ``clear_output``,
``exit()``); the methods below mend that. It keeps no history (that would start a thread and a database).
"""

from __future__ import annotations

import builtins
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from traitlets import Type
from traitlets.config import Config

from autograde.candidate.output import Outputs

__all__ = ["CandidateShell", "make_shell"]


class _Publisher(DisplayPublisher):
    outputs = Outputs(1 << 16)

    def publish(self, data: dict[str, Any], metadata: Any = None, **options: Any) -> None:  # type: ignore[override]
        """Keep what display() shows; an update is shown anew."""
        self.outputs.rich(data)

    def clear_output(self, wait: bool = False) -> None:
        """Drop what the cell has shown so far."""
        self.outputs.clear()


class _Hook(DisplayHook):
    outputs = Outputs(1 << 16)

    def quiet(self) -> bool:
        """Whether the cell ends with a semicolon; the original looks that up in the history, which is off."""
        cell = getattr(getattr(self.exec_result, "info", None), "raw_cell", "")
        return isinstance(cell, str) and bool(self.semicolon_at_end_of_expression(cell))  # type: ignore[no-untyped-call]

    def __call__(self, result: Any = None) -> None:
        """Show the value of a cell's last expression."""
        self.check_for_underscore()  # type: ignore[no-untyped-call]
        if result is None or self.quiet():
            return
        data, _ = self.compute_format_data(result)  # type: ignore[no-untyped-call]
        self.update_user_ns(result)  # type: ignore[no-untyped-call]
        if self.exec_result is not None:
            self.exec_result.result = result
        self.outputs.rich(data, result=True)


class CandidateShell(InteractiveShell):
    """The shell of one candidate process."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def init_sys_modules(self) -> None:
        """Let the student's names live in ``__main__``, as in a kernel."""
        self._main_mod_cache: dict[str, Any] = {}
        sys.modules["__main__"] = self.user_module

    def init_virtualenv(self) -> None:
        """The environment is what the grader chose."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window system."""

    def ask_exit(self) -> None:
        """``exit()`` and ``quit()`` do nothing, as in a notebook that is run from top to bottom."""

    def system(self, cmd: str) -> None:
        """``!command``: with its output captured like any other."""
        self.system_piped(cmd)  # type: ignore[no-untyped-call]

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """Errors are reported from the result, not printed."""

    def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
        """Errors are reported from the result, not printed."""

    def run(self, source: str) -> ExecutionResult:
        """Run one cell; the publisher and the hook say where its outputs go."""
        result: ExecutionResult = self.run_cell(source, store_history=False)  # type: ignore[no-untyped-call]
        return result


def make_shell() -> CandidateShell:
    """The one shell of this process; ``get_ipython()`` finds it."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autoindent = False
    config.InteractiveShell.xmode = "Plain"
    shell = CandidateShell.instance(config=config)
    shell.user_ns["__name__"] = "__main__"
    shell.user_ns["__builtins__"] = builtins
    return shell

"""The report in a terminal: readable at 80 columns, without colour and in ASCII.

Names, messages and values come from the notebook: they are printed as text, without markup of ours and without control
sequences of theirs.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from rich.console import Console
from rich.text import Text

from autograde.check.report import Advice, Exercise, Failure, PropertyReport, Report
from autograde.findings import one_line, printable

__all__ = ["show"]

WIDTH = 96
"""Longer lines are hard to read, however wide the terminal is."""
LABEL = 10


def show(report: Report, console: Console | None = None) -> None:
    """Print a report."""
    _Page(console or Console()).report(report)


class _Page:
    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, WIDTH)

    def report(self, report: Report) -> None:
        self.line(report.file, style="bold")
        self.line()
        self.summary(report)
        self.advices("First of all", [advice for advice in report.advice if advice.first])
        for exercise in report.exercises:
            if not exercise.passed and exercise.answered:
                self.line()
                self.exercise(exercise)
        left = [exercise.name for exercise in report.exercises if not exercise.answered]
        left += [name for name, _, done in report.manual if not done]
        if left:
            self.line()
            self.labelled("Not answered yet", ", ".join(left), 0)
        for title, serious in (("Before you hand in", True), ("Good to know", False)):
            self.advices(title, [advice for advice in report.advice if advice.serious is serious and not advice.first])
        if report.clean:
            self.line()
            self.line("Nothing is left to do: you can hand it in.", style="green")

    def summary(self, report: Report) -> None:
        done = sum(exercise.passed for exercise in report.exercises)
        total = len(report.exercises)
        visible = sum(exercise.visible for exercise in report.exercises)
        earned = sum(exercise.earned for exercise in report.exercises)
        worth = sum(exercise.max_points for exercise in report.exercises)
        if total:
            verb = "passes its" if total == 1 else "pass their"
            points = f"{earned:g} of {visible:g} visible points"
            self.line(f"{done} of {total} exercise{'s' * (total != 1)} {verb} visible tests: {points}.")
            if worth > visible:
                rest = f"{worth - visible:g} of {worth:g} points"
                self.line(f"The other {rest} are in hidden tests, which run after you hand in.")
        if report.manual:
            points = f"{sum(points for _, points, _ in report.manual):g} points"
            count = len(report.manual)
            self.line(f"{count} answer{'s are' if count > 1 else ' is'} read by a person ({points}).")
        passed = [exercise.name for exercise in report.exercises if exercise.passed]
        if passed and done < total:
            self.labelled("Passed", ", ".join(passed), 0, "green")

    def exercise(self, exercise: Exercise) -> None:
        points = f"{exercise.earned:g} of {exercise.visible:g} visible points"
        name = one_line(exercise.name, max(10, self.width - len(points) - 2))
        gap = " " * max(2, self.width - Text(name).cell_len - len(points))
        self.put(Text.assemble((name, "bold"), gap, points))
        for failure in exercise.broken:
            self.line("Your answer does not run as a whole:" if exercise.earned else "Your answer does not run:", 2)
            self.failure(failure, 4)
        if exercise.problem is not None:
            self.failure(exercise.problem, 2)
        failed = [prop for prop in exercise.properties if prop.failure is not None]
        for _, group in groupby((prop for prop in failed if prop.failure and not prop.failure.stub), key=_sameness):
            self.properties(list(group))
        self.stubs([prop.failure for prop in failed if prop.failure and prop.failure.stub])
        unreached = [prop.name for prop in exercise.properties if not prop.reached]
        if unreached and not exercise.broken:
            self.line(f"Not reached: {', '.join(unreached)}", 2, hanging=2)

    def stubs(self, failures: list[Failure]) -> None:
        """Functions that are still to be written, each once."""
        for where, group in groupby(failures, key=lambda failure: failure.place and replace(failure.place, line=0)):
            names = dict.fromkeys(failure.stub for failure in group)
            self.line(f"- Not written yet: {', '.join(names)}; {where}", 2, hanging=2)

    def properties(self, same: list[PropertyReport]) -> None:
        """Properties that failed for one reason."""
        for prop in same:
            self.line(f"- {prop.name}", 2, "red", 2)
        failure = same[0].failure
        assert failure is not None
        self.failure(failure, 4)
        if same[0].hint and not failure.absent:
            self.labelled("hint", same[0].hint, 4)

    def failure(self, failure: Failure, indent: int) -> None:
        self.line(failure.what, indent)
        if failure.expected or failure.got:
            self.labelled("expected", failure.expected, indent)
            self.labelled("got", failure.got, indent)
        if failure.place is not None and failure.place.cell:
            self.labelled("where", str(failure.place), indent)
            if failure.place.text:
                self.code(failure.place.text, indent + LABEL)
        if failure.test:
            self.labelled("test", failure.test, indent, "cyan")
        if failure.detail:
            self.labelled("note", failure.detail, indent)

    def advices(self, title: str, chosen: list[Advice]) -> None:
        if chosen:
            self.line()
            self.line(title, style="bold")
        for advice in dict.fromkeys(chosen):
            self.line(f"- {advice.text}", 2, hanging=2)
            if advice.code:
                self.code(advice.code, 6)

    def line(self, text: str = "", indent: int = 0, style: str = "", hanging: int = 0) -> None:
        """One paragraph; its further lines are indented by ``hanging`` more."""
        room = max(20, self.width - indent - hanging)
        for number, part in enumerate(self.wrapped(text, room)):
            self.put(Text(" " * (indent + (hanging if number else 0)) + part, style=style))

    def labelled(self, label: str, text: str, indent: int, style: str = "none") -> None:
        """``expected  [1., 2.]``, with further lines beneath the text."""
        width = max(LABEL, len(label) + 2)
        for number, part in enumerate(self.wrapped(text, max(20, self.width - indent - width))):
            start = " " * indent + f"{'' if number else label:<{width}}"
            self.put(Text.assemble((start, "dim"), (part, style)))

    def code(self, text: str, indent: int) -> None:
        """A line of code as it is, cut at the edge."""
        code = Text(printable(text.strip().expandtabs(4)))
        code.truncate(max(20, self.width - indent), overflow="crop" if self.console.options.ascii_only else "ellipsis")
        self.put(Text(" " * indent + code.plain, style="cyan"))

    def wrapped(self, text: str, room: int) -> list[str]:
        lines = Text(printable(" ".join(text.split()))).wrap(self.console, room)
        return [part.plain.rstrip() for part in lines] or [""]

    def put(self, text: Text) -> None:
        text.rstrip()
        self.console.print(text, soft_wrap=True, highlight=False)


def _sameness(prop: PropertyReport) -> object:
    """Properties with the same answer are told together where their hints are not shown."""
    failure = prop.failure
    if failure is not None and failure.absent:
        return failure.what, failure.place
    return prop.name

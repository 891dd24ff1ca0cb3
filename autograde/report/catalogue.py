"""Every sentence that a student reads on a feedback page, in one place, so that a course can be translated.

A translation is another :class:`Catalogue` with the same fields; :func:`autograde.report.write_pages` takes it. Places
in braces are filled in by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from autograde.findings import Kind
from autograde.result import Status
from autograde.seen import Seen

__all__ = ["ENGLISH", "Catalogue"]


def _seen() -> dict[str, str]:
    return {word.value: word.sentence for word in Seen}


_STATES = {
    "passed": "complete",
    "partial": "partly there",
    Status.FAILED.value: "not there yet",
    Status.ERROR.value: "ended in an exception",
    Status.TIMEOUT.value: "took too long",
    Status.CRASHED.value: "ended the process",
    Status.MISSING.value: "no answer",
    Status.MANUAL.value: "waits for a person",
}

_EXCEPTIONS = {
    "NotImplementedError": "The stub still stands there: replace `raise NotImplementedError()` by your code.",
    "NameError": "A name is used that nothing has defined before. Check its spelling, then restart the kernel and run "
    "all cells: a cell that you deleted may have defined it.",
    "SyntaxError": "Python could not read the cell. Look at the marked line and at the end of the line before it: "
    "brackets, quotes, colons.",
    "IndentationError": "Python could not read the cell. The lines of a block have to be indented alike.",
    "TypeError": "Something of another type, or another number of arguments, came than this line expects. Print "
    "type(...) of what goes in.",
    "ValueError": "The type fits, the value does not. Print what goes in.",
    "RuntimeError": "In torch this often is about shapes, dtypes or devices that do not fit. Print .shape and .dtype "
    "of what meets in this line.",
    "IndexError": "A position is asked for that is not there. Print the shape, and count from 0. Think of sizes 0 and "
    "1, too.",
    "KeyError": "A key is asked for that is not there. Print the keys.",
    "AttributeError": "The object has no such attribute. Print type(...) of it: is it what you think?",
    "ModuleNotFoundError": "A module is imported that is not there when your notebook is graded. Use those of the "
    "assignment.",
    "ImportError": "Something is imported that is not there when your notebook is graded. Use what the assignment "
    "imports.",
    "ZeroDivisionError": "Something is divided by 0. Which input makes it 0?",
    "RecursionError": "A function calls itself without end. Which call is to be the last?",
    "FileNotFoundError": "A file is not there when your notebook is graded. Only the files of the assignment are.",
    "AssertionError": "One of your own assert statements failed.",
    "UnboundLocalError": "A name is used in the function before it has a value there. Is it set on every way?",
}

_FINDINGS = {
    Kind.EDITED_TEST_CELL: "A test cell was changed. Our own text of the test ran, so the change had no effect.",
    Kind.EDITED_LOCKED_CELL: "A read-only cell was changed. Our own text of it was used.",
    Kind.MISSING_CELL: "A cell of the assignment is not in your notebook. Take a fresh copy of the assignment and put "
    "your answers into it.",
    Kind.DUPLICATED_CELL: "A cell of the assignment is there more than once. Keep one of them.",
    Kind.RETYPED_CELL: "A cell was turned from code to text, or the other way round.",
    Kind.REORDERED_CELLS: "The cells stand in another order. They ran in the order of the assignment.",
    Kind.EDITED_SETUP_CELL: "A cell that sets things up was changed. Your text of it ran.",
    Kind.FORMAT_VERSION: "The notebook's format is not the usual one. Open it in Jupyter and save it again.",
    Kind.ENCODING: "The file is not UTF-8, so letters may be wrong. Open it in Jupyter and save it again.",
    Kind.INVALID_NOTEBOOK: "The file is no notebook, or a broken one, so no answer could be read. Hand in the .ipynb "
    "file that Jupyter saves, and look first whether it opens there.",
    Kind.MALFORMED_CELL: "Parts of the file are not as the format says. Open it in Jupyter and save it again.",
    Kind.WRONG_ASSIGNMENT: "None of this assignment's cells is in the notebook. Did you hand in another one?",
    Kind.MISSING_NOTEBOOK: "A notebook of the assignment was not handed in.",
    Kind.RENAMED_NOTEBOOK: "The notebook has another name. It was taken because it is the only one.",
    Kind.UNREADABLE_FILE: "A file could not be read.",
    Kind.MUTATED_ARGUMENT: "A function changed an argument that it should leave alone.",
    Kind.CELL_TIMEOUT: "A cell took too long and was stopped.",
    Kind.CELL_CRASHED: "A cell ended the Python process. The rest ran without it.",
    Kind.PROCESS_CRASHED: "The Python process ended too often. The rest was given up.",
    Kind.OUTPUT_TRUNCATED: "A cell printed more than is kept.",
    Kind.OUT_OF_TIME: "The notebook used up the time that it has in all. What was left did not run. Look for a "
    "loop that does too much, and leave long experiments out of what you hand in.",
    Kind.GPU_FALLBACK: "Grading on the GPU broke off, so all of it was graded again without. This costs no points.",
}


@dataclass(frozen=True)
class Catalogue:
    """The sentences; the defaults are English."""

    lang: str = "en"
    """For the page's ``lang``; screen readers choose their voice by it."""

    # Head of the page
    title: str = "{assignment}: feedback for {student}"
    feedback_for: str = "Feedback for"
    score: str = "{points} of {max_points} points"
    skip: str = "Skip to the exercises"
    everything: str = "Everything that was asked is there. Well done."
    complete: str = "{number} of {all} exercises complete."
    begin_with: str = "Most points are still to be had in"
    fault: str = "The grader itself failed on this submission, through no fault of yours. It will be graded again."
    manual: str = "A part waits for a person, so this is not the final score."
    how: str = "Your notebook was run from top to bottom; tests beyond those in it asked for the same on other inputs."

    unread: str = "Nothing of it could be read, so nothing was run. The note below says what to do."

    # Table of exercises
    exercises: str = "Exercises"
    exercise: str = "Exercise"
    points: str = "Points"
    state: str = "State"
    states: Mapping[str, str] = field(default_factory=lambda: dict(_STATES))

    # One exercise
    halted: str = "Your cell {cell} did not run to its end"
    likely: str = "Likely reason"
    to_do: str = "What to work on"
    works: str = "What works"
    nothing: str = "Nothing was asked by a test here; a person reads your answer."
    hidden: str = "further test"
    visible: str = "in your notebook"
    of_points: str = "{points} of {max_points}"
    seen_title: str = "What was seen"
    seen: Mapping[str, str] = field(default_factory=_seen)
    raised: str = "Your code raised {kind}."
    raised_unnamed: str = "Your code raised an exception of your own."
    in_line: str = "It was raised in line {line} of your cell {cell}."
    in_cell: str = "It was raised in your cell {cell}."
    several: str = "These {number} all ended in the same way:"
    exceptions: Mapping[str, str] = field(default_factory=lambda: dict(_EXCEPTIONS))
    timeouts: str = "Is there a loop that does not end, or one that could be a single expression on tensors?"
    crashes: str = "Does it call exit(), or need more memory than there is?"
    missing: str = "Replace the stub by your code, then run the test cell {cell} below it."
    not_reached: str = "Mend what is listed before this, and it will be tested."
    look: str = "Where to look"
    more: str = "Another hint, and something to try"
    more_hint: str = "Another hint"
    more_try: str = "Something to try"
    concept: str = "The idea"
    attempt: str = "Try this in your notebook"
    rerun: str = "Run the test cell {cell} in your notebook: it shows what was expected and what came."
    next: str = "Next step"
    next_visible: str = (
        "Begin with the tests in your notebook: they show what was expected and what came. "
        "When they pass, run all cells from the top once more."
    )
    next_hidden: str = (
        "The tests in your notebook pass; the further ones ask what the text of the exercise asks, of other inputs. "
        "Try your function on inputs of your own, and work out by hand what should come."
    )
    next_missing: str = "Read the exercise once more and write the simplest answer that you can think of."

    # Code and output
    code: str = "Your code"
    line: str = "Line {line} of your cell {cell}"
    cell: str = "Cell {cell}"
    cut: str = "The rest is not shown here."
    no_code: str = "There is no code of yours for this exercise."
    output: str = "What it showed"
    handed_in: str = "What it showed, as in the file that you handed in"
    withheld: str = "What this cell shows is not repeated here. Run it in your notebook."
    errors: str = "Error output"
    figure: str = "Figure {number} of cell {cell}"
    left_out: str = "Figures or values that cannot be shown here were left out."
    cell_states: Mapping[str, str] = field(
        default_factory=lambda: {
            "interrupted": "This cell was stopped: it took too long or printed without end.",
            "timeout": "This cell took too long and was stopped.",
            "crashed": "This cell ended the Python process.",
        }
    )
    cell_raised: str = "This cell raised {kind}."
    cell_raised_line: str = "This cell raised {kind} in line {line}."
    an_exception: str = "an exception"
    other_code: str = "The rest of your notebook"
    given: str = "given with the assignment"

    # The file
    findings_title: str = "About the file that you handed in"
    findings: Mapping[str, str] = field(default_factory=lambda: {kind.value: text for kind, text in _FINDINGS.items()})
    in_place: str = "Cell {cell}."

    # Foot
    foot: str = (
        "This page is a file of its own: it works offline, and prints. Only your own work and the text of the course "
        "are in it."
    )


ENGLISH = Catalogue()

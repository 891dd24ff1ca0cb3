"""What a student is told was seen: a closed list, so that no report can carry a hidden input or an expected value.

One sentence each, in the student's words; reports take them from here, so that a course can be translated.
"""

from __future__ import annotations

import enum

__all__ = ["Seen"]


class Seen(enum.StrEnum):
    """A word of the list; ``sentence`` is what a report says."""

    sentence: str

    def __new__(cls, word: str, sentence: str) -> Seen:
        member = str.__new__(cls, word)
        member._value_ = word
        member.sentence = sentence
        return member

    VALUE = "value", "The value is a different one."
    SHAPE = "shape", "The shape is a different one."
    DTYPE = "dtype", "The dtype is a different one."
    NAN = "nan", "The result holds NaN."
    KIND = "kind", "The result is of another kind than asked for."
    CHANGED_INPUT = "changed_input", "The function changed its argument."
    EXCEPTION = "exception", "Your code raised an exception."
    TIMEOUT = "timeout", "Your code did not finish in time."
    CRASHED = "crashed", "Your code ended the Python process."
    RULE = "rule", "Something that the task asks for does not hold."
    MISSING = "missing", "There is no answer yet."
    NOT_REACHED = "not_reached", "The test did not get this far."

    @classmethod
    def of(cls, word: object) -> Seen | None:
        """The member for ``word``, which may come from anywhere; None where it is not in the list."""
        return next((member for member in cls if isinstance(word, str) and member.value == word), None)

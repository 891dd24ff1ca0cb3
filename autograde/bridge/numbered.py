"""What crosses as a number: objects that stay where they are, and how each end finds its own again.

A number from the other side is never trusted: it names what this end gave out under it, or the message is malformed.
"""

from __future__ import annotations

from typing import Any

from autograde.wire.nodes import DecodeError, Node

__all__ = ["MAX_CLASSES", "ExceptionClasses", "Exports", "Numbered"]

MAX_CLASSES = 2000
"""How many classes the other side may have this one make."""


class Numbered:
    """Objects of this end and the numbers by which the other side names them; held until they are let go.

    Args:
        missing: what is wrong with a message that names a number which was never given.
    """

    def __init__(self, missing: str) -> None:
        self._missing = missing
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._objects)

    def number(self, value: Any) -> int:
        """The number under which the other side knows our ``value``, given to it now if it had none."""
        number = self._numbers.get(id(value))
        if number is None:
            self._next += 1
            number = self._next
            self._objects[number] = value
            self._numbers[id(value)] = number
        return number

    def find(self, number: Node) -> Any:
        """Our object of that number.

        Raises:
            DecodeError: never given out.
        """
        if type(number) is not int or number not in self._objects:
            raise DecodeError(self._missing)
        return self._objects[number]

    def clear(self) -> None:
        """Let go of all objects; their numbers are not given again."""
        self._objects.clear()
        self._numbers.clear()


class Exports(Numbered):
    """The objects of this end that the other side has handles of."""

    def __init__(self) -> None:
        super().__init__("an object that is not there")
        self._given: set[int] = set()

    def give(self, value: Any) -> int:
        """As :meth:`number`, for what the other side may call; classes are exported only to tell them apart."""
        number = self.number(value)
        self._given.add(number)
        return number

    def may_be_used(self, value: Any) -> bool:
        """Whether ``value`` is an object that this end has given out to be used."""
        number = self._numbers.get(id(value), 0)
        return number in self._given and self._objects.get(number) is value and value is not None

    def release(self, number: Node) -> Any:
        """Let go of an object that the other side no longer has; that object, or None where none is let go of."""
        value = self._objects.get(number)
        if value is None or isinstance(value, type):  # classes keep their numbers: isinstance needs them
            return None
        del self._objects[number]
        self._numbers.pop(id(value), None)
        self._given.discard(number)
        return value

    def clear(self) -> None:
        """See :meth:`Numbered.clear`."""
        super().clear()
        self._given.clear()


class ExceptionClasses:
    """The classes of this end that stand for the other side's classes of exceptions."""

    def __init__(self) -> None:
        self._classes: dict[int, type[BaseException]] = {}

    def find(self, lineage: list[tuple[int, str]], base: type[BaseException]) -> type[BaseException]:
        """The class that stands for an exception class of the other side; always the same for one number.

        Args:
            lineage: number and name of the class and of its ancestors over there, the class itself first.
            base: the first class of their ancestry that both sides have.
        """
        made = base
        for number, name in reversed(lineage):
            known = self._classes.get(number)
            if known is None:
                if len(self._classes) >= MAX_CLASSES:
                    raise DecodeError("too many classes of exceptions")
                safe = name if name.isidentifier() else "SubmissionError"
                known = self._classes[number] = _derived(safe, made, base)
            made = known
        return made


def _derived(name: str, parent: type[BaseException], base: type[BaseException]) -> type[BaseException]:
    """A class below ``parent``, and below ``base`` where ``parent`` is not."""
    bases = (parent,) if issubclass(parent, base) else (parent, base)
    try:
        return type(name, bases, {})
    except TypeError:  # two built-in classes that do not go together
        return type(name, (parent,), {})

"""Small programs and what they print: a network that learns to execute. Taught in lecture 12.

Source: Zaremba and Sutskever, "Learning to execute" (2014). As there, a program is read character by character, its
result is one number, and two sizes say how hard it is: the digits of its numbers, and how deep its parts are nested.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

import torch

from d2lcourse.data.pairs import MARKS, SequencePairs, pair_tensors
from d2lcourse.data.vocabulary import Vocabulary

__all__ = ["Programs", "make_programs", "run_program"]

CHARACTERS: Final = "0123456789-+*()=<>:;abcdefghijklmnopqrstuvwxyz \n"
OPERATIONS: Final[dict[type[ast.operator], Callable[[int, int], int]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
TRIES: Final = 50  # per program, before giving up to find one that is new


@dataclass(frozen=True)
class Programs:
    """Texts of programs, and what they print.

    sources: N texts; lines end with "\\n".
    outputs: N whole numbers, as text.
    """

    sources: tuple[str, ...]
    outputs: tuple[str, ...]

    def __len__(self) -> int:
        """Number of programs."""
        return len(self.sources)

    def pairs(self) -> SequencePairs:
        """Both as characters, with ``<bos>``, ``<eos>`` and ``<pad>``; one vocabulary for both, the same every time."""
        vocabulary = Vocabulary((), reserved=(*MARKS, *CHARACTERS))
        return pair_tensors("programs", self.sources, self.outputs, vocabulary, vocabulary)


def make_programs(n: int, *, digits: int = 2, nesting: int = 1, generator: torch.Generator | None = None) -> Programs:
    """Different programs.

    n: how many.
    digits: of each number in the program, at most.
    nesting: 1 or more; how many operations are put into each other. An operation adds, subtracts, multiplies by a small
        number, chooses, assigns, or repeats.
    Raises ``ValueError`` for digits or nesting below 1, and where there are not as many different programs.

    >>> programs = make_programs(2, generator=torch.Generator().manual_seed(0))
    >>> print(programs.sources[0], "->", programs.outputs[0])
    print((68+62)) -> 130
    """
    if digits < 1 or nesting < 1:
        raise ValueError(f"expected 1 digit and 1 operation or more, got digits={digits}, nesting={nesting}")
    random = Random(int(torch.randint(2**31, (), generator=generator)))
    found: dict[str, str] = {}
    for _ in range(n):
        for _ in range(TRIES):
            source = _program(random, digits, nesting)
            if source not in found:
                found[source] = run_program(source)
                break
        else:
            raise ValueError(f"there are hardly {n} different programs with {digits} digits and nesting {nesting}")
    return Programs(tuple(found), tuple(found.values()))


def _program(random: Random, digits: int, nesting: int) -> str:
    """Some lines that assign, and a last one that prints."""
    lines: list[str] = []
    names = random.sample("abcdefghij", 2 * nesting)
    expression = str(_number(random, digits))
    for _ in range(nesting):
        operation = random.choice(("add", "subtract", "multiply", "if", "assign", "for"))
        other = _number(random, digits)
        if operation == "add":
            expression = random.choice((f"({expression}+{other})", f"({other}+{expression})"))
        elif operation == "subtract":
            expression = random.choice((f"({expression}-{other})", f"({other}-{expression})"))
        elif operation == "multiply":
            expression = f"({expression}*{random.randint(2, 9)})"
        elif operation == "if":
            sign, limit = random.choice("<>"), _number(random, digits)
            expression = f"({expression} if {other}{sign}{limit} else {_number(random, digits)})"
        else:
            name = names.pop()
            lines.append(f"{name}={expression}")
            if operation == "for":
                lines.append(f"for x in range({random.randint(2, 5)}):{name}{random.choice('+-')}={other}")
            expression = name
    return "\n".join([*lines, f"print({expression})"])


def _number(random: Random, digits: int) -> int:
    return random.randint(1, 10**digits - 1)


def run_program(source: str) -> str:
    """What a program of this language prints. It is a small part of Python: what is not in it is refused.

    Raises ``ValueError`` for a line or an expression that is not of this language, and where nothing is printed;
    ``SyntaxError`` for what is not Python.

    >>> run_program("a=(7-9)\\nfor x in range(3):a+=5\\nprint((a if 1<2 else 0))")
    '13'
    """
    values: dict[str, int] = {}
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                values[name] = _value(value, values)
            case ast.For(
                iter=ast.Call(func=ast.Name(id="range"), args=[times]),
                body=[ast.AugAssign(target=ast.Name(id=name), op=op, value=value)],
            ) if type(op) in OPERATIONS:
                for _ in range(_value(times, values)):
                    values[name] = OPERATIONS[type(op)](values[name], _value(value, values))
            case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=[value])):
                return str(_value(value, values))
            case _:
                raise ValueError(f"not a line of this language: {ast.unparse(statement)}")
    raise ValueError("the program prints nothing")


def _value(expression: ast.expr, values: dict[str, int]) -> int:
    """Of an expression, with the variables so far."""
    match expression:
        case ast.Constant(value=int(number)):
            return number
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
            return OPERATIONS[type(op)](_value(left, values), _value(right, values))
        case ast.IfExp(test=ast.Compare(left=left, ops=[ast.Lt() | ast.Gt() as sign], comparators=[right])):
            smaller, larger = (left, right) if isinstance(sign, ast.Lt) else (right, left)
            chosen = _value(smaller, values) < _value(larger, values)
            return _value(expression.body if chosen else expression.orelse, values)
        case _:
            raise ValueError(f"not an expression of this language: {ast.unparse(expression)}")

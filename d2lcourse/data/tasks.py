"""Sequence tasks that need no download: reverse, copy, copy after a pause, echo.

Taught in lectures 07 and 15 (echo), 12 and 13 (reverse).

Sources: Sutskever, Vinyals and Le (2014) for the order of the source; Arjovsky, Shah and Bengio, "Unitary evolution
recurrent neural networks" (2016) for copying after a pause.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from d2lcourse.data.padding import valid_mask
from d2lcourse.data.pairs import MARKS, SequencePairs
from d2lcourse.data.vocabulary import Vocabulary

__all__ = ["AlignedTask", "copy_pairs", "copy_task", "echo_task", "reverse_task"]


def reverse_task(
    n: int, *, lengths: tuple[int, int] = (2, 10), symbols: int = 10, generator: torch.Generator | None = None
) -> SequencePairs:
    """Digits, to be said in reverse.

    n: number of pairs.
    lengths: shortest and longest, both included; each length is as likely.
    symbols: how many different ones there are, 1 to 10; their indices are 4 to 3 + symbols.
    Raises ``ValueError`` for lengths below 1 or in the wrong order, and for another number of symbols.

    >>> pairs = reverse_task(1, lengths=(4, 4), generator=torch.Generator().manual_seed(0))
    >>> pairs.source_tokens(0), pairs.target_tokens(0)
    (['9', '3', '0', '3'], ['3', '0', '3', '9'])
    """
    return _digit_pairs(f"reverse {symbols} digits", n, lengths, symbols, generator, backwards=True)


def copy_pairs(
    n: int, *, lengths: tuple[int, int] = (2, 10), symbols: int = 10, generator: torch.Generator | None = None
) -> SequencePairs:
    """Digits, to be said again: as ``reverse_task``, in the same order. Raises ``ValueError`` as that does."""
    return _digit_pairs(f"copy {symbols} digits", n, lengths, symbols, generator, backwards=False)


def _digit_pairs(
    name: str, n: int, lengths: tuple[int, int], symbols: int, generator: torch.Generator | None, backwards: bool
) -> SequencePairs:
    shortest, longest = lengths
    if not 1 <= shortest <= longest or not 1 <= symbols <= 10:
        raise ValueError(f"expected lengths from 1 on and 1 to 10 symbols, got lengths={lengths}, symbols={symbols}")
    vocabulary = Vocabulary((), reserved=(*MARKS, *"0123456789"[:symbols]))
    length = torch.randint(shortest, longest + 1, (n,), generator=generator)
    digits = torch.randint(len(MARKS) + 1, len(vocabulary), (n, longest), generator=generator)
    step = torch.arange(longest).expand(n, -1)
    valid = valid_mask(length, longest)
    said = digits.gather(1, torch.where(valid, length[:, None] - 1 - step, step)) if backwards else digits
    source, target = (torch.full((n, longest + more), vocabulary.pad) for more in (1, 2))
    source[:, :-1][valid], target[:, 1:-1][valid] = digits[valid], said[valid]
    rows = torch.arange(n)
    source[rows, length] = target[rows, length + 1] = vocabulary.eos
    target[:, 0] = vocabulary.bos
    # Cut to the longest that was drawn.
    return SequencePairs(name, source, length + 1, target, length + 2, vocabulary, vocabulary)[:]


@dataclass(frozen=True)
class AlignedTask:
    """A task with an answer at each step, or at some of them.

    inputs: (N, T) int64. targets: (N, T) int64.
    mask: (N, T) bool, where an answer is asked for.
    symbols: what the indices stand for.
    """

    inputs: torch.Tensor
    targets: torch.Tensor
    mask: torch.Tensor
    symbols: tuple[str, ...]


def copy_task(
    n: int, *, length: int = 10, wait: int = 20, symbols: int = 8, generator: torch.Generator | None = None
) -> AlignedTask:
    """See ``length`` symbols, wait, and say them again after the mark.

    n: number of sequences. length, wait: in steps, 1 or more; T = 2 * length + wait.
    symbols: how many different ones, 1 to 26; index ``symbols`` is the blank "·", the next one the mark ">".
    The inputs are the symbols, ``wait - 1`` blanks, the mark, ``length`` blanks; the targets are blank until the mark
    and then the symbols, and only these are asked for.
    Raises ``ValueError`` for a length or wait below 1, and for another number of symbols.

    >>> task = copy_task(1, length=3, wait=2, symbols=2, generator=torch.Generator().manual_seed(0))
    >>> ["".join(task.symbols[i] for i in row) for row in (task.inputs[0], task.targets[0])]
    ['abb·>···', '·····abb']
    """
    if length < 1 or wait < 1 or not 1 <= symbols <= 26:
        raise ValueError(f"expected length and wait from 1 on and 1 to 26 symbols, got {length}, {wait}, {symbols}")
    seen = torch.randint(0, symbols, (n, length), generator=generator)
    inputs = torch.full((n, 2 * length + wait), symbols)
    targets = inputs.clone()
    inputs[:, :length], inputs[:, length + wait - 1] = seen, symbols + 1
    targets[:, -length:] = seen
    mask = torch.zeros(inputs.shape, dtype=torch.bool)
    mask[:, -length:] = True
    return AlignedTask(inputs, targets, mask, (*"abcdefghijklmnopqrstuvwxyz"[:symbols], "·", ">"))


def echo_task(
    n: int, *, steps: int = 20, delay: int = 3, symbols: int = 4, generator: torch.Generator | None = None
) -> AlignedTask:
    """At each step say what was seen ``delay`` steps before.

    n: number of sequences. steps: T. symbols: how many different ones, 1 to 26.
    delay: 0 to T. The first ``delay`` answers are not asked for; their targets are 0.
    Raises ``ValueError`` for another delay or number of symbols.

    >>> task = echo_task(1, steps=6, delay=2, generator=torch.Generator().manual_seed(0))
    >>> task.inputs.tolist(), task.targets.tolist(), task.mask.int().tolist()
    ([[0, 3, 1, 0, 3, 3]], [[0, 0, 0, 3, 1, 0]], [[0, 0, 1, 1, 1, 1]])
    """
    if not 0 <= delay <= steps or not 1 <= symbols <= 26:
        raise ValueError(f"expected 0 to {steps} steps of delay and 1 to 26 symbols, got {delay} and {symbols}")
    inputs = torch.randint(0, symbols, (n, steps), generator=generator)
    targets = torch.zeros_like(inputs)
    targets[:, delay:] = inputs[:, : steps - delay]
    mask = torch.arange(steps).expand(n, -1) >= delay
    return AlignedTask(inputs, targets, mask, tuple("abcdefghijklmnopqrstuvwxyz"[:symbols]))

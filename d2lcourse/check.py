"""Checks with messages that teach: shapes, agreement of two versions, gradients.

Taught in lectures 02 (gradients) and 07 (shapes). Each passes silently or raises an ``AssertionError``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import torch

__all__ = ["gradients", "same", "shape"]

TOLERANCES: Final = {  # relative and absolute; whole numbers have to be equal
    torch.float16: (1e-3, 1e-5),
    torch.bfloat16: (1.6e-2, 1e-5),
    torch.float32: (1.3e-6, 1e-5),
    torch.float64: (1e-7, 1e-7),
    torch.complex64: (1.3e-6, 1e-5),
    torch.complex128: (1e-7, 1e-7),
}


def shape(x: torch.Tensor, dims: str, **sizes: int) -> None:
    """Check the shape of a tensor against named dims.

    dims: a name or a number per dim, e.g. "B T D" or "B 28 28"; a name that occurs twice has one size.
    sizes: of the names that are known.
    Raises ``AssertionError`` where the shape is another one, and ``ValueError`` where a name of ``sizes`` is not in
    ``dims``.

    >>> shape(torch.zeros(2, 7, 5), "B T D", B=2)
    >>> shape(torch.zeros(2, 7), "B T D", B=2)
    Traceback (most recent call last):
    AssertionError: expected 3 dims (B T D), got 2: (2, 7)
    """
    names, found = dims.split(), tuple(x.shape)
    if len(names) != len(found):
        raise AssertionError(f"expected {len(names)} dims ({dims}), got {len(found)}: {found}")
    known = dict(sizes)
    for place, (name, size) in enumerate(zip(names, found, strict=True)):
        expected = int(name) if name.isdigit() else known.setdefault(name, size)
        if size != expected:
            what = f"dim {place}" if name.isdigit() else f"dim {place} ({name})"
            raise AssertionError(f"{what} should have size {expected}, has {size}: expected ({dims}), got {found}")
    if unknown := set(sizes) - set(names):
        raise ValueError(f"{', '.join(sorted(unknown))} does not occur in {dims!r}")


def same(
    actual: Any, expected: Any, *, what: str = "the result", rtol: float | None = None, atol: float | None = None
) -> None:
    """Check that two tensors agree: first the shape, then the dtype, then the numbers.

    actual, expected: tensors, or what ``torch.as_tensor`` takes.
    what: is compared, for the message.
    rtol, atol: relative and absolute tolerance; those of ``torch.testing.assert_close`` for the dtype if left out.
    Raises ``AssertionError`` at the first of these that differs.
    """
    left, right = torch.as_tensor(actual).detach(), torch.as_tensor(expected).detach()
    if left.shape != right.shape:
        raise AssertionError(f"{what}: expected shape {tuple(right.shape)}, got {tuple(left.shape)}")
    if left.dtype != right.dtype:
        raise AssertionError(f"{what}: expected dtype {right.dtype}, got {left.dtype}")
    usual = TOLERANCES.get(left.dtype, (0.0, 0.0))
    _compare(what, left.cpu(), right.cpu(), usual[0] if rtol is None else rtol, usual[1] if atol is None else atol)


def _compare(what: str, actual: torch.Tensor, expected: torch.Tensor, rtol: float, atol: float) -> None:
    """Raises with where the largest difference is, and how many entries differ."""
    close = torch.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=True)
    if bool(close.all()):
        return
    wide = torch.complex128 if actual.is_complex() else torch.float64
    gap = (actual.to(wide) - expected.to(wide)).abs()
    gap[gap.isnan()] = torch.inf  # a NaN on one side only is as wrong as can be
    gap[close] = 0
    place = tuple(int(i) for i in torch.unravel_index(gap.argmax(), gap.shape))
    at = f" at {list(place)}" if place else ""
    found, wanted = actual[place].item(), expected[place].item()
    raise AssertionError(
        f"{what}: {int((~close).sum())} of {close.numel()} entries differ; "
        f"the largest difference is{at}: expected {wanted:.6g}, got {found:.6g}"
    )


def gradients(f: Callable[..., torch.Tensor], *inputs: torch.Tensor, names: Sequence[str] = ()) -> None:
    """Check the gradients of ``f`` that ``backward`` computes against the slope of ``f`` itself.

    f: of the inputs; gives a tensor, whose sum is differentiated.
    inputs: float64 tensors: with float32 the rounding error hides the mistake.
    names: of the inputs, for the message.

    Each entry is moved by two steps to both sides (five-point formula, error of fourth order). Source: Abramowitz and
    Stegun, table 25.2.
    Raises ``AssertionError`` where a gradient differs or does not arrive, and ``ValueError`` for an input that is not
    float64.

    >>> gradients(lambda x: x.sin() * x, torch.linspace(-1, 1, 5, dtype=torch.float64))
    """
    for number, x in enumerate(inputs):
        if x.dtype != torch.float64:
            raise ValueError(f"input {number} is {x.dtype}: use .double(), rounding would hide a mistake")
    leaves = [x.detach().clone().requires_grad_() for x in inputs]
    f(*leaves).sum().backward()
    for number, leaf in enumerate(leaves):
        name = names[number] if number < len(names) else f"input {number}"
        if leaf.grad is None:
            raise AssertionError(f"no gradient arrives at {name}: is it used, and not cut off by detach or no_grad?")
        slopes = _slopes(f, [x.detach() for x in leaves], number)
        try:
            _compare(f"gradient for {name}", leaf.grad, slopes, rtol=1e-5, atol=1e-7)
        except AssertionError as error:
            raise AssertionError(f"{error}{_pattern(leaf.grad, slopes)}") from None


def _slopes(f: Callable[..., torch.Tensor], inputs: list[torch.Tensor], number: int) -> torch.Tensor:
    """Of the sum of ``f`` in the direction of each entry of one input."""
    x = inputs[number]
    slopes = torch.zeros(x.shape, dtype=x.dtype)
    with torch.no_grad():
        for i in range(x.numel()):
            step = 1e-3 * max(1.0, abs(x.flatten()[i].item()))
            direction = torch.zeros(x.shape, dtype=x.dtype)
            direction.view(-1)[i] = step
            values = [
                f(*inputs[:number], x + k * direction, *inputs[number + 1 :]).sum().item() for k in (-2, -1, 1, 2)
            ]
            slopes.view(-1)[i] = (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * step)
    return slopes


def _pattern(found: torch.Tensor, slopes: torch.Tensor) -> str:
    """What the mistake looks like, where all entries agree on it."""
    seen = slopes.abs() > 1e-6
    if not bool(seen.any()):
        return ""
    ratios = found[seen] / slopes[seen]
    ratio = ratios[0].item()
    if not torch.allclose(ratios, ratios[0].expand_as(ratios), rtol=1e-4):
        return ""
    if abs(ratio) < 1e-6:
        return ". It is zero: is something cut off by detach, or rounded?"
    if abs(ratio + 1) < 1e-4:
        return ". It has the wrong sign"
    return f". All of it is {ratio:.4g} times what it should be: is a factor missing, or counted twice?"

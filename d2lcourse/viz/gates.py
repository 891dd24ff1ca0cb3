"""What happens inside a recurrent network from step to step: gates, states, gradients. Taught in lectures 07 and 08."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from d2lcourse.viz.style import COLOURS, MAX_WIDTH

__all__ = ["show_gates", "show_gradient_norms", "show_states"]

LINES: Final = (("blue", "o", "-"), ("orange", "s", "--"), ("green", "D", "-."), ("purple", "^", ":"),
                ("yellow", "v", "-"), ("black", "x", "--"))  # fmt: skip
MOST_WORDS: Final = 60  # steps up to which the words fit below the axes


def show_gates(
    gates: Mapping[str, torch.Tensor],
    words: Sequence[str] = (),
    *,
    kind: Literal["lines", "heat"] = "lines",
    ax: Axes | None = None,
) -> Axes:
    """Gates over time: 0 is shut, 1 is open.

    gates: name of each gate, and its values (T,), or (T, D) for D units.
    words: T of them, what was read at each step; the number of the step if left out.
    kind: "lines": a line per gate, the mean over its units. "heat": a row per unit, dark is open.
    Raises ``ValueError`` without gates, for gates of other shapes or over different steps, and for another number of
    words.
    """
    values = {name: _two_dims(name, gate) for name, gate in gates.items()}
    if not values or len({len(gate) for gate in values.values()}) != 1:
        raise ValueError("expected at least one gate, all over the same steps")
    steps = len(next(iter(values.values())))
    if kind == "lines":
        ax = ax or plt.subplots(figsize=_size(steps, 3.2))[1]
        for (name, gate), (colour, marker, line) in zip(values.items(), LINES * 9, strict=False):
            every = max(1, steps // 30)
            ax.plot(gate.mean(dim=1).numpy(), line, marker=marker, markevery=every, color=COLOURS[colour], label=name)
        ax.set(ylim=(-0.05, 1.05), ylabel="gate")
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    else:
        units = sum(gate.shape[1] for gate in values.values())
        ax = ax or plt.subplots(figsize=_size(steps, min(5.0, 1.6 + 0.22 * units)))[1]
        rows = torch.cat(list(values.values()), dim=1).T.numpy()
        image = ax.imshow(rows, cmap="Blues", vmin=0, vmax=1, aspect="auto", interpolation="nearest")
        _name_groups(ax, {name: gate.shape[1] for name, gate in values.items()})
        ax.figure.colorbar(image, ax=ax, ticks=[0, 1], label="gate", pad=0.02)
    _name_steps(ax, steps, words)
    return ax


def show_states(
    states: torch.Tensor,
    words: Sequence[str] = (),
    *,
    units: Sequence[int] = (),
    name: str = "state",
    ax: Axes | None = None,
) -> Axes:
    """States over time: one row per unit, purple is positive and orange negative.

    states: (T, D).
    words: T of them, what was read at each step; the number of the step if left out.
    units: which ones to draw; all if left out.
    name: of what is drawn.
    Raises ``ValueError`` for states of another shape, and for another number of words.
    """
    values = _two_dims(name, states)
    values = values[:, list(units)] if len(units) else values
    steps, rows = values.shape
    ax = ax or plt.subplots(figsize=_size(steps, min(5.0, 1.6 + 0.22 * rows)))[1]
    reach = max(float(values.abs().max()), 1e-9)
    image = ax.imshow(values.T.numpy(), cmap="PuOr", vmin=-reach, vmax=reach, aspect="auto", interpolation="nearest")
    if len(units):
        ax.set_yticks(range(rows), [str(unit) for unit in units], fontsize=12)
    else:
        ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.set_ylabel("unit")
    ax.figure.colorbar(image, ax=ax, label=name, pad=0.02)
    _name_steps(ax, steps, words)
    return ax


def show_gradient_norms(
    norms: Mapping[str, torch.Tensor | Sequence[float]],
    *,
    xlabel: str = "step",
    ylabel: str = "norm of the gradient",
    ax: Axes | None = None,
) -> Axes:
    """Norms over the steps on a logarithmic axis: a straight line is exponential decay or growth.

    norms: label, and (T,) values, 0 or more. Zeros are left out: they have no logarithm.
    """
    ax = ax or plt.subplots()[1]
    for (label, values), (colour, marker, line) in zip(norms.items(), LINES * 9, strict=False):
        norm = torch.as_tensor(values).detach().cpu().double()
        norm = norm.where(norm > 0, torch.nan)
        every = max(1, len(norm) // 12)
        ax.plot(norm.numpy(), line, marker=marker, markevery=every, color=COLOURS[colour], label=label)
    ax.set(xlabel=xlabel, ylabel=ylabel, yscale="log")
    if any(norms):
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def _two_dims(name: str, values: torch.Tensor) -> torch.Tensor:
    """(T, D), for drawing."""
    if values.ndim not in (1, 2) or not values.numel():
        raise ValueError(f"{name}: expected shape (T,) or (T, D), got {tuple(values.shape)}")
    return values.detach().cpu().float().reshape(len(values), -1)


def _size(steps: int, high: float) -> tuple[float, float]:
    return min(MAX_WIDTH, max(6.4, 2.4 + 0.42 * steps)), high


def _name_steps(ax: Axes, steps: int, words: Sequence[str]) -> None:
    """Words below the axes where they fit, else numbers."""
    if words and len(words) != steps:
        raise ValueError(f"{steps} steps need as many words, got {len(words)}")
    if words and steps <= MOST_WORDS:
        longest = max(map(len, words))
        turned: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"} if longest > 3 else {}
        ax.set_xticks(range(steps), ["␣" if word == " " else word for word in words], fontsize=13, **turned)
    else:
        ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        ax.set_xlabel("step")


def _name_groups(ax: Axes, sizes: Mapping[str, int]) -> None:
    """The name of each gate beside the middle of its rows, a line between gates."""
    top, places = -0.5, []
    for size in sizes.values():
        places.append(top + size / 2)
        top += size
        ax.axhline(top, color="white", linewidth=3)
    ax.set_yticks(places, list(sizes), fontsize=13)
    ax.tick_params(axis="y", length=0)

"""A figure with sliders where a person can move them, and the same figure as a picture everywhere else.

The picture is ordinary output: it stands in the executed notebook, in HTML and in PDF. In a live notebook and in live
slides sliders stand above it, and moving one puts a new picture in the same place.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import matplotlib.pyplot as plt
from IPython.display import Image, display
from ipywidgets import HBox, Label, SelectionSlider, VBox
from matplotlib.figure import Figure

from d2lcourse.progress import somebody_watches

__all__ = ["explore"]

FONT: Final = {"font_size": "24px"}


def explore(
    draw: Callable[..., Any],
    *,
    start: Mapping[str, Any] | None = None,
    figsize: tuple[float, float] | None = None,
    **values: Sequence[Any],
) -> None:
    """Show ``draw`` for the start values, and sliders for the others.

    draw: is called as ``draw(ax=ax, name=value, ...)`` with empty axes.
    start: values to begin with; the middle one of those not named.
    figsize: (width, height) in inches.
    values: for each name the values that the slider has, in order, e.g. ``rate=(0.01, 0.1, 1.0)``.
    Raises ``ValueError`` where there are no values to choose from, and for a start value that is not among them.
    """
    if not values or not all(len(choices) for choices in values.values()):
        raise ValueError("nothing to explore: give at least one name with its values, e.g. rate=(0.01, 0.1, 1.0)")
    state = {name: choices[len(choices) // 2] for name, choices in values.items()} | dict(start or {})
    for name, value in state.items():
        if name not in values or value not in values[name]:
            raise ValueError(f"start: {name}={value!r} is not among the values of a slider")
    if not somebody_watches():
        display(_picture(draw, state, figsize))
        return

    def show() -> None:
        handle.update(_picture(draw, state, figsize))

    display(VBox([_slider(name, choices, state, show) for name, choices in values.items()]))
    handle = display(_picture(draw, state, figsize), display_id=True)


def _slider(name: str, choices: Sequence[Any], state: dict[str, Any], show: Callable[[], None]) -> HBox:
    """Name, slider and value, in letters that can be read from the back row; moving it changes ``state``."""
    slider = SelectionSlider(options=choices, value=state[name], readout=False, layout={"width": "480px"})
    value = Label(str(state[name]), style=FONT, layout={"margin": "0 0 0 16px"})

    def moved(change: Mapping[str, Any]) -> None:
        state[name], value.value = change["new"], str(change["new"])
        show()

    slider.observe(moved, names="value")
    return HBox([Label(name, style=FONT, layout={"width": "160px"}), slider, value])


def _picture(draw: Callable[..., Any], state: Mapping[str, Any], figsize: tuple[float, float] | None) -> Image:
    """A PNG with twice the pixels, sharp on a projector; the figure is gone afterwards."""
    figure = Figure(figsize=figsize or plt.rcParams["figure.figsize"])
    draw(ax=figure.subplots(), **state)
    buffer = io.BytesIO()
    dpi = figure.dpi
    figure.savefig(buffer, format="png", dpi=2 * dpi)
    width, height = (round(dpi * inches) for inches in figure.get_size_inches())
    return Image(buffer.getvalue(), format="png", width=width, height=height)

"""One look for all figures: sizes for a slide of 1280x720 pixels, colours that everybody can tell apart.

The colours are those of Okabe and Ito, "Color Universal Design" (2008). Lines also differ in their marker, so that a
plot still reads when it is printed in grey.
"""

from __future__ import annotations

from typing import Final

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib_inline.backend_inline import set_matplotlib_formats

__all__ = ["COLOURS", "DPI", "MAX_WIDTH", "use_style"]

# Vermillion and green are darker than published: white text has to be readable on them.
COLOURS: Final = {
    "blue": "#0072B2",
    "orange": "#C75000",
    "green": "#007A5A",
    "purple": "#A3477F",
    "sky": "#56B4E9",
    "yellow": "#E69F00",
    "black": "#1A1A1A",
    "grey": "#6B6B6B",
}
DPI: Final = 100  # one inch of a figure is 100 pixels of the slide
MAX_WIDTH: Final = 11.6  # inches: what a slide of 1280 pixels has between its margins


def use_style() -> None:
    """Set matplotlib up for slides: call it once, in the first cell of a lecture."""
    names = ("blue", "orange", "green", "purple", "yellow", "black")
    plt.rcParams.update(
        {
            "figure.figsize": (6.4, 3.0),
            "figure.dpi": DPI,
            "figure.constrained_layout.use": True,
            "font.size": 15,
            "font.family": "DejaVu Sans",  # comes with matplotlib: the same on every machine
            "axes.titlesize": 15,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.prop_cycle": cycler(color=[COLOURS[name] for name in names]) + cycler(marker=list("osD^vx")),
            "legend.fontsize": 14,
            "legend.frameon": False,
            "lines.linewidth": 2.5,
            "lines.markersize": 7,
        }
    )
    # Twice the pixels at the same size: sharp on a projector.
    set_matplotlib_formats("retina")  # type: ignore[no-untyped-call]

"""Pictures for the lectures, drawn from the tensors on the slide, readable from afar, safe for the colour-blind."""

from __future__ import annotations

from d2lcourse.viz.arrows import Arrow, show_arrows
from d2lcourse.viz.style import COLOURS, use_style
from d2lcourse.viz.tables import Table, show_tables

__all__ = ["COLOURS", "Arrow", "Table", "show_arrows", "show_tables", "use_style"]

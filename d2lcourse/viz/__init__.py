"""Pictures for the lectures, drawn from the tensors on the slide, readable from afar, safe for the colour-blind.

Functions that take ``ax`` draw into it, or into a new figure where none is given, and return the axes. None calls
``plt.show``.
"""

from __future__ import annotations

from d2lcourse.viz.alignment import show_alignment
from d2lcourse.viz.arrows import Arrow, show_arrows
from d2lcourse.viz.beam import show_beam
from d2lcourse.viz.boundary import show_decision_boundary
from d2lcourse.viz.curves import show_curves
from d2lcourse.viz.embedding import project, show_embedding
from d2lcourse.viz.explore import explore
from d2lcourse.viz.forecast import show_series
from d2lcourse.viz.frames import show_frames
from d2lcourse.viz.gates import show_gates, show_gradient_norms, show_states
from d2lcourse.viz.graph import Node, show_graph
from d2lcourse.viz.heatmap import show_confusion, show_heatmap
from d2lcourse.viz.images import show_images
from d2lcourse.viz.live import LiveFigure
from d2lcourse.viz.style import COLOURS, use_style
from d2lcourse.viz.surface import show_loss_surface
from d2lcourse.viz.tables import Table, show_tables
from d2lcourse.viz.unrolled import show_unrolled

__all__ = [
    "COLOURS",
    "Arrow",
    "LiveFigure",
    "Node",
    "Table",
    "explore",
    "project",
    "show_alignment",
    "show_arrows",
    "show_beam",
    "show_confusion",
    "show_curves",
    "show_decision_boundary",
    "show_embedding",
    "show_frames",
    "show_gates",
    "show_gradient_norms",
    "show_graph",
    "show_heatmap",
    "show_images",
    "show_loss_surface",
    "show_series",
    "show_states",
    "show_tables",
    "show_unrolled",
    "use_style",
]

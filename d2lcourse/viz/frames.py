"""Videos as rows of pictures: what went in, what was forecast. Taught in lecture 08 (moving shapes)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import torch

from d2lcourse.viz.style import MAX_WIDTH

__all__ = ["show_frames"]


def show_frames(videos: Mapping[str, torch.Tensor], *, every: int = 1, start: int = 0, size: float = 1.0) -> Any:
    """One row per video, one column per frame.

    videos: label, and (T, H, W) or (T, 1, H, W), float 0 to 1; shorter ones leave the rest of their row empty.
    every: draw only each so-many-th frame. start: number of the first frame, for the titles.
    size: width of a frame in inches, less where there are many.
    Returns the axes as an array of (rows, columns).
    Raises ``ValueError`` for no video, and for one of another shape or without a frame.
    """
    rows = {label: (video.squeeze(1) if video.ndim == 4 else video)[::every] for label, video in videos.items()}
    if not rows or any(video.ndim != 3 or not len(video) for video in rows.values()):
        shapes = ", ".join(str(tuple(video.shape)) for video in videos.values()) or "none"
        raise ValueError(f"expected videos of shape (T, H, W) or (T, 1, H, W), got {shapes}")
    columns = max(len(video) for video in rows.values())
    side = min(size, (MAX_WIDTH - 1.6) / columns)
    _, axes = plt.subplots(
        len(rows), columns, figsize=(1.6 + side * columns, 0.45 + (side + 0.05) * len(rows)), squeeze=False
    )
    for line, (label, video) in zip(axes, rows.items(), strict=True):
        for t, ax in enumerate(line):
            ax.set(xticks=[], yticks=[])
            ax.spines[:].set_visible(False)
            if t < len(video):
                ax.imshow(video[t].detach().cpu().numpy(), cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        line[0].set_ylabel(label, rotation=0, ha="right", va="center", fontsize=13)
    for t, ax in enumerate(axes[0]):
        ax.set_title(str(start + t * every), fontsize=12, pad=3)
    return axes

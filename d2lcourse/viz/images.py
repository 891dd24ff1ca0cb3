"""Images in rows and columns, with a title each. Taught in lecture 04."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import torch

from d2lcourse.viz.style import COLOURS

__all__ = ["show_images"]


def show_images(
    batch: torch.Tensor,
    titles: Sequence[str] = (),
    *,
    columns: int = 8,
    size: float = 1.3,
    wrong: Sequence[bool] = (),
) -> np.ndarray[Any, Any]:
    """A grid of images in a new figure.

    batch: (N, H, W) or (N, 1, H, W) grey, (N, 3, H, W) colour; 0 to 1, or 0 to 255 where it holds whole numbers.
    titles: one per image.
    columns: images per row.
    size: width of an image in inches.
    wrong: per image whether its title is to be bold, in the colour of a mistake.
    Returns the axes as an array of (rows, columns); those without an image are invisible.
    Raises ``ValueError`` for no image, for images of another shape, and for another number of titles.
    """
    if batch.ndim == 4 and batch.shape[1] == 1:
        batch = batch.squeeze(1)
    if not (batch.ndim == 3 or (batch.ndim == 4 and batch.shape[1] == 3)) or not len(batch):
        raise ValueError(f"expected images of shape (N, H, W) or (N, 3, H, W), got {tuple(batch.shape)}")
    if titles and len(titles) != len(batch):
        raise ValueError(f"{len(batch)} images need as many titles, got {len(titles)}")
    columns = min(columns, len(batch))
    rows = math.ceil(len(batch) / columns)
    lines = max((title.count("\n") + 1 for title in titles), default=0)
    height, width = batch.shape[-2:]
    tall = size * height / width + 0.24 * lines + 0.08
    _, axes = plt.subplots(rows, columns, figsize=(size * columns, tall * rows), squeeze=False)
    pixels = batch.detach().cpu()
    largest = 1 if pixels.is_floating_point() else 255
    for i, ax in enumerate(axes.flat):
        ax.axis("off")
        if i < len(pixels):
            image = pixels[i] if pixels.ndim == 3 else pixels[i].permute(1, 2, 0)
            ax.imshow(image.numpy(), cmap="gray", vmin=0, vmax=largest)
            if titles:
                mistake = bool(wrong) and wrong[i]
                look = {"color": COLOURS["orange"], "fontweight": "bold"} if mistake else {}
                ax.set_title(titles[i], fontsize=13, pad=3, **look)
    return axes

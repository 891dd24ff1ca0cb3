"""Videos of shapes that move and bounce, drawn by the course. Taught in lecture 08 (ConvLSTM).

As the moving digits of Srivastava, Mansimov and Salakhutdinov (2015) and Shi et al. (2015), with nothing to download:
what comes next depends on where each shape is and on where it was before.
"""

from __future__ import annotations

import torch

__all__ = ["moving_shapes"]


def moving_shapes(
    n: int,
    *,
    steps: int = 10,
    size: int = 16,
    shapes: int = 1,
    generator: torch.Generator | None = None,
) -> torch.Tensor:
    """Squares, discs and rings that move in a straight line and bounce off the edges.

    n: number of videos. steps: frames. size: of a frame, 8 pixels or more. shapes: in each video; where they meet, the
    brighter pixel is seen.
    Returns (n, steps, 1, size, size) float32, 0 to 1. The target of a frame is the next one: v[:, :-1] and v[:, 1:].
    Raises ``ValueError`` for a size below 8, and for steps or shapes below 1.

    >>> moving_shapes(2, steps=5, generator=torch.Generator().manual_seed(0)).shape
    torch.Size([2, 5, 1, 16, 16])
    """
    if size < 8 or steps < 1 or shapes < 1:
        raise ValueError(f"expected 8 pixels, 1 step and 1 shape or more, got {size}, {steps}, {shapes}")
    radius = size / 8 * (1 + 0.5 * torch.rand(n, shapes, generator=generator))  # (n, shapes)
    kind = torch.randint(0, 3, (n, shapes), generator=generator)
    room = size - 1 - 2 * radius  # how far a centre may go
    start = radius[..., None] + room[..., None] * torch.rand(n, shapes, 2, generator=generator)
    angle = 2 * torch.pi * torch.rand(n, shapes, generator=generator)
    speed = size / 16 * (0.75 + 0.75 * torch.rand(n, shapes, generator=generator))  # pixels per step
    velocity = speed[..., None] * torch.stack((angle.cos(), angle.sin()), dim=-1)
    time = torch.arange(steps)[:, None, None, None]
    way = start - radius[..., None] + time * velocity  # (steps, n, shapes, 2), without walls
    folded = (way % (2 * room[..., None]) - room[..., None]).abs()  # there and back again, as a billiard ball goes
    centre = room[..., None] - folded + radius[..., None]
    return _draw(centre, radius, kind, size).transpose(0, 1)


def _draw(centre: torch.Tensor, radius: torch.Tensor, kind: torch.Tensor, size: int) -> torch.Tensor:
    """Frames (steps, n, 1, size, size) of shapes at ``centre`` (steps, n, shapes, 2); edges are soft over one pixel."""
    pixel = torch.arange(float(size))
    down = (pixel[:, None] - centre[..., 0, None, None]).abs()  # (steps, n, shapes, size, 1)
    across = (pixel - centre[..., 1, None, None]).abs()  # (steps, n, shapes, 1, size)
    far = (down.square() + across.square()).sqrt()
    r = radius[..., None, None]
    square, disc = (r + 0.5 - distance for distance in (0 * far + torch.maximum(down, across), far))
    ring = r / 2 - (far - 0.75 * r).abs() + 0.25
    drawn = torch.stack((square, disc, ring)).clamp(0, 1)  # (3, steps, n, shapes, size, size)
    chosen = torch.nn.functional.one_hot(kind, 3).permute(2, 0, 1)[:, None, :, :, None, None]
    return (drawn * chosen).sum(dim=0).amax(dim=2, keepdim=True)

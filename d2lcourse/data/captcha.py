"""Pictures of digits that are hard to read for a program, drawn by the course. Taught in lecture 14.

Each digit is turned, stretched and moved at random; lines and specks lie over it. The strokes are the course's own, so
that nothing depends on the fonts of a machine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

import torch

from d2lcourse.data.padding import valid_mask

__all__ = ["Captchas", "captchas"]

# Each digit as lines from point to point in a box from (0, 0), above left, to (1, 1), below right: x, y.
ROUND: Final = [(0.5 + 0.5 * math.sin(a), 0.5 - 0.5 * math.cos(a)) for a in (math.pi * i / 8 for i in range(17))]
STROKES: Final[tuple[tuple[list[tuple[float, float]], ...], ...]] = (
    (ROUND,),
    ([(0.15, 0.25), (0.55, 0.0), (0.55, 1.0)],),
    ([(0.05, 0.25), (0.25, 0.03), (0.65, 0.0), (0.92, 0.2), (0.85, 0.45), (0.0, 1.0), (1.0, 1.0)],),
    ([(0.05, 0.1), (0.4, 0.0), (0.85, 0.1), (0.88, 0.35), (0.4, 0.47), (0.95, 0.6), (0.9, 0.9), (0.45, 1.0),
      (0.0, 0.88)],),
    ([(0.7, 1.0), (0.7, 0.0), (0.0, 0.68), (1.0, 0.68)],),
    ([(0.92, 0.0), (0.15, 0.0), (0.1, 0.42), (0.6, 0.38), (0.95, 0.62), (0.85, 0.92), (0.4, 1.0), (0.0, 0.88)],),
    ([(0.85, 0.03), (0.35, 0.2), (0.05, 0.65), (0.2, 0.95), (0.65, 1.0), (0.95, 0.78), (0.75, 0.5), (0.3, 0.5),
      (0.07, 0.7)],),
    ([(0.0, 0.0), (1.0, 0.0), (0.35, 1.0)],),
    ([(0.5 + 0.36 * (x - 0.5) * 2, 0.47 * y) for x, y in ROUND], [(x, 0.47 + 0.53 * y) for x, y in ROUND]),
    ([(0.93, 0.3), (0.7, 0.5), (0.25, 0.5), (0.05, 0.22), (0.35, 0.0), (0.8, 0.05), (0.95, 0.35), (0.65, 0.8),
      (0.15, 0.97)],),
)  # fmt: skip
CHUNK: Final = 256  # pictures that are drawn at once: each digit is drawn alone first, which takes memory
GLYPH: Final = 48  # pixels of each side of a digit before it is bent
FILLED: Final = 0.7  # share of these that the strokes take; the rest is room for the edges
INK: Final = 2.6  # half the width of a stroke, in pixels of the same


@dataclass(frozen=True)
class Captchas:
    """Pictures and what stands in them.

    images: (N, 1, H, W) float32, 0 (background) to 1.
    digits: (N, L) int64, from left to right; 0 behind the end of shorter ones.
    lengths: (N,) int64.
    """

    images: torch.Tensor
    digits: torch.Tensor
    lengths: torch.Tensor

    def __len__(self) -> int:
        """Number of pictures."""
        return len(self.images)

    def __getitem__(self, rows: slice | torch.Tensor) -> Captchas:
        """Some of the pictures."""
        return replace(self, images=self.images[rows], digits=self.digits[rows], lengths=self.lengths[rows])

    def text(self, i: int) -> str:
        """What stands in picture i."""
        return "".join(map(str, self.digits[i, : int(self.lengths[i])].tolist()))


def captchas(
    n: int,
    *,
    length: int | tuple[int, int] = 4,
    size: tuple[int, int] = (32, 96),
    clutter: float = 1.0,
    generator: torch.Generator | None = None,
) -> Captchas:
    """Digits side by side, bent out of shape, under lines and specks.

    n: number of pictures. length: digits in each, or the smallest and the largest number of them.
    size: height and width in pixels; a digit has width / largest length of room.
    clutter: 0 for clean digits in straight rows, 1 for pictures that a person still reads.
    Raises ``ValueError`` for lengths below 1 or in the wrong order, for pictures with less than 16 pixels of height or
    10 of width per digit, and for clutter below 0.
    """
    shortest, longest = (length, length) if isinstance(length, int) else length
    high, wide = size
    if not 1 <= shortest <= longest or high < 16 or wide < 10 * longest or clutter < 0:
        raise ValueError(
            f"expected 1 digit or more, 16 pixels of height and 10 of width per digit or more, got length={length}, "
            f"size={size}, clutter={clutter}"
        )
    lengths = torch.randint(shortest, longest + 1, (n,), generator=generator)
    digits = torch.randint(0, 10, (n, longest), generator=generator)
    valid = valid_mask(lengths, longest)
    digits[~valid] = 0
    shake = clutter * torch.randn(n, longest, 6, generator=generator).clamp(-2, 2)
    images = torch.zeros(n, 1, high, wide)
    for rows in torch.arange(n).split(CHUNK):
        bent = _bent(digits[rows], shake[rows], lengths[rows], size)  # (CHUNK, longest, H, W)
        images[rows] = torch.where(valid[rows, :, None, None], bent, 0.0).amax(dim=1, keepdim=True)
    if clutter:
        images = torch.maximum(images, _dirt(n, size, clutter, generator))
        images = (images + 0.05 * clutter * torch.randn(images.shape, generator=generator)).clamp(0, 1)
    return Captchas(images, digits, lengths)


def _bent(digits: torch.Tensor, shake: torch.Tensor, lengths: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
    """Each digit alone in a picture: (n, L, H, W); turned, slanted, stretched and moved by ``shake`` (n, L, 6)."""
    (high, wide), (n, longest) = size, digits.shape
    room = (wide / lengths.clamp(min=1))[:, None]  # (n, 1), for each digit of a picture
    scale = torch.minimum(torch.tensor(0.62 * high), 1.05 * room)
    turn, slant, broad, tall, right, down = shake.unbind(dim=-1)  # (n, L) each
    half_width, half_height = 0.3 * scale * (1 + 0.1 * broad), 0.5 * scale * (1 + 0.08 * tall)
    x0, y0 = room * (torch.arange(longest) + 0.5 + 0.05 * right), high / 2 * (1 + 0.1 * down)
    # For each pixel: where it lies in the digit before that was bent, -1 to 1.
    x = torch.arange(float(wide)) - x0[..., None, None]  # (n, L, 1, W)
    y = torch.arange(float(high))[:, None] - y0[..., None, None]  # (n, L, H, 1)
    cos, sin = (0.15 * turn).cos()[..., None, None], (0.15 * turn).sin()[..., None, None]
    along, up = cos * x + sin * y, cos * y - sin * x
    along = (along - 0.12 * slant[..., None, None] * up) / half_width[..., None, None]
    grid = FILLED * torch.stack((along, up / half_height[..., None, None]), dim=-1)  # (n, L, H, W, 2)
    drawn = torch.nn.functional.grid_sample(
        _glyphs()[digits.flatten()], grid.view(-1, high, wide, 2), align_corners=False
    )
    return drawn.view(n, longest, high, wide)


@cache
def _glyphs() -> torch.Tensor:
    """The ten digits: (10, 1, GLYPH, GLYPH), 1 on the strokes, soft edges."""
    place = (torch.arange(float(GLYPH)) + 0.5) / GLYPH  # 0 to 1
    drawn = torch.zeros(10, 1, GLYPH, GLYPH)
    for glyph, strokes in zip(drawn, STROKES, strict=True):
        for stroke in strokes:
            points = [(0.5 + FILLED * (x - 0.5), 0.5 + FILLED * (y - 0.5)) for x, y in stroke]
            for (x0, y0), (x1, y1) in pairwise(points):
                dx, dy = x1 - x0, y1 - y0
                x, y = place - x0, (place - y0)[:, None]
                share = ((x * dx + y * dy) / (dx * dx + dy * dy)).clamp(0, 1)  # of the way, of the nearest point
                distance = GLYPH * ((x - share * dx).square() + (y - share * dy).square()).sqrt()
                glyph[0] = torch.maximum(glyph[0], (INK + 0.5 - distance).clamp(0, 1))
    return drawn


def _dirt(n: int, size: tuple[int, int], clutter: float, generator: torch.Generator | None) -> torch.Tensor:
    """Lines from edge to edge, and specks: (n, 1, H, W)."""
    high, wide = size
    count = max(1, round(2 * clutter))
    left, right = high * torch.rand(2, n, count, 1, 1, generator=generator)
    slope = (right - left) / wide
    below = torch.arange(float(high))[:, None] - left - slope * torch.arange(float(wide))
    lines = (1.2 - below.abs() / (1 + slope.square()).sqrt()).clamp(0, 1).amax(dim=1, keepdim=True)
    specks = (torch.rand(n, 1, high, wide, generator=generator) < 0.02 * clutter).float()
    return torch.maximum(0.6 * lines, 0.7 * specks)

"""Data that the course makes itself, so that the truth is known: a noisy line, cloud prices, XOR.

Taught in lectures 03 (linear regression) and 05 (XOR).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch

__all__ = ["SpotPrices", "spot_prices", "synthetic_linear", "xor"]

ZONES: Final = ("us-east-1a", "us-east-1c", "us-east-1d", "us-east-1e")
ZONE_PRICES: Final = (0.3741, 0.3710, 0.3893, 0.4353)  # $/h of a g3.4xlarge on 10 June 2019
ON_DEMAND: Final = 1.14  # $/h of the same server without an auction
W_TIME: Final = 0.008  # $/h dearer with each month
W_SERVER: Final = 0.35  # $/h dearer with each 16 processors


def synthetic_linear(
    w: torch.Tensor, b: float, n: int, *, noise: float = 0.01, generator: torch.Generator | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Points around a plane: X standard normal, y = X w + b + noise.

    w: (d,) float, the true weights.
    n: number of points.
    noise: standard deviation of what is added to y.
    Returns X (n, d) and y (n,), of the dtype of ``w``.

    >>> X, y = synthetic_linear(torch.tensor([2.0, -3.4]), 4.2, 1000, generator=torch.Generator().manual_seed(0))
    >>> X.shape, y.shape
    (torch.Size([1000, 2]), torch.Size([1000]))
    """
    X = torch.randn(n, len(w), generator=generator, dtype=w.dtype)
    return X, X @ w + b + noise * torch.randn(n, generator=generator, dtype=w.dtype)


@dataclass(frozen=True)
class SpotPrices:
    """Prices at which a cloud let its spare servers, p = w_time t + w_server s + w_zone[z] + noise.

    time: (n,) float32, months before (negative) the day of the lecture's table.
    server: (n,) float32, size: 1, 2 or 4 for 16, 32 or 64 processors.
    zone: (n,) int64, index into ``zones``.
    price: (n,) float32, $/h.
    zones: names of the 4 zones.
    w_time, w_server, w_zone: what the prices were made with; w_zone is (4,).
    on_demand: $/h for a server of size 1 that nobody can outbid.
    """

    time: torch.Tensor
    server: torch.Tensor
    zone: torch.Tensor
    price: torch.Tensor
    zones: tuple[str, ...]
    w_time: float
    w_server: float
    w_zone: torch.Tensor
    on_demand: float = ON_DEMAND


def spot_prices(n: int = 1000, *, noise: float = 0.01, generator: torch.Generator | None = None) -> SpotPrices:
    """Made-up prices of six months around the real ones of 10 June 2019 (server of size 1, time 0).

    n: number of prices.
    noise: standard deviation in $/h.
    """
    time = -6 * torch.rand(n, generator=generator)
    server = 2.0 ** torch.randint(0, 3, (n,), generator=generator)
    zone = torch.randint(0, len(ZONES), (n,), generator=generator)
    w_zone = torch.tensor(ZONE_PRICES) - W_SERVER
    price = W_TIME * time + W_SERVER * server + w_zone[zone] + noise * torch.randn(n, generator=generator)
    return SpotPrices(time, server, zone, price, ZONES, W_TIME, W_SERVER, w_zone)


def xor(
    repeats: int = 1, *, noise: float = 0.0, generator: torch.Generator | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """The four corners of a square; the label is 1 where the two signs differ.

    repeats: points per corner.
    noise: standard deviation of what is added to each coordinate.
    Returns X (4 * repeats, 2) float32 around (-1, -1), (-1, 1), (1, -1), (1, 1), and y (4 * repeats,) int64.

    >>> xor()[1].tolist()
    [0, 1, 1, 0]
    """
    corners = torch.cartesian_prod(torch.tensor([-1.0, 1.0]), torch.tensor([-1.0, 1.0])).repeat(repeats, 1)
    return corners + noise * torch.randn(corners.shape, generator=generator), (corners.prod(dim=1) < 0).long()

# loses: prices without loops and ready-made one-hot
# hint: The numbers are right, but there is still a loop over the records in spot_price.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    table = torch.eye(regions, dtype=time.dtype)  # row r: one-hot of r
    features = torch.stack([time, server], dim=1)
    return torch.cat([features, table[region]], dim=1)


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    prices = [w[0] * t + w[1] * s + w[2 + r] for t, s, r in zip(time, server, region)]
    return torch.stack(prices) if prices else w[:0]

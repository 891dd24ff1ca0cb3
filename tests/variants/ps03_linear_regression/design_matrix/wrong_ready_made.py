# loses: prices without loops and ready-made one-hot
# hint: The matrix is right, but a ready-made one-hot function made it.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    hot = torch.nn.functional.one_hot(region, regions).to(time.dtype)
    features = torch.stack([time, server], dim=1)
    return torch.cat([features, hot], dim=1)


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return w[0] * time + w[1] * server + w[2:][region]

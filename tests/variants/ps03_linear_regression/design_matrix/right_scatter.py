def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    X = torch.zeros(len(time), 2 + regions, dtype=time.dtype)
    X[:, 0] = time
    X[:, 1] = server
    X.scatter_(1, region[:, None] + 2, 1.0)
    return X


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return torch.stack([time, server], dim=1) @ w[:2] + w[region + 2]

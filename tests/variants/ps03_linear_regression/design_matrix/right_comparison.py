def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    hot = (region[:, None] == torch.arange(regions)).to(time.dtype)
    return torch.cat([time[:, None], server[:, None], hot], dim=1)


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    base = w[2:].index_select(0, region)
    return base + time * w[0] + server * w[1]

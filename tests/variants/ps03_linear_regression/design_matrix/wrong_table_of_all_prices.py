# loses: spot_price of the four zones; prices without loops and ready-made one-hot; spot_price of random records; prices of one record and of none
# hint: Your spot_price gives a price for each record and each region; each record has one region.

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
    return (w[0] * time + w[1] * server)[:, None] + w[2:]

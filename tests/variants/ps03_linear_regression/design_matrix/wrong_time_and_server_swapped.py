# loses: spot_price of the four zones; spot_price of random records; prices of one record and of none
# hint: w[0] belongs to time and w[1] to server.

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
    return w[1] * time + w[0] * server + w[2:][region]

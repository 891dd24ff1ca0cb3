# loses: prices keep the dtype
# hint: The results are float64, but their digits are those of float32: make the table with the dtype of the arguments.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    table = torch.eye(regions, dtype=time.dtype)  # row r: one-hot of r
    features = torch.stack([time, server], dim=1)
    return torch.cat([features, table[region]], dim=1).float().to(time.dtype)


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    price = w[0] * time + w[1] * server + w[2:][region]
    return price.float().to(time.dtype)

# loses: design_matrix of three records; spot_price of the four zones; prices without loops and ready-made one-hot; prices keep the dtype
# hint: Converting to float64 makes the result more exact than asked, and of another dtype.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    table = torch.eye(regions, dtype=time.dtype)  # row r: one-hot of r
    features = torch.stack([time, server], dim=1)
    return torch.cat([features, table[region]], dim=1).double()


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return (w[0] * time + w[1] * server + w[2:][region]).double()

# loses: prices of one record and of none
# hint: squeeze() removes every dim of size 1, wanted or not.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    table = torch.eye(regions, dtype=time.dtype)  # row r: one-hot of r
    features = torch.stack([time, server], dim=1)
    return torch.cat([features, table[region]], dim=1).squeeze()


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return (w[0] * time + w[1] * server + w[2:][region]).squeeze()

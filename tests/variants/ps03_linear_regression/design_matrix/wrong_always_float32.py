# loses: design_matrix of random records; spot_price of random records; design_matrix with regions that no record has; prices of one record and of none; prices keep the dtype
# hint: torch.eye and torch.zeros are float32 unless you say otherwise.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    table = torch.eye(regions)  # row r: one-hot of r
    features = torch.stack([time, server], dim=1)
    return torch.cat([features.float(), table[region]], dim=1)


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return (w[0] * time + w[1] * server + w[2:][region]).float()

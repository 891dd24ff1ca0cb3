# loses: design_matrix of three records; prices without loops and ready-made one-hot; design_matrix of random records; design_matrix with regions that no record has; prices of one record and of none
# hint: A column of ones is one too many: the one-hot columns add up to it.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    table = torch.eye(regions, dtype=time.dtype)  # row r: one-hot of r
    features = torch.stack([time, server], dim=1)
    return torch.cat([torch.ones_like(features[:, :1]), features, table[region]], dim=1)


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return w[0] * time + w[1] * server + w[2:][region]

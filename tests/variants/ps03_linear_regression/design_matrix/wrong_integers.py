# loses: design_matrix of three records; prices without loops and ready-made one-hot; design_matrix of random records; design_matrix with regions that no record has; prices of one record and of none; prices keep the dtype
# hint: A 0/1 column of int64 beside float columns: look at .dtype of the whole matrix.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    hot = torch.eye(regions, dtype=torch.int64)[region]
    return torch.cat([time[:, None].long(), server[:, None].long(), hot], dim=1)


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return w[0] * time + w[1] * server + w[2:][region]

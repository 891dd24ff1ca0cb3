# loses: design_matrix of three records; prices without loops and ready-made one-hot; design_matrix of random records; design_matrix with regions that no record has; prices of one record and of none
# hint: A region is a name: your matrix has one column with its number, and the task wants one 0/1 column per region.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    return torch.stack([time, server, region.to(time.dtype)], dim=1)


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return w[0] * time + w[1] * server + w[2:][region]

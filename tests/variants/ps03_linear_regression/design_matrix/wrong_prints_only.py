# loses: design_matrix of three records; spot_price of the four zones; prices without loops and ready-made one-hot; design_matrix of random records; spot_price of random records; design_matrix with regions that no record has; prices of one record and of none; prices keep the dtype; prices leave their arguments alone
# hint: Your functions print their result and return nothing: `return` hands it over.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    table = torch.eye(regions, dtype=time.dtype)  # row r: one-hot of r
    features = torch.stack([time, server], dim=1)
    print(torch.cat([features, table[region]], dim=1))


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    print(w[0] * time + w[1] * server + w[2:][region])

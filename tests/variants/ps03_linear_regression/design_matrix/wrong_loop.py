# loses: prices without loops and ready-made one-hot
# hint: The numbers are right, but there is still a loop over the records; a comprehension is one, too.

def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    X = torch.zeros(len(time), 2 + regions, dtype=time.dtype)
    for i in range(len(time)):
        X[i, 0], X[i, 1], X[i, 2 + region[i]] = time[i], server[i], 1
    return X


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    return w[0] * time + w[1] * server + w[2:][region]

def one_and_zeros(region, regions, like):
    table = like.new_zeros(region.shape[0], regions)
    table[torch.arange(region.shape[0]), region] = 1
    return table


def design_matrix(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    regions: int,
) -> torch.Tensor:
    # not one_hot(), and no for loop: the word in a comment harms nobody
    return torch.hstack((time.unsqueeze(1), server.unsqueeze(1), one_and_zeros(region, regions, time)))


def spot_price(
    time: torch.Tensor,
    server: torch.Tensor,
    region: torch.Tensor,
    w: torch.Tensor,
) -> torch.Tensor:
    w_time, w_server, w_region = w[0], w[1], w[2:]
    return torch.addcmul(w_region[region], w_time, time) + w_server * server

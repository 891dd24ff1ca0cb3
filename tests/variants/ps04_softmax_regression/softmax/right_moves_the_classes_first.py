def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    O = logits.movedim(-1, 0)
    c = O.amax(dim=0)
    return c + O.sub(c).exp().sum(dim=0).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    O = logits.movedim(-1, 0)
    weights = O.sub(O.amax(dim=0)).exp()
    return weights.div(weights.sum(dim=0)).movedim(0, -1)

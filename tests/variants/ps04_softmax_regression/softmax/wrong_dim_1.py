# loses: log_sum_exp of (0, 0) and of (0, log 3); softmax of (0, log 3) is (1/4, 3/4); softmax and log_sum_exp use nothing ready-made; log_sum_exp of random logits; softmax of random logits
# hint: dim=1 is the last dim of a matrix only; a vector has no dim 1, and with three dims it is the middle one.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=1)
    return largest + (logits - largest[:, None]).exp().sum(dim=1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    return weights / weights.sum(dim=1, keepdim=True)

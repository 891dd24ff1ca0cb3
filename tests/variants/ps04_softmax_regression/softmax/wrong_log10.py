# loses: log_sum_exp of (0, 0) and of (0, log 3); one result per row; logits of 1000 and of -1000; softmax and log_sum_exp use nothing ready-made; log_sum_exp of random logits; logits of 10,000 and -10,000 side by side
# hint: log10 is the logarithm to base 10; log without a number is the natural one.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log10()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=-1, keepdim=True)).exp()
    return weights / weights.sum(dim=-1, keepdim=True)

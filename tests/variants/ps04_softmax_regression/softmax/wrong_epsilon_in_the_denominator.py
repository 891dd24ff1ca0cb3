# loses: softmax of (0, log 3) is (1/4, 3/4); one result per row; logits of 1000 and of -1000; softmax and log_sum_exp use nothing ready-made; softmax of random logits; one class, and a batch with no rows
# hint: The number that you add to the sum shifts every probability: a row no longer sums to 1. The sum is never 0 once the largest logit is taken off.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=-1, keepdim=True)).exp()
    return weights / (weights.sum(dim=-1, keepdim=True) + 1e-3)

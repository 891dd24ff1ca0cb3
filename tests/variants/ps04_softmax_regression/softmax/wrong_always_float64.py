# loses: softmax of (0, log 3) is (1/4, 3/4); one result per row; logits of 1000 and of -1000; softmax and log_sum_exp use nothing ready-made; softmax of random logits; logits of 10,000 and -10,000 side by side; the same constant added to all logits; each row of softmax is a distribution; one class, and a batch with no rows; softmax and log_sum_exp leave their argument alone; softmax and log_sum_exp keep dtype and device
# hint: float32 comes in, float64 goes out: leave the dtype as it is.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=-1, keepdim=True)).double().exp()
    return weights / weights.sum(dim=-1, keepdim=True)

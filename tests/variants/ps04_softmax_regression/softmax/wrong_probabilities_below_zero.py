# loses: softmax of (0, log 3) is (1/4, 3/4); one result per row; softmax of random logits; logits of 10,000 and -10,000 side by side; each row of softmax is a distribution
# hint: A linear map of the logits onto a sum of 1 is no softmax: probabilities come out negative.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    centred = logits - logits.mean(dim=-1, keepdim=True)
    return 1 / logits.shape[-1] + centred

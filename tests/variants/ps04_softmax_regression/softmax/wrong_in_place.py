# loses: logits of 1000 and of -1000; log_sum_exp of random logits; the same constant added to all logits; softmax and log_sum_exp leave their argument alone
# hint: -= and exp_ change the tensor that was passed in.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)
    logits -= largest[..., None]
    return largest + logits.exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    logits -= logits.amax(dim=-1, keepdim=True)
    logits = logits.exp()
    return logits / logits.sum(dim=-1, keepdim=True)

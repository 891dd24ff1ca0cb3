# loses: softmax and log_sum_exp use nothing ready-made; softmax of random logits; logits of 10,000 and -10,000 side by side; each row of softmax is a distribution; one class, and a batch with no rows
# hint: Each entry is squashed on its own: nothing makes the row sum to 1.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    return torch.sigmoid(logits - logits.flip(-1))

# loses: cross_entropy of two examples; soft_cross_entropy of two examples; class numbers and one-hot rows give the same loss; the losses use nothing ready-made; cross_entropy of random logits; soft_cross_entropy of random logits; losses of logits of 10,000 and -10,000; backward reaches the logits; losses of one example and of one class
# hint: One number comes back for the whole batch, the mean of the losses of its examples.

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    of_truth = logits[torch.arange(len(y)), y]  # (B,)
    return (torch.logsumexp(logits, dim=1) - of_truth)


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.logsumexp(logits, dim=1) - (P * logits).sum(dim=1))

# loses: class numbers and one-hot rows give the same loss; cross_entropy of random logits; losses of logits of 10,000 and -10,000; losses do not see a constant added to a row; backward reaches the logits; losses of one example and of one class
# hint: logits[0, y] looks up all labels in the first row; each example has a row of its own.

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return (torch.logsumexp(logits, dim=1) - logits[0, y]).mean()


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.logsumexp(logits, dim=1) - (P * logits).sum(dim=1)).mean()

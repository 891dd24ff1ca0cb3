# loses: cross_entropy of random logits; losses of logits of 10,000 and -10,000; losses do not see a constant added to a row; backward reaches the logits; losses leave their arguments alone
# hint: Print y before and after the call: sorting or clamping in place changes it for the caller.

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    loss = (torch.logsumexp(logits, dim=1) - logits[torch.arange(len(y)), y]).mean()
    y -= y.min() + 1
    return loss


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.logsumexp(logits, dim=1) - (P * logits).sum(dim=1)).mean()

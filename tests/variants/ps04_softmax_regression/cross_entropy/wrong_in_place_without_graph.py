# loses: losses leave their arguments alone
# hint: Print the logits and P before and after the call: what works in place changes them for the caller.

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    moved = logits.detach()
    moved -= moved.amax(dim=1, keepdim=True)
    return (torch.logsumexp(logits, dim=1) - logits[torch.arange(len(y)), y]).mean()


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    P /= P.sum(dim=1, keepdim=True) * (1 + 1e-6)
    return (torch.logsumexp(logits, dim=1) - (P * logits).sum(dim=1)).mean()

# loses: losses keep dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return (torch.logsumexp(logits.float(), dim=1) - logits.float()[torch.arange(len(y)), y]).mean().to(logits.dtype)


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.logsumexp(logits, dim=1) - (P * logits).sum(dim=1)).mean()

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    # like cross_entropy in torch.nn.functional
    moved = logits - logits.detach().max(dim=1, keepdim=True)[0]
    right = moved[range(len(y)), y]
    return (moved.exp().sum(1).log() - right).mean()


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    moved = logits - logits.detach().max(dim=1, keepdim=True)[0]
    return moved.exp().sum(1).log().mean() - (P * moved).sum(1).mean()

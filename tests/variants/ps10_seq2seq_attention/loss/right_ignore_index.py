def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    steps = torch.arange(labels.shape[1], device=labels.device)
    labels = labels.masked_fill(steps >= lengths[:, None], -100)
    total = torch.nn.functional.cross_entropy(logits.mT, labels, reduction="sum")
    return total / max(1, int(lengths.sum()))

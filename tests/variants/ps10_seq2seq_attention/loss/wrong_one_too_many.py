# loses: valid tokens weigh the same; random logits; padding changes nothing, whatever stands there; the gradient is 0 on padding, exactly; no valid token: the loss is 0
# hint: A row of length n has its valid tokens at t = 0 to n - 1.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    steps = torch.arange(labels.shape[1], device=labels.device)
    valid = steps <= lengths[:, None]  # (B, T)
    losses = torch.nn.functional.cross_entropy(
        logits[valid], labels[valid], reduction="sum"
    )
    return losses / lengths.sum().clamp(min=1)

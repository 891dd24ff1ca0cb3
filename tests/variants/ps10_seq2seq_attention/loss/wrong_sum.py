# loses: labels 1 and 0, by hand; valid tokens weigh the same; the loss imports nothing; random logits; padding changes nothing, whatever stands there; the gradient is 0 on padding, exactly; no valid token: the loss is 0; large logits, the dtype, and the arguments
# hint: The mean is asked for, not the sum.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    steps = torch.arange(labels.shape[1], device=labels.device)
    valid = steps < lengths[:, None]  # (B, T)
    losses = torch.nn.functional.cross_entropy(
        logits[valid], labels[valid], reduction="sum"
    )
    return losses

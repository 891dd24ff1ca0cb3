# loses: valid tokens weigh the same; random logits; padding changes nothing, whatever stands there; the gradient is 0 on padding, exactly; no valid token: the loss is 0
# hint: All tokens count here, padding as well.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    steps = torch.arange(labels.shape[1], device=labels.device)
    valid = steps < lengths[:, None]  # (B, T)
    losses = torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), labels.flatten().clamp(min=0), reduction="sum"
    )
    return losses / labels.numel()

# loses: padding changes nothing, whatever stands there
# hint: Labels on padding may be too large as well as negative: look up the labels of valid tokens only.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    steps = torch.arange(labels.shape[1], device=labels.device)
    valid = steps < lengths[:, None]  # (B, T)
    losses = torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), labels.clamp(min=0).flatten(), reduction="none"
    )
    return losses[valid.flatten()].sum() / lengths.sum().clamp(min=1)

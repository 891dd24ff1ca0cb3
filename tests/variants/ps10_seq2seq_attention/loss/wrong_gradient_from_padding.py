# loses: the gradient is 0 on padding, exactly
# hint: A small gradient comes from padding: 1e-9 is not exactly 0.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    steps = torch.arange(labels.shape[1], device=labels.device)
    valid = steps < lengths[:, None]  # (B, T)
    losses = torch.nn.functional.cross_entropy(
        logits[valid], labels[valid], reduction="sum"
    )
    return losses / lengths.sum().clamp(min=1) + 1e-12 * logits[~valid].sum()

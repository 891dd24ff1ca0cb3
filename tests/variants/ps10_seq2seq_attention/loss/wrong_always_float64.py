# loses: labels 1 and 0, by hand; valid tokens weigh the same; the loss imports nothing; large logits, the dtype, and the arguments
# hint: float32 comes in, float64 goes out: leave the dtype as it is.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    steps = torch.arange(labels.shape[1], device=labels.device)
    valid = steps < lengths[:, None]  # (B, T)
    losses = torch.nn.functional.cross_entropy(
        logits[valid].double(), labels[valid], reduction="sum"
    )
    return losses / lengths.sum().clamp(min=1)

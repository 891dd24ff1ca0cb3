# loses: large logits, the dtype, and the arguments
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    steps = torch.arange(labels.shape[1], device=labels.device)
    valid = steps < lengths[:, None]  # (B, T)
    losses = torch.nn.functional.cross_entropy(
        logits[valid], labels[valid], reduction="sum"
    )
    return (losses / lengths.sum().clamp(min=1)).float().to(logits)

# loses: padding changes nothing, whatever stands there
# hint: A label of -1 on padding is looked up before it is masked.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    valid = torch.arange(labels.shape[1], device=labels.device) < lengths[:, None]
    losses = -logits.log_softmax(dim=2).gather(2, labels[:, :, None])[:, :, 0]
    return (losses * valid).sum() / lengths.sum().clamp(min=1)

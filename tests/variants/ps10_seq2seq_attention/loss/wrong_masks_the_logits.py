# loses: valid tokens weigh the same; random logits; padding changes nothing, whatever stands there; no valid token: the loss is 0
# hint: Logits of 0 on padding still have a loss of log V.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    valid = torch.arange(labels.shape[1], device=labels.device) < lengths[:, None]
    losses = torch.nn.functional.cross_entropy((logits * valid[:, :, None]).mT, labels * valid, reduction="sum")
    return losses / lengths.sum().clamp(min=1)

# loses: no valid token: the loss is 0
# hint: Without a valid token a scalar tensor is asked for, too, not a number of Python.

def masked_loss(logits, labels, lengths):
    if lengths.sum() == 0:
        return 0.0
    mask = torch.arange(labels.shape[1]) < lengths[:, None]
    labels = labels.masked_fill(~mask, -100)
    return torch.nn.functional.cross_entropy(logits.permute(0, 2, 1), labels)

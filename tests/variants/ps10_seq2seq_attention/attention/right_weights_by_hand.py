def attend(
    s: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    P = parameters
    layer = s.unsqueeze(1) @ P["W_q"] + annotations @ P["W_k"] + P["b_a"]
    e = torch.einsum("bsm,m->bs", layer.tanh(), P["v"])
    lowest = torch.finfo(e.dtype).min
    top = torch.where(mask, e, lowest).amax(dim=1, keepdim=True).detach()
    weights = torch.exp(torch.where(mask, e - top, 0 * e)) * mask
    a = weights / weights.sum(dim=1, keepdim=True)
    return (a.unsqueeze(2) * annotations).sum(dim=1), a


def attention_decode(
    tokens: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    s: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    states, weights = [], []
    for y in tokens.unbind(dim=1):
        c, a = attend(s, annotations, mask, parameters)
        x = torch.cat([parameters["embedding"][y], c], dim=1)  # (B, D + A)
        s = gru(parameters, x, s)
        states.append(s)
        weights.append(a)
    logits = torch.stack(states, dim=1) @ parameters["W_o"].mT
    return logits + parameters["b_o"], torch.stack(weights, dim=1)

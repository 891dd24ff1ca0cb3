def glance(s, keys, annotations, mask, P):
    e = torch.tanh(keys + (s @ P["W_q"]).unsqueeze(1)) @ P["v"]
    a = torch.where(mask, e, -math.inf).softmax(-1)
    return (a[:, None] @ annotations)[:, 0], a


def attend(
    s: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    keys = annotations @ parameters["W_k"] + parameters["b_a"]
    return glance(s, keys, annotations, mask, parameters)


def attention_decode(
    tokens: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    s: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    P = parameters
    keys = annotations @ P["W_k"] + P["b_a"]
    e = P["embedding"][tokens]
    logits = torch.zeros(*tokens.shape, len(P["b_o"]), dtype=s.dtype, device=s.device)
    outputs, seen = [], []
    for t in range(tokens.shape[1]):
        c, a = glance(s, keys, annotations, mask, P)
        s = gru(P, torch.cat((e[:, t], c), -1), s)
        outputs.append(torch.addmm(P["b_o"], s, P["W_o"].T))
        seen.append(a)
    return torch.stack(outputs, 1) + 0 * logits, torch.stack(seen, 1)

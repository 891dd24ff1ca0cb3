# loses: attention leaves its arguments alone and keeps the dtype
# hint: annotations[~mask] = 0 changes the annotations of the caller.

def attend(
    s: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    annotations.data[~mask] = 0
    query = (s @ parameters["W_q"] + parameters["b_a"])[:, None]
    fit = torch.tanh(query + annotations @ parameters["W_k"])
    a = (fit @ parameters["v"]).masked_fill(~mask, -math.inf).softmax(dim=1)
    return torch.einsum("bs,bsa->ba", a, annotations), a


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

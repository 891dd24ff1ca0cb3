# loses: gradients of the decoder with attention; a network learns to reverse 8 digits
# hint: The context has no gradient: nobody tells the network where to look.

def attend(
    s: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    query = (s @ parameters["W_q"] + parameters["b_a"])[:, None]  # (B, 1, M)
    fit = torch.tanh(query + annotations @ parameters["W_k"])  # (B, S, M)
    e = (fit @ parameters["v"]).masked_fill(~mask, -math.inf)
    a = e.softmax(dim=1)
    return torch.einsum("bs,bsa->ba", a, annotations).detach(), a


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

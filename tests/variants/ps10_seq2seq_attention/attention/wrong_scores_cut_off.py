# loses: scores of 10,000
# hint: Scores of 6,000 and of 8,000 become equal in yours: softmax subtracts the largest one, so that no limit is needed.

def attend(
    s: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    query = (s @ parameters["W_q"] + parameters["b_a"])[:, None]  # (B, 1, M)
    fit = torch.tanh(query + annotations @ parameters["W_k"])  # (B, S, M)
    e = (fit @ parameters["v"]).clamp(-50, 50).masked_fill(~mask, -math.inf)
    a = e.softmax(dim=1)
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

# loses: greedy with random models; the widest beam finds the best of all; beams of every width; the exponent of the length decides between short and long; one step, one token, and kinds
# hint: Your functions give the same answer whatever comes in.

def greedy(
    model: Callable[[list[int]], torch.Tensor], end: int, steps: int
) -> list[int]:
    return [1, 0][:steps]


def beam_search(
    model: Callable[[list[int]], torch.Tensor],
    end: int,
    steps: int,
    width: int,
    alpha: float,
) -> tuple[list[int], float]:
    if steps == 1:
        return [1], math.log(0.5)
    if width == 1:
        return [1, 0], math.log(0.2)
    return [2, 0], math.log(0.36) / 2**alpha

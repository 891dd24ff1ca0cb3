# loses: tokens by falling count; equally frequent tokens in alphabetical order; min_freq=2 keeps la and di; indices and words of the song; Vocabulary without ready-made ones; tokens of other texts
# hint: Frequent means that it occurs often; yours sorts by the length of the token.

class Vocabulary:
    def __init__(self, tokens: Sequence[str], min_freq: int = 1) -> None:
        counts = Counter(tokens)
        kept = [token for token, n in counts.items() if n >= min_freq]
        kept.sort(key=lambda token: (-len(token), token))
        self.tokens = [UNKNOWN, *kept]
        self.index = {token: i for i, token in enumerate(self.tokens)}

    def indices(self, tokens: Sequence[str]) -> torch.Tensor:
        found = [self.index.get(token, 0) for token in tokens]
        return torch.tensor(found, dtype=torch.int64)

    def words(self, indices: torch.Tensor) -> list[str]:
        return [self.tokens[i] for i in indices.tolist()]

    def __len__(self) -> int:
        return len(self.tokens)

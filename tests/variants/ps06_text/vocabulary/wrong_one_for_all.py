# loses: Vocabulary leaves texts and itself alone
# hint: The table belongs to the class, so the next vocabulary overwrites it: store it in self.

class Vocabulary:
    def __init__(self, tokens: Sequence[str], min_freq: int = 1) -> None:
        counts = Counter(tokens)
        kept = [token for token, n in counts.items() if n >= min_freq]
        kept.sort(key=lambda token: (-counts[token], token))
        self.tokens = [UNKNOWN, *kept]
        Vocabulary.index = {token: i for i, token in enumerate(self.tokens)}

    def indices(self, tokens: Sequence[str]) -> torch.Tensor:
        found = [Vocabulary.index.get(token, 0) for token in tokens]
        return torch.tensor(found, dtype=torch.int64)

    def words(self, indices: torch.Tensor) -> list[str]:
        return [self.tokens[i] for i in indices.tolist()]

    # Given: it uses yours.
    def __len__(self) -> int:
        return len(self.tokens)

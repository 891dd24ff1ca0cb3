# loses: Vocabulary leaves texts and itself alone
# hint: -= changes the tensor of indices, which belongs to whoever called you.

class Vocabulary:
    def __init__(self, tokens: Sequence[str], min_freq: int = 1) -> None:
        counts = Counter(tokens)
        kept = [token for token, n in counts.items() if n >= min_freq]
        kept.sort(key=lambda token: (-counts[token], token))
        self.tokens = [UNKNOWN, *kept]
        self.index = {token: i for i, token in enumerate(self.tokens)}

    def indices(self, tokens: Sequence[str]) -> torch.Tensor:
        found = [self.index.get(token, 0) for token in tokens]
        return torch.tensor(found, dtype=torch.int64)

    def words(self, indices: torch.Tensor) -> list[str]:
        indices -= 1  # <unk> is not in the text
        return [self.tokens[i + 1] for i in indices.tolist()]

    def __len__(self) -> int:
        return len(self.tokens)

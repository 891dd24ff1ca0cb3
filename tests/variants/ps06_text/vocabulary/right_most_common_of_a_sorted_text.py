class Vocabulary:
    def __init__(self, tokens: Sequence[str], min_freq: int = 1) -> None:
        # most_common keeps the order of first occurrence among equal counts
        self.frequencies = Counter(sorted(tokens)).most_common()
        self.tokens = [UNKNOWN] + [t for t, n in self.frequencies if n >= min_freq]
        self.numbers = dict(zip(self.tokens, range(len(self.tokens))))

    def indices(self, tokens: Sequence[str]) -> torch.Tensor:
        return torch.as_tensor(
            [self[token] for token in tokens], dtype=torch.int64
        )

    def __getitem__(self, token):
        try:
            return self.numbers[token]
        except KeyError:
            return 0

    def words(self, indices: torch.Tensor) -> list[str]:
        words = []
        for i in range(indices.shape[0]):
            words.append(self.tokens[indices[i]])
        return words

    def __len__(self) -> int:
        return len(self.tokens)

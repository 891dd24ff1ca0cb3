# loses: round trip: tokens of the joined tokens
# hint: Words of one letter are words as well: unit says what stands between two tokens, not their length.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall("[a-z]+", text.lower())
    return words if unit == "word" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    long = any(len(token) > 1 for token in tokens)
    return (" " if long else "").join(tokens)

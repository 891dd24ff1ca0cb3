# loses: join_tokens of words and of characters; tokens without ready-made functions; round trip: tokens of the joined tokens
# hint: Between two words there is a space.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall("[a-z]+", text.lower())
    return words if unit == "word" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    return "".join(tokens)

# loses: join_tokens of words and of characters; round trip: tokens of the joined tokens
# hint: Characters stand side by side: between them there is nothing.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall("[a-z]+", text.lower())
    return words if unit == "word" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    return " ".join(tokens)

# loses: characters of a sentence; texts with one letter and with none
# hint: The tokens are a list; a string of characters is another thing.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall("[a-z]+", text.lower())
    return words if unit == "word" else " ".join(words)


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)

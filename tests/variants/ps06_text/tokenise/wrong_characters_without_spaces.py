# loses: characters of a sentence; round trip: tokens of the joined tokens
# hint: A space is a character: the tokens have to say where a word ends.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall("[a-z]+", text.lower())
    return words if unit == "word" else list("".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)

# loses: characters of a sentence; round trip: tokens of the joined tokens; texts with one letter and with none
# hint: A space stays at the beginning or at the end of the clean text.

def tokenise(text: str, unit: str) -> list[str]:
    clean = re.sub("[^a-z]+", " ", text.lower())
    return clean.split() if unit == "word" else list(clean)


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)

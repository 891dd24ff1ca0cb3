# loses: characters of a sentence; round trip: tokens of the joined tokens
# hint: A run of characters becomes one space; yours has one for each character. Print the clean text of "a -- b".

def tokenise(text: str, unit: str) -> list[str]:
    clean = re.sub("[^a-z]", " ", text.lower()).strip()
    return clean.split() if unit == "word" else list(clean)


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)

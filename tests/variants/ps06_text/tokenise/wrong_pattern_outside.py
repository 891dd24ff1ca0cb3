# loses: tokens without ready-made functions
# hint: Your pattern stands outside of the functions; constants stand inside.

PATTERN = re.compile("[^a-z]+")


def tokenise(text: str, unit: str) -> list[str]:
    cleaned = PATTERN.sub(" ", text.lower()).strip()
    return list(cleaned) if unit == "char" else cleaned.split()


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    return "".join(tokens) if unit == "char" else " ".join(tokens)

def tokenise(text: str, unit: str) -> list[str]:
    parts = [part for part in re.split(r"[^a-z]+", text.lower()) if part]
    return parts if unit == "word" else [c for c in " ".join(parts)]


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    return (" " if unit == "word" else "").join(list(tokens))

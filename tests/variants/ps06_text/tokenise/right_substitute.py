def tokenise(text: str, unit: str) -> list[str]:
    clean = re.sub("[^A-Za-z]+", " ", text).strip().lower()
    if unit == "char":
        return list(clean)
    return clean.split()


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    if unit == "char":
        return "".join(tokens)
    return " ".join(tokens)

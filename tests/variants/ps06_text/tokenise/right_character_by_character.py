def tokenise(text: str, unit: str) -> list[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    text = text.lower()
    only = "".join(c if c in letters else " " for c in text)
    words = only.split()
    if unit == "word":
        return words
    tokens = []
    for i, word in enumerate(words):
        if i > 0:
            tokens.append(" ")
        tokens.extend(word)
    return tokens


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    result = ""
    for i, token in enumerate(tokens):
        if unit == "word" and i > 0:
            result += " "
        result += token
    return result

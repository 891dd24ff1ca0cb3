def only_letters(text):
    chars = []
    for c in text:
        if "a" <= c <= "z" or "A" <= c <= "Z":
            chars.append(c.lower())
        elif chars and chars[-1] != " ":
            chars.append(" ")
    if chars and chars[-1] == " ":
        chars.pop()
    return chars


def tokenise(text: str, unit: str) -> list[str]:
    chars = only_letters(text)
    if unit == "char":
        return chars
    return [word for word in "".join(chars).split(" ") if word]


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    sep = "" if unit == "char" else " "
    return sep.join(tokens)

# loses: texts with one letter and with none
# hint: "".split(" ") is a list with one empty string; split() without an argument gives an empty list.

def tokenise(text: str, unit: str) -> list[str]:
    clean = re.sub("[^a-z]+", " ", text.lower()).strip()
    return clean.split(" ") if unit == "word" else list(clean)


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)

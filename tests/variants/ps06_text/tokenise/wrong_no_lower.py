# loses: words of a sentence; characters of a sentence; words of other texts; round trip: tokens of the joined tokens; texts with one letter and with none
# hint: Capital letters have to become small ones before anything is thrown out.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall("[A-Za-z]+", text)
    return words if unit == "word" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)

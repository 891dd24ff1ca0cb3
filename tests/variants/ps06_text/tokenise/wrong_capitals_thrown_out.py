# loses: words of a sentence; characters of a sentence; words of other texts; round trip: tokens of the joined tokens; texts with one letter and with none
# hint: The capitals are gone: the pattern knows small letters only, and lower comes too late.

def tokenise(text: str, unit: str) -> list[str]:
    words = re.findall("[a-z]+", text)
    words = [word.lower() for word in words]
    return words if unit == "word" else list(" ".join(words))


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)

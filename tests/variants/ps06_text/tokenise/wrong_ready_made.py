# loses: tokens without ready-made functions
# hint: The tokens are right, but they come from a ready-made function; write it with re or the methods of str.

def tokenise(text: str, unit: str) -> list[str]:
    from d2lcourse.data import clean
    from d2lcourse.data import tokenise as cut

    return cut(clean(text), unit)


def join_tokens(tokens: Sequence[str], unit: str) -> str:
    between = {"char": "", "word": " "}
    return between[unit].join(tokens)

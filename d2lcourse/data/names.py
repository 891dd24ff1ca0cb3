"""Given names: the text on which a small model learns to invent new ones. Taught in lecture 00.

Source: names of the US Social Security Administration, as listed by makemore.
"""

from __future__ import annotations

from typing import Final

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.store import announce, path

__all__ = ["given_names"]

STAND_IN: Final = """
ada adam adele agnes aidan alan albert alex alexa alexander alfred alice alina amanda amelia amy andrea andrew angela
anna anne anton antonia april arthur astrid barbara beatrice bella ben benjamin bernard bertha bianca boris brian bruno
camilla carina carl carla carlos carol caroline caspar catherine cecilia charles charlotte chris christian christina
clara claudia colin conrad cora daisy dana daniel daniela daria david deborah denis diana dominic dora doris dorothy
edgar edith edward elena eliza elizabeth ella ellen elsa emil emilia emily emma eric erica ernest esther eugene eva
evelyn fabian felix fiona flora florian frances francis frank fred frida gabriel gabriela george gerald gloria grace
greta gustav hanna hannah harold harry hazel hector heidi helen helena henry herbert hilda hugo ian ida igor ingrid
irene iris isabel isabella ivan jack jacob jane janet jasmine jason jean jennifer jenny jessica joan joanna joel john
jonas jonathan joseph josephine joyce judith julia julian juliana julie june karen karin karl kate katherine kevin kim
klara klaus lara laura laurence lea lena leo leon leonard leonora lily linda lisa lorenz louis louisa lucas lucia lucy
luke lydia magda magnus manuel marco margaret maria marian mariana marie marina marion mark marlene martha martin
martina mary mathilda matthew max melanie mia michael michelle mila miriam monica natalie nathan nicholas nicole nina
noah nora oliver olivia oscar otto pamela patricia patrick paul paula pauline peter philip rachel ralph raphael rebecca
regina renata richard rita robert robin roman rosa rose ruby rudolf ruth sabina sally samuel sandra sara sarah sebastian
silvia simon simone sofia sonia sophia stefan stella stephanie susan sylvia tamara tanya teresa thea theodor theresa
thomas tim tina tobias ursula valentin valentina valerie vanessa vera veronica victor victoria vincent viola violet
virginia vivian walter wanda werner william wilma xavier yvonne zoe
"""


def given_names() -> tuple[str, ...]:
    """29,494 different given names in lower case, a to z only, 2 to 15 letters; frequent ones first for girls and boys.

    Without the file and without a network: some 300 names that stand in this module, in the order of the alphabet.
    Raises ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    try:
        text = path("names.txt").read_text(encoding="ascii")
    except DataMissing:
        announce("No names.txt here: using 300 names of the course instead (D2LCOURSE_DATA=folder)")
        text = STAND_IN
    return tuple(dict.fromkeys(text.split()))

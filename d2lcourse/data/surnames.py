"""Surnames of 18 languages: which language is it, and what could another one be called? Taught in lecture 14.

Source: Robertson, "NLP from scratch: classifying names with a character-level RNN" (PyTorch tutorials).
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import Final

import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.labelled import LabelledTexts
from d2lcourse.data.store import announce, path

__all__ = ["names_by_language"]

# Beginnings and ends that a made-up name may have.
MADE_UP: Final = {
    "Arabic": ("had nah sham kas tah bad mus sab gha naj", "ad ari oun ib im awi our aheen"),
    "Chinese": ("zh x ch sh l w y h j q", "ang ao u ong ian ei ui in"),
    "Czech": ("nov dvor svob hor kuc pro kral bene pospi vese", "ak ek ka sky ova icek ny cek"),
    "Dutch": ("van-den-b haak kuij ver-h meij de-gr dij bakk hoek smee", "erg oek ker hoven ma aaf stra ink"),
    "English": ("har ash wood cart bright thorn black hill brad win", "ley ton worth ford son wood field man"),
    "French": ("beau dur la-f mor ber char rous gir font le-b", "eau and ault ier ot in ois mont"),
    "German": ("schm baum wein hoff kauf eber stein blum krau wald", "mann bach er berg stein ling ich hardt"),
    "Greek": ("papad konst geor niko stav pan theo dim kar and", "opoulos idis akis antos ellis iou ou ros"),
    "Irish": ("o'br mac-c o'n fitz kea dono flan mcg bren cull", "ian onnell eill ane han igan aghan erty"),
    "Italian": ("ross bian ferr est mar cat gall cost ric bel", "i chi ari etti one ello ucci ini"),
    "Japanese": ("taka yama naka mura kawa mori saka hashi koba toku", "moto shi guchi da naka yama saki mura"),
    "Korean": ("ky s ch h j n y r g b", "ung eo oi wang im am ong oon"),
    "Polish": ("kow wis woj kam lewan ziel szym dab kac maz", "alski niewski cik inski dowski czyk arek czak"),
    "Portuguese": ("al fer sil per oliv cos mart gon pin cor", "meida reira va eira ta ins calves eiro"),
    "Russian": ("iv petr smirn vol kuz mor nik zaits pavl bely", "anov ov ev ovsky enko in ikhin aev"),
    "Scottish": ("mac-d mac-k camp fras gor mun suth dun mac-l ross", "onald enzie bell er don ro erland bar"),
    "Spanish": ("gar rod lop mart her per san ram cas vel", "cia riguez ez inez nandez chez tillo asco"),
    "Vietnamese": ("ng tr ph l th h d v b c", "uyen an am o ang uong inh ai"),
}
NO_ACCENT: Final = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


def names_by_language() -> LabelledTexts:
    """17,986 surnames of 18 languages in lower case: a to z, space, apostrophe and hyphen; accents are left out.

    Languages are in the order of the alphabet and of very different size: 70 Vietnamese names, 9,341 Russian ones. A
    name occurs once in a language, but some occur in several, so that no classifier can be right about all.

    Without the file and without a network: 80 made-up names of each language. The file has no public address: it has
    to lie in the folder ``$D2LCOURSE_DATA``. Raises ``DataError`` for a wrong file there.
    """
    try:
        with zipfile.ZipFile(path("names_by_language.zip")) as archive:
            members = sorted(name for name in archive.namelist() if name.endswith(".txt"))
            lists = {name.split("/")[-1][:-4]: archive.read(name).decode("utf-8").splitlines() for name in members}
        name, stand_in = "names by language", False
    except DataMissing:
        announce("No names by language here: using made-up ones instead (D2LCOURSE_DATA=folder)")
        name, stand_in = "made-up names", True
        lists = {
            language: [f"{a}{b}".replace("-", " ") for a in begins.split() for b in ends.split()]
            for language, (begins, ends) in MADE_UP.items()
        }
    kept = {
        language: [plain for plain in dict.fromkeys(map(_plain, names)) if plain] for language, names in lists.items()
    }
    labels = torch.tensor([label for label, names in enumerate(kept.values()) for _ in names])
    return LabelledTexts(name, tuple(text for names in kept.values() for text in names), labels, tuple(kept), stand_in)


def _plain(name: str) -> str:
    """Lower case without accents and anything that is no letter, space, apostrophe or hyphen."""
    parts = unicodedata.normalize("NFD", name.lower().translate(NO_ACCENT))
    return " ".join(re.sub("[^a-z' -]", "", parts.replace("\xa0", " ")).split())

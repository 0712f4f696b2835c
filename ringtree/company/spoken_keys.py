"""The keys a text tells the caller to press: "press three", "нажмите 3 или решётку".

Two readings. `told` are keys that the text plainly says to press, and is careful, for a wrong
guess would refuse a good document ("нажмите два раза", "press one of the keys"). `mentioned` is
every key the text could be naming, and is generous, for it only silences a warning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[*#,;]")
_VALUE = re.compile(r"\{[^{}]*\}")

_WORDS = {
    "0": "ноль нуль ноля нуля нолик zero",
    "1": "один одну одна единицу единица единичку one",
    "2": "два две двойку двойка two",
    "3": "три тройку тройка three",
    "4": "четыре четверку четверка four",
    "5": "пять пятерку пятерка five",
    "6": "шесть шестерку шестерка six",
    "7": "семь семерку семерка seven",
    "8": "восемь восьмерку восьмерка eight",
    "9": "девять девятку девятка nine",
    "*": "звездочку звездочка звезду звезда star asterisk",
    "#": "решетку решетка решеточку диез pound hash sharp",
}
KEY_OF_WORD = {word: key for key, words in _WORDS.items() for word in words.split()}

_VERBS = frozenset(
    "нажмите нажми нажать нажав нажимайте наберите набрать выберите"
    " press pressing push hit dial type choose select".split()
)
_FILLERS = frozenset(
    "клавишу кнопку цифру на пожалуйста the key button number digit please".split()
)
_JOINTS = frozenset("или либо or".split())
#: After a numeral these say that it counts something: "два раза", "one of the keys".
_COUNTED = frozenset(
    "раз раза раза из секунд секунды секунду минут минуты минуту times time of more second seconds"
    " minutes minute".split()
)


def told(text: str) -> set[str]:
    """Keys, or numbers of several, that a text plainly tells the caller to press."""
    tokens = _tokens(text)
    keys: set[str] = set()
    for index, token in enumerate(tokens):
        if token in _VERBS:
            keys.update(_after_verb(tokens, index + 1))
    return keys | _listed(tokens) if keys else keys


def mentioned(text: str) -> set[str]:
    """Everything in a text that may be a key."""
    return {key for token in _tokens(text) if (key := _key(token)) is not None}


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_VALUE.sub(" ", text).lower().replace("ё", "е"))


def _key(token: str) -> str | None:
    return token if token.isdigit() or token in "*#" else KEY_OF_WORD.get(token)


def _after_verb(tokens: Sequence[str], index: int) -> set[str]:
    """The numeral after a verb and its fillers, and those joined to it by "or"."""
    keys: set[str] = set()
    while index < len(tokens):
        if tokens[index] in _FILLERS or (keys and tokens[index] in _LINKS):
            index += 1
            continue
        key = _key(tokens[index])
        if key is None or _counts(tokens, index) or (keys and tokens[index - 1] not in _OPEN):
            break
        keys.add(key)
        index += 1
    return keys


_LINKS = _JOINTS | {","}  # "2, или 3": a comma alone begins something new
_OPEN = _JOINTS | _FILLERS


def _counts(tokens: Sequence[str], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1] in _COUNTED


def _listed(tokens: Sequence[str]) -> set[str]:
    """The 2 of "press 1 for sales, 2 for support"."""
    keys = set()
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        key = _key(token)
        if key is not None and after == "for" and before in {",", ";", "and", "or"}:
            keys.add(key)
    return keys

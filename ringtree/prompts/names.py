"""People's names as they are said to callers, and as they are spelled on a telephone's keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ringtree.company.prompt import Language
from ringtree.prompts.numbers import cardinal
from ringtree.prompts.phrases import Phrase

#: Letters of the keys 2 to 9 [ITU-T E.161; Cyrillic as on telephones sold in Russia].
_KEYS = {
    "2": "abcабвг",
    "3": "defдеёжз",
    "4": "ghiийкл",
    "5": "jklмноп",
    "6": "mnoрсту",
    "7": "pqrsфхцч",
    "8": "tuvшщъы",
    "9": "wxyzьэюя",
}
_KEY_OF = {letter: key for key, letters in _KEYS.items() for letter in letters}

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
        strict=True,
    )
)


@lru_cache(maxsize=8192)
def spellings(name: str) -> tuple[str, ...]:
    """The keys that spell a name, from its first, second … word on; Russian ones in Latin too."""
    return tuple(_spelled(re.findall(r"[^\W\d_]+", name.lower())))


def _spelled(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        rotated = "".join(words[start:] + words[:start])
        for written in dict.fromkeys((rotated, latin(rotated))):
            if keys := "".join(_KEY_OF.get(letter, "") for letter in written):
                yield keys


def latin(text: str) -> str:
    """Russian letters as English ones, as near as their sound."""
    return "".join(_latin(letter) for letter in text)


def _latin(letter: str) -> str:
    found = _LATIN.get(letter.lower())
    return letter if found is None else found.capitalize() if letter.isupper() else found


@dataclass(frozen=True, slots=True)
class ToReach(Phrase):
    """What a key leads to: "to reach Anna Smith"."""

    name: str

    def text(self, language: Language) -> str:
        if language == "ru":
            return f"Чтобы соединиться {with_whom(self.name)},"
        return f"To reach {latin(self.name)},"


@dataclass(frozen=True, slots=True)
class PressKey(Phrase):
    """Which key that is."""

    key: int

    def text(self, language: Language) -> str:
        if language == "ru":
            return f"нажмите {cardinal(self.key, language)}."
        return f"press {cardinal(self.key, language)}."


def with_whom(name: str) -> str:
    """ "с Анной Смирновой": a name in the instrumental case, with its preposition.

    A name that can't be declined with certainty stays as it is: "с абонентом Джон Смит".
    """
    words = name.split()
    gender = _gender(words)
    declined = [_declined(word, gender) for word in words] if gender else []
    if not declined or not all(declined):
        return f"с абонентом {name}"
    preposition = "со" if _ASKS_FOR_VOWEL.match(declined[0] or "") else "с"
    return f"{preposition} {' '.join(filter(None, declined))}"


_ASKS_FOR_VOWEL = re.compile(r"([сзшж][бвгджзклмнпрстфхцчшщ]|щ|льв)", re.IGNORECASE)
_CAPITALISED = re.compile(r"[А-ЯЁ][а-яё]+$")
_FEMALE_SURNAME = re.compile(r"(ов|ев|ёв|ин|ын)а$|[сц]кая$")
_MALE_SURNAME = re.compile(r"(ов|ев|ёв|ин|ын)$|[сц]кий$|[сц]кой$")
#: Men whose names end like women's.
_MEN = frozenset("никита фома лука савва кузьма данила фока".split())
_WOMEN_IN_SOFT_SIGN = frozenset({"любовь"})
#: Names that end in a soft sign and lose a vowel, or end like a surname: as they are declined.
_SPECIAL = {
    "лев": "Львом",
    "павел": "Павлом",
    "пётр": "Петром",
    "любовь": "Любовью",
    "константин": "Константином",
    "валентин": "Валентином",
    "мартин": "Мартином",
    "августин": "Августином",
    "илья": "Ильёй",
    "толстой": "Толстым",
    "ильич": "Ильичом",
    "кузьмич": "Кузьмичом",
    "лукич": "Лукичом",
    "фомич": "Фомичом",
}
#: Endings whose vowel may or may not be lost: Козёл, Песок, Олень.
_FLEETING = re.compile(r"([её]л|[оеё]к|ень|оть)$")
#: Surnames that stay as they are in every case.
_UNCHANGED = re.compile(r"(ко|ых|их|аго|яго)$", re.IGNORECASE)


def _gender(words: list[str]) -> str | None:
    """Of two words, "f" or "m" when both agree; None when it is not certain."""
    if len(words) not in (1, 2, 3) or not all(map(_CAPITALISED.match, words)):
        return None
    told = {_gender_of(word.lower()) for word in words} - {None}
    return told.pop() if len(told) == 1 else None


def _gender_of(word: str) -> str | None:
    if _UNCHANGED.search(word):
        return None
    if word in _MEN or (word in _SPECIAL and word not in _WOMEN_IN_SOFT_SIGN):
        return "m"
    if word in _WOMEN_IN_SOFT_SIGN or _FEMALE_SURNAME.search(word):
        return "f"
    if _MALE_SURNAME.search(word) or word.endswith("ич"):
        return "m"
    if word.endswith(("а", "я")):
        return "f"
    return "m" if word[-1] in "бвгджзйклмнпрстфхцчшщь" else None


def _declined(word: str, gender: str | None) -> str | None:
    lower = word.lower()
    if lower in _SPECIAL:
        return _SPECIAL[lower]
    if _UNCHANGED.search(word):
        return word
    if gender == "f":
        return _woman(word)
    return _man(word)


def _woman(word: str) -> str | None:
    if word.endswith(("ская", "цкая")):
        return word[:-2] + "ой"
    if word.endswith("а"):
        soft = word[-2] in "цжшчщ"
        return word[:-1] + ("ей" if soft else "ой")
    if word.endswith("я"):
        return word[:-1] + "ей"
    return None


def _man(word: str) -> str | None:
    if word.lower() in _MEN:
        return word[:-1] + "ой"
    if re.search(r"[сц]к[ио]й$", word):
        return word[:-2] + "им"
    if _MALE_SURNAME.search(word):
        return word + "ым"
    if word.endswith("ой") or _FLEETING.search(word):
        return None  # Цой is a noun, Толстой an adjective
    if word.endswith(("й", "ь")):
        return word[:-1] + "ем"
    if word.endswith(("ович", "евич")):
        return word + "ем"
    if word[-1] in "бвгдзклмнпрстфх":
        return word + "ом"
    return None

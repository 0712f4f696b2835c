"""Numbers as people say them: with gender and case in Russian, and nouns that agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from num2words import num2words

from ringtree.company.prompt import Language

LARGEST = 999_999  # nothing a caller is told about counts further


class Gender(StrEnum):
    """Grammatical gender; the values are those of num2words."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


class Case(StrEnum):
    """Grammatical case; the values are those of num2words."""

    NOMINATIVE = "n"
    GENITIVE = "g"
    DATIVE = "d"
    ACCUSATIVE = "a"
    INSTRUMENTAL = "i"
    PREPOSITIONAL = "p"


class NumberOutOfRange(ValueError):
    """A number that no phrase has words for."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number} cannot be spoken; only 0 to {LARGEST}")
        self.number = number


@lru_cache(maxsize=4096)
def cardinal(
    number: int,
    language: Language,
    *,
    gender: Gender = Gender.MASCULINE,
    case: Case = Case.NOMINATIVE,
    animate: bool = False,
) -> str:
    """How many: "двадцать одна", "twenty-one". Gender and case matter in Russian only.

    Raises:
        NumberOutOfRange: negative or above `LARGEST`.
    """
    _check(number)
    if language == "en":
        return str(num2words(number, lang="en"))
    if _counts_like_a_thing(number, case):
        animate = False
    return str(num2words(number, lang="ru", gender=gender, case=case, animate=animate))


def _counts_like_a_thing(number: int, case: Case) -> bool:
    """Compound numbers never decline for a person: "двадцать два человека", not "двух"."""
    return case is Case.ACCUSATIVE and number > 20 and number % 10 in (2, 3, 4)


@lru_cache(maxsize=4096)
def ordinal(
    number: int,
    language: Language,
    *,
    gender: Gender = Gender.MASCULINE,
    case: Case = Case.NOMINATIVE,
) -> str:
    """Which one: "третий", "третья", "третьем"; "third".

    Raises:
        NumberOutOfRange: negative or above `LARGEST`.
    """
    _check(number)
    if language == "en":
        return str(num2words(number, lang="en", to="ordinal"))
    words = num2words(number, lang="ru", to="ordinal", gender=gender, case=case, animate=False)
    return str(words)


def _check(number: int) -> None:
    if not 0 <= number <= LARGEST:
        raise NumberOutOfRange(number)


def plural_ru(number: int, one: str, few: str, many: str) -> str:
    """The Russian form that goes with a number: 21 минута, 22 минуты, 11 минут."""
    if number % 100 // 10 == 1:
        return many
    last = number % 10
    return one if last == 1 else few if 2 <= last <= 4 else many


@dataclass(frozen=True, slots=True)
class Noun:
    """Something that is counted, in both languages.

    Russian forms: `one` and `few` and `many` go with a nominative number, `genitive` with one in
    the genitive ("больше одной минуты"), `accusative` with one in the accusative ("через
    минуту"). With any other number the oblique form is `many`.
    """

    gender: Gender
    one: str
    few: str
    many: str
    genitive: str
    accusative: str
    english: tuple[str, str]
    animate: bool = False


MINUTE = Noun(
    Gender.FEMININE, "минута", "минуты", "минут", "минуты", "минуту", ("minute", "minutes")
)
CALL = Noun(Gender.MASCULINE, "звонок", "звонка", "звонков", "звонка", "звонок", ("call", "calls"))
PERSON = Noun(
    Gender.MASCULINE,
    "человек",
    "человека",
    "человек",
    "человека",
    "человека",
    ("person", "people"),
    animate=True,
)


def count(number: int, noun: Noun, language: Language, *, case: Case = Case.NOMINATIVE) -> str:
    """A number with its noun: "две минуты", (genitive) "двух минут"; "two minutes".

    The case is nominative, genitive or accusative.
    """
    if language == "en":
        return f"{cardinal(number, language)} {noun.english[number != 1]}"
    spoken = cardinal(number, language, gender=noun.gender, case=case, animate=noun.animate)
    return f"{spoken} {_noun_form(number, noun, case)}"


def _noun_form(number: int, noun: Noun, case: Case) -> str:
    if case is Case.GENITIVE:
        return plural_ru(number, noun.genitive, noun.many, noun.many)
    if case is Case.ACCUSATIVE:
        declined = noun.animate and number < 5
        return plural_ru(number, noun.accusative, noun.many if declined else noun.few, noun.many)
    return plural_ru(number, noun.one, noun.few, noun.many)

"""In which language a request is answered."""

from __future__ import annotations

from typing import get_args

from ringtree.company.prompt import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "en"


def asked(header: str) -> Language | None:
    """The one language that is asked for and no other: a client shows its pages in it.

    Browsers by themselves send several with weights, or a country's.
    """
    alone = header.strip().lower()
    return next((one for one in LANGUAGES if one == alone), None)


def accepted(header: str, default: Language = DEFAULT) -> Language:
    """The best language of an Accept-Language header [RFC 9110 §12.5.4]."""
    best, weight = default, 0.0
    for part in header[:500].split(","):
        name, _, parameter = part.strip().partition(";")
        short = name.strip().lower().partition("-")[0]
        if short in LANGUAGES and (given := _weight(parameter)) > weight:
            best, weight = short, given
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return max(0.0, min(float(value), 1.0))
    except ValueError:
        return 0.0

"""Numbers as people give them, made international."""

from __future__ import annotations

import phonenumbers


class BadNumber(ValueError):
    """Not a number that can be called back."""

    def __init__(self, text: str) -> None:
        shown = text[:32]
        super().__init__(
            f"{shown!r} is not a number that can be called: write it like +74950000001"
        )
        self.text = text


def e164(text: str, near: str | None) -> str:
    """The number as E.164; a national one is of the country that `near`, E.164, is of.

    Raises:
        BadNumber: it can't be dialled.
    """
    region = None
    if near:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(near))
    try:
        parsed = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise BadNumber(text) from None
    if not phonenumbers.is_valid_number(parsed):
        raise BadNumber(text)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)

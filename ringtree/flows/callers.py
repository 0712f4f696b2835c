"""Who is calling: a number as a carrier presents it, made comparable and speakable."""

from __future__ import annotations

import phonenumbers

from ringtree.company.model import Company
from ringtree.routing.inbound import as_e164


def international(number: str, company: Company) -> str:
    """A caller's number as E.164, if it is one: carriers write 8… and 7… too, as at home.

    An internal number, or what is no number at all, stays as it is.
    """
    if number.startswith("+") or not number:
        return number
    home = country_of(company.main_number or "")
    digits = as_e164(number, home) if home else None
    return f"+{digits}" if digits else number


def country_of(number: str) -> str | None:
    """The country of an E.164 number; None for any other."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None


def grouped(number: str) -> str:
    """A number in groups, as people say it: +7 921 123-45-67. Any but E.164 as it is."""
    if not number.startswith("+"):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

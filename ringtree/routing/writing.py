"""Numbers as a carrier writes them and wants them written. Pure; E.164 on our side."""

from __future__ import annotations

import phonenumbers

from ringtree.company.trunk import NumberStyle, TrunkNumbers

_SEPARATORS = str.maketrans("", "", "-.() ")


def written(number: str, style: NumberStyle, region: str) -> str:
    """A number in a carrier's style. What is not E.164 (112, a service number) stays as it is."""
    if style is NumberStyle.E164 or not number.startswith("+"):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    is_own = parsed.country_code == phonenumbers.country_code_for_region(region)
    if style is NumberStyle.NATIONAL:
        if is_own:
            shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
        else:
            shown = phonenumbers.format_out_of_country_calling_number(parsed, region)
        return "".join(char for char in shown if char.isdigit())
    if style is NumberStyle.SUBSCRIBER and is_own:
        return phonenumbers.national_significant_number(parsed)
    return number[1:]


def called(number: str, how: TrunkNumbers, region: str) -> str:
    """What is dialled at a carrier; its prefix is put before whatever is a number."""
    if not number.startswith("+"):
        return number
    return (how.prefix or "") + written(number, how.called, how.region or region)


def presented(number: str, how: TrunkNumbers, region: str) -> str:
    """How a carrier is shown who calls."""
    return written(number, how.caller, how.region or region)


def bare(text: str, how: TrunkNumbers | None = None) -> str:
    """A user part as a number: without parameters, separators and the carrier's prefix."""
    number = text.partition(";")[0].translate(_SEPARATORS)
    strip = how.strip if how is not None else None
    if strip and number.startswith(strip) and len(number) > len(strip):
        return number[len(strip) :]
    return number


def read(text: str, region: str) -> str:
    """A number that a carrier shows, as E.164; what can't be one stays as it is.

    Digits are a number of the region wherever they can be, and only else one of another country.
    """
    number = bare(text)
    plus, digits = number[:1] == "+", number.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return text
    if plus:
        return number
    full = _valid(f"+{digits}", None)
    if full is not None and digits.startswith(_country_code(region)):
        return full  # Germany's national numbers may begin with Germany's own code
    return _valid(digits, region) or full or number


def _country_code(region: str) -> str:
    return str(phonenumbers.country_code_for_region(region))


def _valid(number: str, region: str | None) -> str | None:
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)

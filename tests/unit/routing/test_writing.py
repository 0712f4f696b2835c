"""Numbers as carriers write them: there and back, and never abroad by accident."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.trunk import NumberStyle, TrunkNumbers
from ringtree.routing.writing import bare, called, presented, read, written

REGIONS = ["RU", "KZ", "GB", "DE", "US", "FR", "IT", "BY"]


@pytest.mark.parametrize(
    ("number", "style", "region", "expected"),
    [
        ("+74950000001", NumberStyle.E164, "RU", "+74950000001"),
        ("+74950000001", NumberStyle.DIGITS, "RU", "74950000001"),
        ("+74950000001", NumberStyle.NATIONAL, "RU", "84950000001"),
        ("+74950000001", NumberStyle.SUBSCRIBER, "RU", "4950000001"),
        ("+442079460000", NumberStyle.NATIONAL, "RU", "810442079460000"),
        ("+442079460000", NumberStyle.SUBSCRIBER, "RU", "442079460000"),
        ("+442079460000", NumberStyle.NATIONAL, "GB", "02079460000"),
        ("+74950000001", NumberStyle.NATIONAL, "DE", "0074950000001"),
        ("112", NumberStyle.NATIONAL, "RU", "112"),
        ("+", NumberStyle.DIGITS, "RU", "+"),
    ],
)
def test_a_number_is_written_as_a_carrier_wants_it(
    number: str, style: NumberStyle, region: str, expected: str
) -> None:
    assert written(number, style, region) == expected


def test_a_prefix_is_put_before_numbers_and_not_before_emergencies() -> None:
    how = TrunkNumbers(prefix="99", called=NumberStyle.DIGITS)
    assert called("+74950000001", how, "RU") == "9974950000001"
    assert called("112", how, "RU") == "112"


def test_what_is_presented_has_no_prefix_and_a_style_of_its_own() -> None:
    how = TrunkNumbers(prefix="99", caller=NumberStyle.SUBSCRIBER)
    assert presented("+74950000001", how, "RU") == "4950000001"


def test_a_trunk_s_own_region_goes_before_the_company_s() -> None:
    how = TrunkNumbers(region="GB", called=NumberStyle.NATIONAL)
    assert called("+442079460000", how, "RU") == "02079460000"


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("+74950000001", "RU", "+74950000001"),
        ("74950000001", "RU", "+74950000001"),
        ("84950000001", "RU", "+74950000001"),
        ("4950000001", "RU", "+74950000001"),
        ("+7-495-000-00-01;phone-context=x", "RU", "+74950000001"),
        ("442079460000", "RU", "+442079460000"),
        ("02079460000", "GB", "+442079460000"),
        # Would be +92…, Pakistan, if it were not Russia's own.
        ("9211234567", "RU", "+79211234567"),
        ("101", "RU", "101"),
        ("anna", "RU", "anna"),
        ("", "RU", ""),
        ("١٢٣", "RU", "١٢٣"),
    ],
)
def test_a_number_is_read_as_its_region_means_it(text: str, region: str, expected: str) -> None:
    assert read(text, region) == expected


def test_a_carrier_s_prefix_is_taken_off_and_nothing_else() -> None:
    how = TrunkNumbers(strip="00")
    assert bare("0074950000001", how) == "74950000001"
    assert bare("00", how) == "00"
    assert bare("+7 (495) 000-00-01;npdi") == "+74950000001"


def _example(region: str, tail: int) -> str | None:
    """A valid number of a region, made from its example by changing the last digits."""
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    text = f"{text[:-4]}{tail:04d}"
    return text if phonenumbers.is_valid_number(phonenumbers.parse(text)) else None


@given(st.sampled_from(REGIONS), st.integers(0, 9999), st.sampled_from(list(NumberStyle)))
def test_what_is_written_for_a_region_is_read_there_as_the_same_number(
    region: str, tail: int, style: NumberStyle
) -> None:
    number = _example(region, tail)
    if number is not None:
        assert read(written(number, style, region), region) == number


@given(st.sampled_from(REGIONS), st.sampled_from(REGIONS), st.integers(0, 9999))
def test_digits_that_are_a_number_here_are_never_read_as_one_abroad(
    here: str, abroad: str, tail: int
) -> None:
    number = _example(abroad, tail)
    if number is None:
        return
    home = phonenumbers.parse(number[1:], here)
    if phonenumbers.is_valid_number(home):
        # Where the digits have two meanings here, either will do: both are this country's.
        assert read(number[1:], here).startswith(f"+{home.country_code}")


@given(st.text(max_size=20), st.sampled_from(REGIONS))
def test_no_text_breaks_the_reading(text: str, region: str) -> None:
    read(text, region)
    bare(text, TrunkNumbers(strip="9"))

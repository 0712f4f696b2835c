"""A person asks which number the telephone has."""

from __future__ import annotations

from ringtree.company.model import Number
from ringtree.flows.codes.own_number import TOLD, own_number
from tests.unit.flows.dialler import ACME, dialler
from tests.unit.flows.fake_call import FakeCall


async def test_the_internal_number_is_told_digit_by_digit() -> None:
    call = FakeCall()
    assert await own_number(call, dialler("101")) == TOLD
    assert call.log == ["heard Your internal number is 1 0 1."]


async def test_and_so_is_the_number_that_is_shown_outside() -> None:
    number = Number(number="+74950000001", trunk="carrier", tree="main")
    call = FakeCall(language="ru")
    await own_number(call, dialler("102", company=ACME.model_copy(update={"numbers": (number,)})))
    assert call.log == [
        "heard Ваш внутренний номер 1 0 2. При звонках в город виден номер +74950000001."
    ]

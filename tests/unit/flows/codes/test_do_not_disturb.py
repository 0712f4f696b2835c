"""Left alone, and no longer."""

from __future__ import annotations

from ringtree.flows.codes.do_not_disturb import do_not_disturb
from tests.unit.flows.codes.forwarding import dialling
from tests.unit.flows.fake_call import FakeCall


async def test_dialled_twice_it_is_off_again() -> None:
    book, who = dialling()
    call = FakeCall(language="ru")
    assert await do_not_disturb(call, who) == "on" and book.wishes.do_not_disturb
    assert await do_not_disturb(call, who) == "off" and not book.wishes.do_not_disturb
    assert call.log == [
        "heard Включён режим «не беспокоить».",
        "heard Режим «не беспокоить» выключен.",
    ]

"""Getting the person on the line: where that can't even be tried."""

from __future__ import annotations

import pytest

from ringtree.callbacks.customer import Customer
from ringtree.calls.cause import CauseKind
from ringtree.company.callbacks import Callbacks
from tests.unit.callbacks.callbacks import callback
from tests.unit.callbacks.people import NUMBER, office
from tests.unit.calls.house import NUMBER as OWN
from tests.unit.calls.house import moment

pytestmark = pytest.mark.looptime


async def test_the_companys_own_number_is_not_called() -> None:
    async with office() as at:
        call = at.service.calls.new(callback(number=OWN))
        why = await Customer(call, callback(number=OWN), Callbacks(), lambda _: True).reach()
        assert why is not None and why.kind is CauseKind.UNREACHABLE
        assert at.made.endpoint.sessions == []


async def test_without_speech_nobody_is_left_in_silence() -> None:
    async with office() as at:
        at.made.prompts.is_mute = True
        await at.asks()
        at.customer().answers()
        await moment()
        assert at.made.said(NUMBER)[-1] == "BYE"
        assert at.row.attempts == 1


async def test_without_media_it_is_tried_again_later() -> None:
    async with office() as at:
        at.made.media.is_unavailable = True
        await at.asks()
        assert (at.row.attempts, at.calls_of()) == (1, 0)
        at.made.media.is_unavailable = False
        await moment(61)
        assert at.calls_of() == 1

"""One story, told by a live call over fake phones and by an imagined one: the same trace."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.flows.simulation.script import Story
from ringtree.flows.simulation.simulate import simulate
from ringtree.media.plane import DigitPressed
from ringtree.records.record import CallRecord
from tests.unit.calls.fakes import FILE
from tests.unit.calls.house import NUMBER, house, moment
from tests.unit.flows.simulation.company import MONDAY
from tests.unit.flows.test_service import last, walk

pytestmark = pytest.mark.looptime


def shape(record: CallRecord) -> list[tuple[Any, ...]]:
    """All of a trace but its times."""
    return [
        (entry.tree, entry.node, entry.type, entry.exit, _timeless(entry.facts))
        for entry in record.trace
    ]


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _timeless(one) for name, one in value.items() if name != "at"}
    return [_timeless(one) for one in value] if isinstance(value, list) else value


async def test_a_key_leads_to_a_person_live_and_imagined() -> None:
    async with house() as made:
        walk(made, "main")
        await moment()
        made.caller.acknowledges()
        (leg,) = made.media.open_legs
        await moment(FILE + 0.5)
        leg.tell(DigitPressed("1", 100))
        await moment()
        made.phone("101").answers()
        await moment()
        made.phone("101").hangs_up()
        await moment()
        live, told = last(made), made.snapshot.company
    caller = Story(to=NUMBER, caller=live.caller, at=MONDAY, press="1")
    imagined = simulate(told, caller).record
    assert shape(imagined) == shape(live)
    assert (imagined.outcome, imagined.answered_by) == (live.outcome, live.answered_by)
    assert imagined.termination == live.termination
    assert imagined.to_dict().keys() == live.to_dict().keys()

"""How many agents each half hour needs."""

from __future__ import annotations

from datetime import timedelta

from ringtree.figures.visit import Visit
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings
from ringtree.replay.staffing import Target, needs
from tests.unit.figures.days import NOON

SETTINGS = QueueSettings(key="sales", wrap_up=0.0, announce_place=False)


def visit(minute: float, *, patient: bool = True) -> Visit:
    return Visit(
        call=f"c{minute}",
        company="acme",
        queue="sales",
        caller="",
        joined=NOON + timedelta(minutes=minute),
        waited=10,
        outcome=QueueOutcome.ANSWERED if patient else QueueOutcome.ABANDONED,
        agent="101" if patient else None,
        talked=180 if patient else 0,
    )


def test_patient_callers_need_about_what_erlang_says() -> None:
    found = needs([visit(one * 0.5) for one in range(60)], SETTINGS, start=NOON)
    assert len(found) == 48
    busy, quiet = found[0], found[1]
    assert (busy.calls, busy.handle) == (60, 180)
    assert abs(busy.erlang - busy.simulated) <= 1
    assert busy.simulated_level >= 0.8
    assert (quiet.erlang, quiet.simulated, quiet.handle) == (0, 0, None)


def test_several_days_are_averaged_and_impatience_lightens_the_load() -> None:
    day = timedelta(days=1).total_seconds() / 60
    patient = [visit(number * day + one) for number in range(2) for one in range(30)]
    impatient = [visit(one + 0.5, patient=False) for one in range(25)]
    found = needs([*patient, *impatient], SETTINGS, start=NOON, days=2, target=Target(share=0.9))
    assert found[0].calls == 42.5
    assert found[0].simulated <= found[0].erlang
    assert found[0].to_dict()["calls"] == 42.5

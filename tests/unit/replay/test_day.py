"""A day as it can be played again, from what was recorded."""

from __future__ import annotations

from math import inf

from ringtree.figures.visit import visits
from ringtree.presence.said import Said
from ringtree.queues.agent import Presence
from ringtree.replay.day import USUAL_PICKUP, Change, day_of, replayable
from ringtree.storage.forwardings import QuietChange
from tests.unit.figures.days import NOON, record, wait

RINGS = (
    {"at": 6.0, "rung": ["101"], "strategy": "longest_idle", "why": []},
    {"at": 16.0, "stopped": "101", "reason": "no_answer"},
    {"at": 18.0, "rung": ["101"], "strategy": "longest_idle", "why": []},
)
DAY = [
    record(wait(waited=16, agent="101", talked=77, rings=RINGS), number=1, minute=1),
    record(wait(waited=40), number=2, minute=2),
    record(wait(waited=30, exit_name="1"), number=3, minute=3),
    record(wait(waited=600, exit_name="overflow"), number=4, minute=4),
]
VISITS = [visit for one in DAY for visit in visits(one)]


def test_what_was_seen_is_kept_and_the_rest_is_drawn_from_the_day() -> None:
    day = day_of(NOON, VISITS, seed=5)
    answered, gave_up, by_key, overflowed = day.callers
    assert (answered.at, answered.talk) == (65, 77)
    assert answered.patience in (30, 40, inf)
    assert (gave_up.patience, gave_up.talk, gave_up.by_key) == (40, 77, False)
    assert (by_key.patience, by_key.by_key) == (30, True)
    assert overflowed.patience == inf
    assert day == day_of(NOON, VISITS, seed=5)


def test_agents_behave_as_they_did() -> None:
    day = day_of(NOON, VISITS)
    assert day.answers == {"101": 0.5}
    assert day.pickups == (3.0,)
    assert day_of(NOON, []).pickups == (USUAL_PICKUP,)


def test_presence_is_replayed_but_not_what_missed_calls_made_of_it() -> None:
    def said(by: str, presence: Presence) -> Said:
        return Said(company="acme", extension="101", presence=presence, by=by, at=NOON)

    history = [said("101", Presence.LOGGED_OUT), said("missed", Presence.NOT_READY)]
    taken = Change(at=0.0, extension="102", is_taken=True)
    quiet = [
        QuietChange(company="acme", extension="103", is_quiet=True, at=NOON),
        QuietChange(company="acme", extension="103", is_quiet=False, at=NOON),
    ]
    assert day_of(NOON, [], replayable(history, quiet), [taken]).changes == (
        Change(at=0.0, extension="101", presence=Presence.LOGGED_OUT),
        Change(at=0.0, extension="103", presence=Presence.NOT_READY),
        Change(at=0.0, extension="103", presence=Presence.READY),
        taken,
    )

"""The driver of a session's table: reasons, timers, silence after the end."""

from __future__ import annotations

from ringtree.sip.dialog.call_states import Input, State
from ringtree.sip.dialog.events import Confirmed, Ended, EndReason
from tests.unit.sip.dialog.call_ladder import ANSWER, acks, called, calling, peer, wish


def test_the_first_thing_that_led_to_the_end_is_its_reason() -> None:
    (
        calling()
        >> wish("cancel")
        >> peer(486) << "ACK" << Ended(EndReason.WITHDRAWN)
    ).done()  # fmt: skip


def test_timers_of_a_state_stop_when_it_is_left() -> None:
    ladder = called() >> wish("accept", ANSWER) << "200"
    assert set(ladder.session._timers) == {Input.TIMER_2XX, Input.TIMER_ACK}
    _ = ladder >> acks() << Confirmed
    assert ladder.session._timers == {}
    assert ladder.session.due() == float("inf")


def test_nothing_is_told_after_the_end() -> None:
    ladder = called() >> wish("end") << "487" << Ended
    ladder.session.tell(Confirmed(None))
    assert ladder.session.state is State.ENDED
    ladder.settle()
    ladder.done()

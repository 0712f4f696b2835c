"""Non-INVITE client transaction [RFC 3261 §17.1.2]."""

from __future__ import annotations

from enum import StrEnum

import pytest

from ringtree.sip.transaction.client import TRANSITIONS, Client, schedule
from ringtree.sip.transaction.client import Input as I
from ringtree.sip.transaction.client import State as S
from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.machine import Action as A
from ringtree.sip.transaction.timers import Timings
from tests.unit.ladder import Ladder, after
from tests.unit.sip.transaction.tables import leads_to, put_in, reachable, unlisted


def ladder(*, reliable: bool = False) -> Ladder:
    return Ladder(Client(schedule(Timings(), reliable=reliable), 0.0))


@pytest.mark.parametrize(("state", "given"), unlisted(TRANSITIONS, S, I))
def test_an_unlisted_input_is_refused_and_changes_nothing(state: StrEnum, given: StrEnum) -> None:
    machine = put_in(ladder().machine, state)
    due = machine.due()
    with pytest.raises(LocalProtocolError):
        machine.feed(given, 1.0)
    assert machine.state is state
    assert machine.due() == due


def test_every_state_is_reached_and_every_one_ends() -> None:
    assert reachable(TRANSITIONS, Client.INITIAL) == set(S)
    assert leads_to(TRANSITIONS, S.TERMINATED) == set(S)


def test_an_unanswered_request_is_repeated_up_to_every_four_seconds_until_timer_f() -> None:
    rungs = ladder()
    for interval in (0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0):
        rungs = rungs >> after(interval) << A.RESEND
    (rungs >> after(0.6) << A.TIMEOUT).ends_in(S.TERMINATED)


def test_over_tcp_nothing_is_repeated_but_timer_f_runs() -> None:
    (ladder(reliable=True) >> after(31.9) >> after(0.2) << A.TIMEOUT).ends_in(S.TERMINATED)


def test_a_provisional_slows_repeating_down_but_does_not_stop_timer_f() -> None:
    rungs = ladder() >> after(0.5) << A.RESEND >> I.RECV_1XX << A.PASS
    for _ in range(7):
        rungs = rungs >> after(4.0) << A.RESEND
    (rungs >> I.RECV_1XX << A.PASS >> after(3.6) << A.TIMEOUT).ends_in(S.TERMINATED)


def test_the_answer_is_passed_once_and_its_copies_absorbed() -> None:
    (
        ladder()
        >> I.RECV_FINAL << A.PASS
        >> I.RECV_FINAL
        >> I.TRANSPORT_ERROR
        >> after(4.9)
        >> I.RECV_FINAL
        >> after(0.2)
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_over_tcp_the_answer_ends_it_at_once() -> None:
    (ladder(reliable=True) >> I.RECV_FINAL << A.PASS >> after(0.0)).ends_in(S.TERMINATED)


@pytest.mark.parametrize("heard", [False, True])
def test_a_transport_error_is_told(heard: bool) -> None:
    rungs = ladder()
    if heard:
        rungs = rungs >> I.RECV_1XX << A.PASS
    (rungs >> I.TRANSPORT_ERROR << A.FAILED).ends_in(S.TERMINATED)


def test_an_answer_may_follow_a_provisional() -> None:
    (ladder() >> I.RECV_1XX << A.PASS >> I.RECV_FINAL << A.PASS).ends_in(S.COMPLETED)

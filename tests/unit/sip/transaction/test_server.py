"""Non-INVITE server transaction [RFC 3261 §17.2.2]."""

from __future__ import annotations

from enum import StrEnum

import pytest

from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.machine import Action as A
from ringtree.sip.transaction.server import TRANSITIONS, Server, schedule
from ringtree.sip.transaction.server import Input as I
from ringtree.sip.transaction.server import State as S
from ringtree.sip.transaction.timers import Timings
from tests.unit.ladder import Ladder, after
from tests.unit.sip.transaction.tables import leads_to, put_in, reachable, unlisted


def ladder(*, reliable: bool = False) -> Ladder:
    return Ladder(Server(schedule(Timings(), reliable=reliable), 0.0))


@pytest.mark.parametrize(("state", "given"), unlisted(TRANSITIONS, S, I))
def test_an_unlisted_input_is_refused_and_changes_nothing(state: StrEnum, given: StrEnum) -> None:
    machine = put_in(ladder().machine, state)
    due = machine.due()
    with pytest.raises(LocalProtocolError):
        machine.feed(given, 1.0)
    assert machine.state is state
    assert machine.due() == due


def test_every_state_is_reached_and_every_one_ends() -> None:
    assert reachable(TRANSITIONS, Server.INITIAL) == set(S)
    assert leads_to(TRANSITIONS, S.TERMINATED) == set(S)


def test_a_copy_of_an_answered_request_gets_the_same_answer_until_timer_j() -> None:
    (
        ladder()
        >> I.RECV_REQUEST
        >> I.SEND_FINAL << A.SEND
        >> I.RECV_REQUEST << A.RESEND
        >> I.TRANSPORT_ERROR
        >> after(31.9)
        >> I.RECV_REQUEST << A.RESEND
        >> after(0.2)
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_a_copy_gets_the_provisional_again() -> None:
    (
        ladder()
        >> I.SEND_1XX << A.SEND
        >> I.RECV_REQUEST << A.RESEND
        >> I.SEND_1XX << A.SEND
        >> I.TRANSPORT_ERROR
        >> I.SEND_FINAL << A.SEND
    ).ends_in(S.COMPLETED)  # fmt: skip


def test_over_tcp_the_answer_ends_it_at_once() -> None:
    (ladder(reliable=True) >> I.SEND_FINAL << A.SEND >> after(0.0)).ends_in(S.TERMINATED)


def test_a_transport_error_before_the_answer_changes_nothing() -> None:
    (ladder() >> I.TRANSPORT_ERROR).ends_in(S.TRYING)

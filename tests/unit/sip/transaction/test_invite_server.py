"""INVITE server transaction [RFC 3261 §17.2.1, RFC 6026 §8.5]."""

from __future__ import annotations

from enum import StrEnum

import pytest

from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.invite_server import TRANSITIONS, InviteServer, schedule
from ringtree.sip.transaction.invite_server import Input as I
from ringtree.sip.transaction.invite_server import State as S
from ringtree.sip.transaction.machine import Action as A
from ringtree.sip.transaction.timers import Timings
from tests.unit.ladder import Ladder, after
from tests.unit.sip.transaction.tables import leads_to, put_in, reachable, unlisted


def ladder(*, reliable: bool = False) -> Ladder:
    return Ladder(InviteServer(schedule(Timings(), reliable=reliable), 0.0))


@pytest.mark.parametrize(("state", "given"), unlisted(TRANSITIONS, S, I))
def test_an_unlisted_input_is_refused_and_changes_nothing(state: StrEnum, given: StrEnum) -> None:
    machine = put_in(ladder().machine, state)
    due = machine.due()
    with pytest.raises(LocalProtocolError):
        machine.feed(given, 1.0)
    assert machine.state is state
    assert machine.due() == due


def test_every_state_is_reached_and_every_one_ends() -> None:
    assert reachable(TRANSITIONS, InviteServer.INITIAL) == set(S)
    assert leads_to(TRANSITIONS, S.TERMINATED) == set(S)


def test_busy_is_repeated_until_the_caller_acks() -> None:
    (
        ladder()
        >> I.SEND_1XX << A.SEND
        >> I.SEND_3XX_6XX << A.SEND
        >> after(0.5) << A.RESEND
        >> after(1.0) << A.RESEND
        >> I.RECV_ACK
        >> after(4.9)
        >> I.RECV_ACK
        >> I.RECV_INVITE
        >> I.TRANSPORT_ERROR
        >> after(0.2)
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_a_refusal_nobody_acks_is_given_up_at_timer_h() -> None:
    rungs = ladder() >> I.SEND_3XX_6XX << A.SEND
    for interval in (0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0):
        rungs = rungs >> after(interval) << A.RESEND
    (rungs >> after(4.0) << A.RESEND >> after(0.6) << A.TIMEOUT).ends_in(S.TERMINATED)


def test_over_tcp_a_refusal_is_sent_once_and_ends_with_its_ack() -> None:
    (
        ladder(reliable=True)
        >> I.SEND_3XX_6XX << A.SEND
        >> after(20.0)
        >> I.RECV_ACK
        >> after(0.0)
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_a_slow_user_makes_the_transaction_say_trying() -> None:
    (ladder() >> after(0.2) << A.SEND_100 >> after(100.0)).ends_in(S.PROCEEDING)


def test_a_quick_user_spares_the_100() -> None:
    (ladder() >> I.SEND_1XX << A.SEND >> after(100.0)).ends_in(S.PROCEEDING)


def test_a_copy_of_the_invite_before_any_response_is_told_trying() -> None:
    (ladder() >> I.RECV_INVITE << A.SEND_100 >> I.RECV_INVITE << A.RESEND).done()


def test_a_copy_of_the_invite_gets_the_last_provisional_again() -> None:
    (
        ladder()
        >> I.SEND_1XX << A.SEND
        >> I.SEND_1XX << A.SEND
        >> I.RECV_INVITE << A.RESEND
    ).ends_in(S.PROCEEDING)  # fmt: skip


def test_a_copy_of_the_invite_gets_the_refusal_again() -> None:
    (ladder() >> I.SEND_3XX_6XX << A.SEND >> I.RECV_INVITE << A.RESEND).ends_in(S.COMPLETED)


def test_after_the_2xx_copies_are_absorbed_and_the_2xx_repeated_only_by_the_dialog() -> None:
    (
        ladder()
        >> I.SEND_2XX << A.SEND
        >> I.RECV_INVITE
        >> I.SEND_2XX << A.SEND
        >> I.RECV_ACK << A.PASS
        >> after(31.9)
        >> I.RECV_INVITE
        >> after(0.2)
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_an_answer_may_follow_ringing() -> None:
    (ladder() >> I.SEND_1XX << A.SEND >> I.SEND_2XX << A.SEND).ends_in(S.ACCEPTED)


@pytest.mark.parametrize("sent", [I.SEND_1XX, I.SEND_2XX, I.SEND_3XX_6XX])
def test_a_transport_error_is_told_but_keeps_the_state(sent: I) -> None:
    rungs = ladder() >> sent << A.SEND
    state = rungs.machine.state
    (rungs >> I.TRANSPORT_ERROR << A.FAILED).ends_in(state)


def test_a_transport_error_before_any_response_concerns_nobody() -> None:
    (ladder() >> I.TRANSPORT_ERROR).ends_in(S.TRYING)

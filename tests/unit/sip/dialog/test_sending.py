"""Our own requests within a dialog: proven when asked for, and every 2xx acknowledged."""

from __future__ import annotations

from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.events import Accepted, Answered, Ended, EndReason
from tests.unit.sip.dialog.call_ladder import ANSWER, OTHER, CallLadder, calling, peer, wish
from tests.unit.sip.dialog.test_outgoing import peer_challenges


def caller(**how: object) -> CallLadder:
    """We called and talk."""
    return calling(**how) >> peer(200, sdp=ANSWER) << "ACK" << Accepted  # type: ignore[arg-type]


def test_a_challenge_is_answered() -> None:
    (
        caller(credentials=Credentials("us", "secret"))
        >> wish("reoffer", OTHER) << "INVITE"
        >> peer_challenges(407) << "ACK" << "INVITE"
        >> peer(200, sdp=ANSWER) << "ACK" << Answered(ANSWER)
    ).done()  # fmt: skip


def test_a_2xx_after_our_bye_is_still_acknowledged() -> None:
    (
        caller()
        >> wish("reoffer", OTHER) << "INVITE"
        >> wish("bye") << "BYE"
        >> peer(200, sdp=ANSWER) << "ACK" << Answered(ANSWER)
        >> peer(200, to="BYE") << Ended(EndReason.HUNG_UP)
    ).done()  # fmt: skip


def test_a_2xx_that_comes_once_more_is_acknowledged_once_more_and_told_once() -> None:
    (caller() >> peer(200, sdp=ANSWER) << "ACK").done()

"""Asked who we are, we say it once [RFC 3261 §22.2]. How hops are left is in test_hops."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.events import Accepted, Ended, EndReason, Provisional, Rejected
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import ANSWER, calling, peer, wish
from tests.unit.sip.dialog.test_outgoing import peer_challenges


class TestChallenge:
    @pytest.mark.parametrize(
        ("status", "header"), [(401, "Authorization"), (407, "Proxy-Authorization")]
    )
    def test_it_is_answered_once_with_the_same_call_and_the_next_number(
        self, status: int, header: str
    ) -> None:
        ladder = calling(credentials=Credentials("us", "secret"))
        first = ladder.requests["INVITE"]
        ladder = ladder >> peer_challenges(status) << "ACK" << "INVITE"
        second = ladder.requests["INVITE"]
        assert 'username="us"' in (second.get(header) or "")
        assert second.call_id == first.call_id
        assert second.cseq.number == first.cseq.number + 1
        assert second.via.branch != first.via.branch
        (
            ladder
            >> peer_challenges(status) << "ACK" << Rejected << Ended(EndReason.REJECTED)
        ).done()  # fmt: skip

    def test_without_credentials_it_is_a_refusal(self) -> None:
        (calling() >> peer_challenges(401) << "ACK" << Rejected << Ended).done()

    def test_one_we_cannot_answer_is_a_refusal(self) -> None:
        ladder = calling(credentials=Credentials("us", "secret"))
        (ladder >> peer_challenges(401, text="Basic realm=x") << "ACK" << Rejected << Ended).done()

    def test_after_it_the_call_goes_on_as_any_other(self) -> None:
        ladder = (
            calling(credentials=Credentials("us", "secret"))
            >> peer_challenges(407) << "ACK" << "INVITE"
            >> peer(180) << Provisional(180, None)
            >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)
            >> wish("bye") << "BYE"
            >> peer_challenges(407, to="BYE") << "BYE"
        )  # fmt: skip
        assert ladder.requests["ACK"].cseq.number == 2
        assert ladder.requests["BYE"].get("Proxy-Authorization")
        (ladder >> peer_challenges(407, to="BYE") << Ended(EndReason.HUNG_UP)).done()

    def test_the_ring_limit_counts_from_the_first_invite(self) -> None:
        (
            calling(credentials=Credentials("us", "secret"), ring_limit=5.0)
            >> after(0.4)
            >> peer_challenges(407) << "ACK" << "INVITE"
            >> peer(180) << Provisional(180, None)
            >> after(4.6) << "CANCEL"
        ).done()  # fmt: skip

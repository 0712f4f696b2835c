"""Reliable provisional responses in both roles [RFC 3262]."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.events import (
    Accepted,
    Cancelled,
    Confirmed,
    Ended,
    EndReason,
    Provisional,
)
from ringtree.sip.dialog.reliable import RAck, ReliableSender, supports
from ringtree.sip.errors import BadHeader
from ringtree.sip.message import Request
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    CallLadder,
    Rung,
    acks,
    acks_refusal,
    asks,
    called,
    calling,
    cancels,
    peer,
    wish,
)

RELIABLE = {"Require": "100rel"}


def rings(status: int, rseq: int, sdp: bytes | None = None, tag: str = "peer") -> Rung:
    return peer(status, sdp=sdp, tag=tag, RSeq=str(rseq), **RELIABLE)


# -- calling


def test_an_invite_offers_or_requires_it_as_the_trunk_wants() -> None:
    assert calling(reliable="offer").requests["INVITE"].supported == ["100rel"]
    assert calling(reliable="require").requests["INVITE"].require == ["100rel"]
    assert calling().requests["INVITE"].get("Supported") is None


def test_an_invite_that_asks_for_the_offer_is_not_for_reliable_responses() -> None:
    assert calling(reliable="offer", offer=None).requests["INVITE"].get("Supported") is None


def test_each_reliable_response_is_acknowledged_in_its_dialog() -> None:
    ladder = calling(reliable="offer") >> rings(183, 7, ANSWER) << "PRACK"
    ladder << Provisional(183, ANSWER)
    prack = ladder.requests["PRACK"]
    assert prack.get("RAck") == "7 1 INVITE"
    assert (prack.cseq.number, prack.to.tag) == (2, "peer")
    assert prack.uri_text == "sip:192.0.2.9:5060"
    ladder = ladder >> peer(200, to="PRACK") >> rings(180, 8) << "PRACK" << Provisional(180, None)
    assert ladder.requests["PRACK"].cseq.number == 3
    ladder = ladder >> peer(200, to="PRACK") >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)
    assert ladder.requests["ACK"].cseq.number == 1
    ladder = ladder >> wish("bye") << "BYE"
    assert ladder.requests["BYE"].cseq.number == 4


def test_a_repeated_response_is_not_told_or_acknowledged_twice() -> None:
    ladder = calling(reliable="offer") >> rings(183, 1) << "PRACK" << Provisional
    (ladder >> rings(183, 1)).done()


def test_a_response_whose_predecessor_is_missing_waits_for_it() -> None:
    ladder = calling(reliable="offer") >> rings(183, 1) << "PRACK" << Provisional
    (ladder >> rings(180, 3)).done()


def test_each_fork_counts_for_itself() -> None:
    ladder = calling(reliable="offer") >> rings(183, 1, tag="a") << "PRACK" << Provisional
    ladder = ladder >> rings(183, 50, tag="b") << "PRACK" << Provisional
    assert ladder.requests["PRACK"].to.tag == "b"


def test_the_2xx_may_leave_out_what_a_reliable_response_described() -> None:
    (
        calling(reliable="offer")
        >> rings(183, 1, ANSWER) << "PRACK" << Provisional
        >> peer(200) << "ACK" << Accepted(ANSWER)
    ).done()  # fmt: skip


def test_a_response_with_an_rseq_beyond_reading_never_came() -> None:
    (calling(reliable="offer") >> peer(183, RSeq="x", **RELIABLE)).done()


# -- called


def ringing(**headers: str) -> CallLadder:
    return called(**headers) >> wish("ring", 183, ANSWER) << "183"


def prack(ladder: CallLadder, *, rseq: int | None = None) -> Rung:
    number = int(ladder.last.get("RSeq")) if rseq is None else rseq
    return asks("PRACK", RAck=f"{number} {ladder.theirs['INVITE'].cseq.number} INVITE")


def test_what_describes_media_is_sent_reliably_to_whoever_knows_how() -> None:
    ladder = ringing(Supported="100rel")
    assert ladder.last.require == ["100rel"]
    (ladder >> prack(ladder) << "200").done()


def test_plain_ringing_is_not_made_reliable_without_need() -> None:
    ladder = called(Supported="100rel") >> wish("ring") << "180"
    assert ladder.last.get("RSeq") is None


def test_a_caller_who_requires_it_gets_everything_reliably() -> None:
    ladder = called(Require="100rel") >> wish("ring") << "180"
    assert ladder.last.get("RSeq") is not None
    (ladder >> prack(ladder) << "200").done()


def test_it_is_repeated_until_it_is_acknowledged() -> None:
    ladder = ringing(Supported="100rel")
    ladder = ladder >> after(0.5) << "183" >> after(1.0) << "183" >> after(2.0) << "183"
    (ladder >> prack(ladder) << "200" >> after(30.0)).done()


def test_without_a_prack_the_call_is_given_up() -> None:
    ladder = ringing(Supported="100rel")
    for pause in (0.5, 1, 2, 4, 8, 16):
        ladder = ladder >> after(pause) << "183"
    (ladder >> after(0.5) << "504" << Ended(EndReason.NO_ACK) >> acks_refusal()).done()


def test_the_answer_waits_for_the_prack_of_a_description() -> None:
    ladder = ringing(Supported="100rel") >> wish("accept", ANSWER)
    ladder = ladder >> prack(ladder) << "200" << "200" >> acks() << Confirmed(None)
    ladder.done()


def test_the_next_response_waits_for_the_prack_of_this_one() -> None:
    ladder = called(Require="100rel") >> wish("ring") << "180" >> wish("ring", 183, ANSWER)
    first = int(ladder.last.get("RSeq") or 0)
    ladder = ladder >> prack(ladder) << "200" << "183"
    assert int(ladder.last.get("RSeq") or 0) == first + 1


def test_a_prack_for_nothing_gets_481() -> None:
    ladder = ringing(Supported="100rel")
    (ladder >> prack(ladder, rseq=1) << "481").done()


def test_a_prack_beyond_reading_gets_400() -> None:
    ladder = ringing(Supported="100rel")
    (ladder >> asks("PRACK", RAck="one two") << "400").done()


def test_a_caller_may_give_up_while_the_answer_waits() -> None:
    ladder = ringing(Supported="100rel") >> wish("accept", ANSWER) >> cancels() << "200" << "487"
    ladder << Cancelled << Ended(EndReason.CANCELLED)
    (ladder >> acks_refusal() >> after(60.0)).done()


@pytest.mark.parametrize("value", ["", "1", "1 2", "1 x INVITE", "-1 2 INVITE", "1 2 INVITE 3"])
def test_an_rack_is_two_numbers_and_a_method(value: str) -> None:
    request = Request("PRACK", "sip:x@y")
    request.set("RAck", value)
    with pytest.raises(BadHeader):
        RAck.of(request)


def test_a_sender_knows_only_what_it_has_sent() -> None:
    sender = ReliableSender(10)
    assert not sender.acknowledged(RAck(10, 1, "INVITE"), 1)
    assert ("RSeq", "10") in sender.next(has_sdp=True, interval=0.5)
    assert not sender.acknowledged(RAck(10, 2, "INVITE"), 1)
    assert sender.acknowledged(RAck(10, 1, "INVITE"), 1)
    assert not sender.acknowledged(RAck(10, 1, "INVITE"), 1)


def test_support_beyond_reading_is_none() -> None:
    request = Request("INVITE", "sip:x@y")
    request.set("Supported", ",,")
    assert not supports(request)

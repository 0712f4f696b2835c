"""Matching, making and bounding transactions [RFC 3261 §8.2, §9, §17, §18]."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response, parse
from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.events import (
    AckReceived,
    CancelReceived,
    RequestReceived,
    ResponseReceived,
    StrayResponse,
    TimedOut,
    TransportFailed,
)
from ringtree.sip.transaction.layer import TransactionLayer
from tests.unit.sip.transaction.test_matching import request

PEER = Hop("udp", "192.0.2.9", 5060)


class Bench:
    """A layer, its clock, and what came out of it."""

    def __init__(self, **more: Any) -> None:
        self.layer = TransactionLayer(lambda hop: "192.0.2.1:5060", **more)
        self.now = 0.0

    def receive(self, message: Request | Response, source: Hop = PEER) -> None:
        self.layer.receive(parse(message.to_bytes()), source, self.now)

    def sent(self) -> list[str]:
        lines = [parse(data).start_line() for data, _ in self.layer.outbox]
        self.layer.outbox.clear()
        return [" ".join(line.replace("SIP/2.0 ", "").split()[:1]) for line in lines]

    def events(self) -> list[Any]:
        events = list(self.layer.events)
        self.layer.events.clear()
        return events

    def wait(self, seconds: float) -> None:
        until = self.now + seconds
        while (at := self.layer.next_timer()) is not None and at <= until:
            self.now = max(self.now, at)
            self.layer.handle_timers(self.now)
        self.now = until

    def respond(self, event: RequestReceived, status: int) -> None:
        self.layer.respond(event.tx, event.request, status, now=self.now)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_request_comes_once_and_its_copies_get_the_answer(bench: Bench) -> None:
    bench.receive(request("OPTIONS"))
    (event,) = bench.events()
    bench.receive(request("OPTIONS"))
    bench.respond(event, 200)
    bench.receive(request("OPTIONS"))
    assert bench.events() == []
    assert bench.sent() == ["200", "200"]
    bench.wait(32.0)
    assert len(bench.layer) == 0
    bench.receive(request("OPTIONS"))
    assert len(bench.events()) == 1


@pytest.mark.parametrize("method", ["REGISTER", "INVITE"])
def test_a_challenge_is_forgotten_and_its_request_repeated_is_asked_anew(
    bench: Bench, method: str
) -> None:
    for _ in range(2):
        bench.receive(request(method))
        (event,) = bench.events()
        bench.layer.send_and_forget(event.tx, event.request.respond(401, to_tag="x"))
        assert bench.sent() == ["401"]
    assert len(bench.layer) == 0
    assert bench.layer.next_timer() is None


def test_an_answer_may_be_given_once(bench: Bench) -> None:
    bench.receive(request("OPTIONS"))
    (event,) = bench.events()
    bench.respond(event, 200)
    with pytest.raises(LocalProtocolError):
        bench.respond(event, 200)


def test_an_old_client_without_branch_is_served_with_ack_and_copies(bench: Bench) -> None:
    via = "SIP/2.0/UDP 192.0.2.9"
    bench.receive(request(Via=via))
    (event,) = bench.events()
    bench.receive(request(Via=via))
    bench.respond(event, 486)
    bench.receive(request("ACK", Via=via, To="<sip:c@d>;tag=x"))
    bench.wait(3.0)
    assert bench.sent() == ["100", "486"]
    assert bench.events() == []


def test_the_ack_of_a_2xx_is_its_own_and_is_passed(bench: Bench) -> None:
    bench.receive(request())
    (event,) = bench.events()
    bench.respond(event, 200)
    bench.receive(request("ACK", Via="SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK2"))
    bench.receive(request("ACK"))  # some use the INVITE's branch
    assert [type(event) for event in bench.events()] == [AckReceived, AckReceived]
    bench.wait(40.0)
    assert bench.sent() == ["200"]


def test_a_refusal_nobody_acknowledges_is_told(bench: Bench) -> None:
    bench.receive(request(), PEER._replace(transport="tcp"))
    (event,) = bench.events()
    bench.respond(event, 486)
    bench.wait(32.0)
    assert bench.events() == [TimedOut(event.tx)]


def test_a_cancel_is_answered_and_told(bench: Bench) -> None:
    bench.receive(request())
    (event,) = bench.events()
    bench.receive(request("CANCEL"))
    (cancel,) = bench.events()
    assert isinstance(cancel, CancelReceived) and cancel.tx is event.tx
    bench.receive(request("CANCEL"))
    assert bench.sent() == ["200", "200"]


def test_a_cancel_of_nothing_gets_481(bench: Bench) -> None:
    bench.receive(request("CANCEL"))
    assert bench.sent() == ["481"]
    assert bench.events() == []


def test_a_copy_by_another_way_is_merged_until_the_first_is_gone(bench: Bench) -> None:
    bench.receive(request("OPTIONS"))
    bench.receive(request("OPTIONS", Via="SIP/2.0/UDP 192.0.2.8;branch=z9hG4bK2"))
    assert bench.sent() == ["482"]
    (event,) = bench.events()
    bench.respond(event, 200)
    bench.wait(33.0)
    bench.receive(request("OPTIONS", Via="SIP/2.0/UDP 192.0.2.8;branch=z9hG4bK3"))
    assert len(bench.events()) == 1


def test_beyond_the_limit_requests_are_put_off_and_ours_fail() -> None:
    bench = Bench(limit=1)
    bench.receive(request("OPTIONS"))
    bench.receive(request("OPTIONS", Via="SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK2"))
    data, _ = bench.layer.outbox[0]
    assert parse(data).get("Retry-After")
    assert bench.sent() == ["503"]
    bench.receive(request("ACK", Via="SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK3"))
    assert bench.sent() == []
    bench.events()
    bench.layer.send_request(request("OPTIONS"), PEER, 0.0)
    tx = bench.layer.send_request(request("OPTIONS"), PEER, 0.0)
    assert bench.events() == [TransportFailed(tx)]


def test_what_cannot_be_matched_is_refused_and_what_cannot_be_answered_dropped(
    bench: Bench,
) -> None:
    bench.receive(request("OPTIONS", From="?"))
    bench.receive(request("ACK", Via="?"))
    bench.receive(request("OPTIONS", Via="?", **{"Call-ID": ""}))
    bench.receive(request("ACK", From="?", Via="SIP/2.0/UDP 192.0.2.9"))
    assert bench.sent() == ["400"]


def test_an_unreadable_via_is_answered_where_its_request_came_from(bench: Bench) -> None:
    """RFC 4475 §3.1.2.1: the topmost Via is damaged."""
    bench.receive(request(Via="SIP/2.0/UDP 192.0.2.15;;,;,,"), PEER)
    [(data, hop)] = bench.layer.outbox
    assert hop == PEER and parse(data).start_line() == "SIP/2.0 400 Bad Request"


class TestWhereResponsesGo:
    def where(self, via: str, source: Hop) -> Hop:
        bench = Bench()
        bench.receive(request("OPTIONS", Via=via), source)
        bench.respond(bench.events()[0], 200)
        return bench.layer.outbox[0][1]

    def test_to_the_port_the_sender_names_at_the_address_it_came_from(self) -> None:
        source = Hop("udp", "192.0.2.77", 40000)
        to = self.where("SIP/2.0/UDP phone.local:5070;branch=z9hG4bK1", source)
        assert to == Hop("udp", "192.0.2.77", 5070)

    def test_with_rport_to_the_port_it_came_from(self) -> None:
        source = Hop("udp", "192.0.2.77", 40000)
        assert self.where("SIP/2.0/UDP 10.0.0.1:5070;rport;branch=z9hG4bK1", source) == source

    def test_over_a_stream_back_on_it(self) -> None:
        source = Hop("tcp", "192.0.2.77", 40000)
        assert self.where("SIP/2.0/TCP 10.0.0.1:5070;branch=z9hG4bK1", source) == source

    def test_a_via_of_another_transport_does_not_lead_astray(self) -> None:
        source = Hop("udp", "192.0.2.77", 5060)
        assert self.where("SIP/2.0/TCP 192.0.2.77;branch=z9hG4bK1", source) == source


class TestOurRequests:
    def test_each_has_its_own_via_and_finds_its_responses(self, bench: Bench) -> None:
        for made in ("one", "two"):
            outgoing = request("OPTIONS")
            outgoing.remove("Via")
            bench.layer.send_request(outgoing, PEER, 0.0, owner=made)
        first, second = (parse(data) for data, _ in bench.layer.outbox)
        assert first.via.branch != second.via.branch
        assert str(first.via).startswith("SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK")
        assert isinstance(second, Request)
        bench.receive(second.respond(200))
        (event,) = bench.events()
        assert isinstance(event, ResponseReceived) and event.tx.owner == "two"

    def invite(self, bench: Bench, hop: Hop = PEER) -> tuple[Any, Request]:
        outgoing = request()
        outgoing.remove("Via")
        tx = bench.layer.send_request(outgoing, hop, bench.now)
        bench.sent()
        return tx, outgoing

    def test_a_refusal_is_acknowledged_each_time(self, bench: Bench) -> None:
        tx, invite = self.invite(bench)
        for _ in range(2):
            bench.receive(invite.respond(486, to_tag="t"))
        assert bench.sent() == ["ACK", "ACK"]
        assert len(bench.events()) == 1
        assert tx.request is None

    def test_what_is_no_longer_needed_is_let_go(self, bench: Bench) -> None:
        tx, invite = self.invite(bench)
        bench.receive(invite.respond(180, to_tag="t"))
        assert tx.wire == b"" and tx.request is not None
        bench.receive(invite.respond(200, to_tag="t"))
        assert tx.request is None

    def test_a_cancel_shares_the_branch(self, bench: Bench) -> None:
        tx, invite = self.invite(bench)
        bench.receive(invite.respond(180))
        assert bench.layer.send_cancel(tx, 0.0) is not None
        cancel = parse(bench.layer.outbox[0][0])
        assert cancel.via.branch == invite.via.branch
        bench.receive(invite.respond(487, to_tag="t"))
        assert bench.layer.send_cancel(tx, 0.0) is None

    def test_one_nobody_answers_times_out_and_is_gone(self, bench: Bench) -> None:
        tx, _ = self.invite(bench)
        bench.wait(32.0)
        assert bench.events() == [TimedOut(tx)]
        assert bench.sent() == ["INVITE"] * 6
        assert len(bench.layer) == 0

    def test_a_broken_transport_fails_those_that_used_it(self, bench: Bench) -> None:
        tx, _ = self.invite(bench)
        self.invite(bench, PEER._replace(port=9))
        bench.layer.transport_failed(PEER, 0.0)
        assert bench.events() == [TransportFailed(tx)]
        assert len(bench.layer) == 1

    def test_a_response_to_nothing_is_told_as_such(self, bench: Bench) -> None:
        bench.receive(request().respond(200))
        assert [type(event) for event in bench.events()] == [StrayResponse]

    def test_responses_out_of_turn_are_dropped(self, bench: Bench) -> None:
        _, invite = self.invite(bench)
        bench.receive(invite.respond(200, to_tag="t"))
        bench.events()
        bench.receive(invite.respond(180, to_tag="t"))
        bench.receive(invite.respond(486, to_tag="t"))
        assert bench.events() == []
        assert bench.sent() == []

    def test_an_ack_goes_out_once_without_a_transaction(self, bench: Bench) -> None:
        ack = request("ACK")
        ack.remove("Via")
        data = bench.layer.send_stateless(ack, PEER)
        assert bench.layer.outbox == [(data, PEER)]
        bench.layer.send_raw(data, PEER)
        assert bench.sent() == ["ACK", "ACK"]
        assert len(bench.layer) == 0

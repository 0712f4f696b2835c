"""What is whose, and what is refused before anybody is asked [RFC 3261 §8.2, §12.2.2]."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.sip.message import Request, Response
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    OFFER,
    PEER,
    US,
    CallLadder,
    acks,
    asks,
    called,
    calling,
    cancels,
    wish,
)


class Handler(CallLadder):
    """Keeps what the agent hands over."""

    def __init__(self) -> None:
        super().__init__()
        self.served: list[tuple[Any, Request]] = []

    def on_request(self, tx: Any, request: Request, source: Any) -> None:
        self.served.append((tx, request))


def test_a_request_outside_of_dialogs_is_handed_over() -> None:
    ladder = Handler() >> asks("OPTIONS")
    tx, request = ladder.served[0]
    ladder.agent.respond(tx, request, 200, now=ladder.now, capabilities=True)
    ladder.settle()
    _ = ladder << "200"
    assert "UPDATE" in ladder.last.get("Allow")
    assert ladder.last.to.tag


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("BREW", {}, "501"),
        ("PUBLISH", {}, "405"),
        ("INVITE", {"Require": "precondition"}, "420"),
        ("INVITE", {"Max-Forwards": "0"}, "483"),
        ("INVITE", {"Max-Forwards": "many"}, "400"),
        ("INVITE", {"Contact": "*"}, "400"),
        ("INVITE", {"CSeq": "1 BYE"}, "400"),
        ("INVITE", {"Record-Route": "<sip:>"}, "400"),
        ("INVITE", {"From": "nonsense"}, "400"),
        ("INVITE", {"Content-Type": "text/plain"}, "415"),
        ("BYE", {}, "481"),
        ("UPDATE", {}, "481"),
        ("INFO", {}, "481"),
        ("BYE", {"To": "<sip:101@example.com>;tag=unknown"}, "481"),
        ("INVITE", {"To": "<sip:101@example.com>;tag=unknown"}, "481"),
        ("CANCEL", {}, "481"),
    ],
)
def test_refusals(method: str, headers: dict[str, str], status: str) -> None:
    ladder = Handler() >> asks(method, OFFER if method == "INVITE" else None, **headers) << status
    assert ladder.done().served == []
    if status == "420":
        assert ladder.last.get("Unsupported") == "precondition"
    if status == "405":
        assert "INVITE" in ladder.last.get("Allow")


def test_a_scheme_we_do_not_know_is_refused() -> None:
    ladder = Handler()
    request = ladder.request("OPTIONS")
    request.uri_text = "nobody:knows"
    ladder.take(request)
    (ladder << "416").done()


def test_options_is_served_with_no_hops_left() -> None:
    ladder = Handler() >> asks("OPTIONS", Max_Forwards="0")
    assert len(ladder.done().served) == 1


def test_a_copy_by_another_way_is_merged() -> None:
    ladder = Handler() >> asks("INVITE", OFFER)
    ladder.cseq -= 1
    (ladder >> asks("INVITE", OFFER) << "482").done()
    assert len(ladder.served) == 1


def test_our_own_invite_coming_back_is_a_loop() -> None:
    ladder = calling()
    ladder.take(ladder.requests["INVITE"])
    (ladder << "482").done()


def test_an_ack_is_never_answered() -> None:
    ladder = Handler()
    for headers in ({}, {"CSeq": "x ACK"}, {"To": "<sip:1@x>;tag=1"}, {"From": "?"}):
        ladder = ladder >> asks("ACK", **headers)
    assert ladder.done().served == []


def test_responses_to_nothing_are_dropped() -> None:
    ladder = calling()
    stray = ladder.response(200, "INVITE", ANSWER, "peer")
    stray.set("Via", f"SIP/2.0/UDP {US};branch=z9hG4bKother")
    ladder.take(stray)
    two = ladder.response(200, "INVITE", ANSWER, "peer")
    two.add("Via", "SIP/2.0/UDP 192.0.2.200;branch=z9hG4bKx")
    ladder.take(two)
    ladder.take(Response(200))
    bad = ladder.response(200, "INVITE", ANSWER, "peer")
    bad.set("To", "?")
    ladder.take(bad)
    ladder.done()


def test_a_cancelled_invite_nobody_took_on_gets_its_487() -> None:
    (Handler() >> asks("INVITE", OFFER) >> cancels() << "200" << "487").done()


def test_an_info_with_digits_is_told_and_answered() -> None:
    ladder = called() >> wish("accept", ANSWER) << "200" >> acks()
    ladder.heard.clear()
    info = ladder.request("INFO", b"Signal=5\r\nDuration=160\r\n")
    info.set("Content-Type", "application/dtmf-relay")
    ladder.take(info)
    _ = ladder << "200"
    (event,) = ladder.heard
    assert (event.content_type, event.body[:8]) == ("application/dtmf-relay", b"Signal=5")
    ladder.heard.clear()
    (ladder >> asks("INFO", OFFER) << "415" >> asks("OPTIONS") << "200").done()
    (ladder >> asks("MESSAGE") << "405").done()


def test_contacts_name_the_transport() -> None:
    ladder = called(transport="tcp") >> wish("ring") << "180"
    assert ladder.last.get("Contact") == f"<sip:{US};transport=tcp>"
    assert ladder.layer.timings.t1 == 0.5


def test_a_proxy_behind_which_nothing_is_known_gets_its_way_back() -> None:
    ladder = called(Record_Route=f"<sip:{PEER.host};lr>") >> wish("ring") << "180"
    assert ladder.last.get("Record-Route") == f"<sip:{PEER.host};lr>"
    (ladder >> after(0.1)).done()

"""Subscriptions, from the notifier's side."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.subscription import MOST, Ended, Refused, Subscription, Subscriptions
from ringtree.sip.errors import BadHeader
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request

PEER = Hop("udp", "192.0.2.7", 5060)


def asking(number: int = 1, *, tag: str = "", call: str = "c", **headers: str) -> Request:
    request = Request("SUBSCRIBE", "sip:101@pbx.example")
    request.set("From", "<sip:101@pbx.example>;tag=theirs")
    request.set("To", "<sip:101@pbx.example>" + (f";tag={tag}" if tag else ""))
    request.set("Via", "SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK1")
    request.set("Call-ID", call)
    request.set("CSeq", f"{number} SUBSCRIBE")
    request.set("Contact", "<sip:101@192.0.2.7:5060>")
    request.set("Event", headers.pop("Event", "message-summary"))
    for name, value in headers.items():
        request.set(name, value)
    return request


def subscribed(all_: Subscriptions, request: Request, tag: str = "ours") -> Subscription:
    found = all_.subscribe(request, "acme-101", tag=tag, peer=PEER, now=0.0)
    assert isinstance(found, Subscription), found
    return found


def test_a_notify_goes_to_the_contact_within_the_dialog() -> None:
    all_ = Subscriptions("message-summary")
    one = subscribed(all_, asking(Event="message-summary;id=7", Expires="600"))
    first, second = all_.notify(one, now=1.0), all_.notify(one, now=2.0)
    assert str(first.uri) == "sip:101@192.0.2.7:5060"
    assert first.from_.tag == "ours" and first.to.tag == "theirs" and first.call_id == "c"
    assert (first.cseq.number, second.cseq.number) == (1, 2)
    assert first.get("Event") == "message-summary;id=7"
    assert first.get("Subscription-State") == "active;expires=599"


def test_it_is_renewed_in_its_dialog_and_ended_by_zero() -> None:
    all_ = Subscriptions("message-summary")
    subscribed(all_, asking(1))
    again = subscribed(all_, asking(2, tag="ours", Expires="120"))
    assert again.until == 120 and len(all_) == 1
    over = subscribed(all_, asking(3, tag="ours", Expires="0"))
    assert all_.notify(over, now=0.0).get("Subscription-State") == "terminated;reason=timeout"
    assert len(all_) == 0


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (asking(Event="presence"), 489),
        (asking(Expires="10"), 423),
        (asking(tag="unknown"), 481),
    ],
)
def test_what_is_refused(request_: Request, status: int) -> None:
    found = Subscriptions("message-summary").subscribe(
        request_, "acme-101", tag="ours", peer=PEER, now=0.0
    )
    assert isinstance(found, Refused) and found.status == status


def test_nobody_renews_another_s_and_no_request_counts_twice() -> None:
    all_ = Subscriptions("message-summary")
    subscribed(all_, asking(5))
    for account, status in (("acme-102", 481), ("acme-101", 500)):
        found = all_.subscribe(asking(5, tag="ours"), account, tag="x", peer=PEER, now=0.0)
        assert isinstance(found, Refused) and found.status == status


def test_an_account_has_so_many_and_they_end_by_themselves() -> None:
    all_ = Subscriptions("message-summary")
    for number in range(MOST + 3):
        subscribed(all_, asking(call=f"c{number}"), tag=f"t{number}")
    assert len(all_) == MOST
    assert list(all_.of("acme-101", 3601.0)) == [] and len(all_) == 0


def test_one_that_is_ended_by_us_says_why() -> None:
    all_ = Subscriptions("message-summary")
    notify = all_.notify(subscribed(all_, asking()), now=0.0, ended=Ended.NO_RESOURCE)
    assert notify.get("Subscription-State") == "terminated;reason=noresource"


def test_an_event_id_can_not_smuggle_a_header() -> None:
    with pytest.raises(BadHeader):
        Subscriptions("message-summary").subscribe(
            asking(Event='message-summary;id="x y"'), "a", tag="t", peer=PEER, now=0.0
        )

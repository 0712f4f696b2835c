"""REFER within a dialog: read, answered, and followed by what became of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.dialog.events import Confirmed, Ended, EndReason, Referred
from ringtree.sip.dialog.referral import Wish
from ringtree.sip.errors import BadHeader
from ringtree.sip.message import Request
from ringtree.sip.replaces import Replaces
from ringtree.sip.transaction.errors import LocalProtocolError
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    CallLadder,
    Rung,
    acks,
    asks,
    called,
    calling,
    peer,
    wish,
)

TO_103 = "<sip:103@pbx.example>"


@pytest.fixture
def talking() -> CallLadder:
    return called() >> wish("accept", ANSWER) << "200" >> acks() << Confirmed


def refers(to: str = TO_103, **headers: str) -> Rung:
    return asks("REFER", **{"Refer_To": to}, **headers)


def asked(ladder: CallLadder, to: str = TO_103, **headers: str) -> CallLadder:
    return ladder >> refers(to, **headers) << Referred("103", None)


def decide(name: str, *args: object) -> Rung:
    return lambda ladder: getattr(ladder.session.referral, name)(ladder.now, *args)


def fragment(ladder: CallLadder) -> tuple[str, str]:
    notify = ladder.last
    assert notify.content_type == "message/sipfrag"
    return notify.body.decode(), notify.get("Subscription-State")


def test_an_accepted_one_is_followed_from_trying_to_its_end(talking: CallLadder) -> None:
    _ = asked(talking) >> decide("accept") << "202" << "NOTIFY"
    assert fragment(talking) == ("SIP/2.0 100 Trying\r\n", "active;expires=180")
    assert talking.last.get("Event") == "refer" and talking.last.get("Contact")
    _ = talking >> peer(200, to="NOTIFY") >> decide("tell", 180) << "NOTIFY"
    assert fragment(talking)[0] == "SIP/2.0 180 Ringing\r\n"
    _ = talking >> peer(200, to="NOTIFY") >> decide("tell", 200) << "NOTIFY"
    assert fragment(talking) == ("SIP/2.0 200 OK\r\n", "terminated;reason=noresource")
    (talking >> peer(200, to="NOTIFY") >> decide("tell", 603)).done()


def test_our_callee_may_refer_as_well() -> None:
    talking = calling() >> peer(200, sdp=ANSWER) << "ACK"
    talking.heard.clear()
    _ = asked(talking) >> decide("accept") << "202" << "NOTIFY"


def test_a_refused_one_says_why_and_may_be_followed_by_another(talking: CallLadder) -> None:
    _ = asked(talking) >> decide("refuse", 403, "Not Permitted") << "403"
    assert talking.last.reason == "Not Permitted"
    _ = asked(talking) >> decide("accept") << "202" << "NOTIFY"
    assert talking.last.get("Event").startswith("refer;id=")


def test_a_second_one_waits_until_the_first_is_over(talking: CallLadder) -> None:
    _ = asked(talking) >> decide("accept") << "202" << "NOTIFY" >> refers() << "491"
    _ = talking >> decide("tell", 486) << "NOTIFY"
    _ = asked(talking)


def test_a_phone_that_wants_no_news_gets_none(talking: CallLadder) -> None:
    _ = asked(talking, Refer_Sub="false") >> decide("accept") << "202"
    assert talking.last.get("Refer-Sub") == "false"
    (talking >> decide("tell", 200)).done()


def test_it_is_decided_once(talking: CallLadder) -> None:
    _ = asked(talking) >> decide("accept") << "202" << "NOTIFY"
    with pytest.raises(LocalProtocolError):
        talking.session.referral.refuse(talking.now, 603)
    with pytest.raises(LocalProtocolError):
        talking.session.referral.accept(talking.now)


def test_nobody_is_told_who_has_hung_up(talking: CallLadder) -> None:
    _ = asked(talking) >> decide("accept") << "202" << "NOTIFY"
    _ = talking >> wish("bye") << "BYE" >> peer(200, to="BYE") << Ended(EndReason.HUNG_UP)
    (talking >> decide("tell", 200)).done()


def test_a_phone_without_the_subscription_does_no_harm(talking: CallLadder) -> None:
    _ = asked(talking) >> decide("accept") << "202" << "NOTIFY" >> peer(481, to="NOTIFY")
    (talking >> decide("tell", 200) << "NOTIFY").done()


def test_the_names_of_a_dialog_are_of_no_use_from_elsewhere(talking: CallLadder) -> None:
    talking.hop = talking.hop._replace(host="198.51.100.66")
    (talking >> refers() << "403").done()


def test_before_the_acknowledgement_it_is_too_early() -> None:
    ladder = called() >> wish("accept", ANSWER) << "200"
    (ladder >> refers() << "491").done()


def test_outside_of_a_dialog_there_is_nothing_to_transfer() -> None:
    ladder = CallLadder()
    request = ladder.request("REFER")
    request.set("Refer-To", TO_103)
    ladder.take(request)
    _ = ladder << "481"


def test_whom_we_talk_with_already_is_named_by_a_dialog(talking: CallLadder) -> None:
    to = "<sip:103@pbx.example?Replaces=c%40a%3Bto-tag%3Dours%3Bfrom-tag%3Dtheirs>"
    _ = talking >> refers(to) << Referred("103", Replaces("c@a", "ours", "theirs"))


@pytest.mark.parametrize(
    ("to", "status"),
    [
        ("", "400"),
        ("<sip:103@h>, <sip:104@h", "400"),
        ("<sip:103@h?Replaces=c>", "400"),
        ("<sip:103@h;method=BYE>", "400"),
        (f"<sip:{'1' * 1100}@h>", "400"),
        ("<http://example.com/>", "416"),
        ("<sip:anna@example.com>", "404"),
        (f"<sip:{'1' * 33}@h>", "404"),
        ("<sip:example.com>", "404"),
    ],
)
def test_what_cannot_be_dialled_is_refused(talking: CallLadder, to: str, status: str) -> None:
    (talking >> refers(to) << status).done()


def test_two_addresses_are_one_too_many(talking: CallLadder) -> None:
    request = talking.request("REFER")
    request.add("Refer-To", TO_103)
    request.add("Refer-To", "<sip:104@h>")
    talking.take(request)
    _ = talking << "400"


@pytest.mark.parametrize(
    ("to", "digits"),
    [
        ("sip:103@h", "103"),
        ('"Vera" <sips:103@h;transport=tcp>', "103"),
        ("<tel:+7-495-000-00-01>", "+74950000001"),
        ("<sip:%2B74950000001@h;user=phone>", "+74950000001"),
        ("<sip:*55@h>", "*55"),
    ],
)
def test_numbers_are_read_however_they_are_written(to: str, digits: str) -> None:
    request = Request("REFER", "sip:us")
    request.set("Refer-To", to)
    assert Wish.of(request).target == digits


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=120))
def test_nothing_a_peer_writes_does_more_than_be_refused(text: str) -> None:
    request = Request("REFER", "sip:us")
    try:
        request.set("Refer-To", text)
        read = Wish.of(request)
    except (BadHeader, ValueError):
        return
    assert set(read.target) <= set("0123456789+*#") and len(read.target) <= 32

"""The INVITE for one device."""

from __future__ import annotations

from ringtree.calls.circles import ROUNDS_HEADER
from ringtree.calls.inviting import invite_for
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Device, Target
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri
from tests.unit.calls.house import target
from tests.unit.trunks.test_line import A, located

SHOWN = Presentation("Anna", "101", hops_left=7, called="+74950000001")
MEDIA = {"host": "198.51.100.1", "offer": b"v=0", "ring_limit": 60.0}


def test_a_telephone_is_called_at_its_contact_as_the_colleague_who_calls() -> None:
    whom = target("102", "192.0.2.1")
    invite = invite_for(whom.devices[0], whom, SHOWN, **MEDIA)  # type: ignore[arg-type]
    assert (invite.target, invite.hop) == (whom.devices[0].uri, whom.devices[0].hop)
    assert str(invite.from_) == '"Anna" <sip:101@198.51.100.1>'
    assert invite.max_forwards == 7
    assert dict(invite.headers) == {
        "P-Called-Party-ID": "<sip:+74950000001@198.51.100.1>",
        "Supported": "replaces",
    }


def test_over_a_trunk_the_line_makes_it_and_a_call_passed_on_says_how_often() -> None:
    number = "+79161234567"
    device = Device(Uri("sip", number, A.host), Hop(*A), line=located(A))
    whom = Target(number, None)
    shown = Presentation("", "+74950000001", rounds=2)
    invite = invite_for(device, whom, shown, **MEDIA)  # type: ignore[arg-type]
    assert invite.target.user == number
    assert dict(invite.headers)[ROUNDS_HEADER] == "3"
    own = Presentation("", "+74950000001")
    invite = invite_for(device, whom, own, **MEDIA)  # type: ignore[arg-type]
    assert ROUNDS_HEADER not in dict(invite.headers)

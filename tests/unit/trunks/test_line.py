"""One trunk at work."""

from __future__ import annotations

from typing import Any

from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.hop import ANYBODY, Hop
from ringtree.sip.uri import Uri
from ringtree.trunks.identity import Shown
from ringtree.trunks.line import Line
from ringtree.trunks.status import TrunkState
from tests.unit.trunks.lines import Clock, line

A, B = Hop("udp", "192.0.2.1", 5060), Hop("udp", "192.0.2.2", 5060)
REGISTERS = {"server": "sip.carrier.example", "username": "acct", "registers": True}


def located(*hops: Hop, clock: Clock | None = None, **trunk: Any) -> Line:
    made = line(clock, **trunk)
    made.located(hops or (A, B), frozenset(hop.host for hop in hops), 60)
    return made


def invite(made: Line, number: str = "+79161112233", **shown: Any) -> OutgoingInvite:
    found = made.invite(
        number, Shown("+74950000001", **shown), host="198.51.100.1", offer=b"v=0", ring_limit=60
    )
    assert found is not None
    return found


def test_a_call_goes_where_registration_and_probe_go_and_knows_the_others() -> None:
    made = located()
    assert (invite(made).hop, invite(made).fallbacks) == (A, (B,))
    made.hop_failed(A, "no answer to OPTIONS")
    assert made.targets.current == B
    assert (invite(made).hop, invite(made).fallbacks) == (B, (A,))


def test_an_address_that_fails_a_call_moves_registration_and_probe_too() -> None:
    clock = Clock()
    made = located(A, B, clock=clock, **REGISTERS)
    made.registration.begin(clock.now)
    made.registration.accepted(clock.now, 600)
    before = made.generation
    made.hop_failed(A, "503 Service Unavailable")
    assert made.registration.due == clock.now
    assert made.probe.due == clock.now
    assert made.generation > before


def test_without_an_address_there_is_no_call() -> None:
    made = line(server="sip.carrier.example")
    assert made.invite("112", Shown("+7"), host="h", offer=None, ring_limit=1) is None
    assert not made.is_reachable


def test_the_request_uri_names_the_server_as_it_is_written() -> None:
    assert str(invite(located()).target) == "sip:+79161112233@192.0.2.1:5060"
    named = located(A, B, server="sip.carrier.example", user_phone=True)
    assert str(invite(named).target) == "sip:+79161112233@sip.carrier.example;user=phone"


def test_an_account_s_domain_stands_behind_our_numbers() -> None:
    assert str(invite(located()).from_) == "<sip:+74950000001@198.51.100.1>"
    account = {"server": "sip.carrier.example", "username": "acct"}
    assert invite(located(A, **account)).from_.uri.host == "sip.carrier.example"
    assert invite(located(A, **account, domain="carrier.example")).from_.uri.host == (
        "carrier.example"
    )


def test_a_password_is_used_for_challenges_once_it_is_known() -> None:
    made = located(A, **REGISTERS)
    assert invite(made).credentials is None
    made.set_password("secret")
    found = invite(made).credentials
    assert found is not None and (found.username, found.password) == ("acct", "secret")


def test_numbers_are_written_as_the_carrier_wants_and_emergencies_as_they_are() -> None:
    made = located(A, numbers={"called": "national", "prefix": "7"})
    assert invite(made).target.user == "789161112233"
    assert invite(made, "112").target.user == "112"


def test_the_trunk_says_how_it_wants_signalling() -> None:
    plain = invite(located())
    assert (plain.reliable, plain.session_expires, plain.redirect) == ("offer", 1800, None)
    made = located(A, reliable="never", session_expires=None, late_offer=True, redirects=True)
    odd = invite(made)
    assert (odd.reliable, odd.session_expires, odd.offer) == (None, None, None)
    assert odd.redirect is not None


def test_a_redirection_is_followed_within_the_trunk_alone() -> None:
    made = located(A, server="sip.carrier.example", addresses=["203.0.113.0/28"])
    made.learned = frozenset({"192.0.2.7"})
    parse = Uri.parse
    assert made.redirected(parse("sip:1@192.0.2.7:5070")) == Hop("udp", "192.0.2.7", 5070)
    assert made.redirected(parse("sip:1@sip.carrier.example")) == A
    assert made.redirected(parse("sip:1@203.0.113.3")) == Hop("udp", "203.0.113.3", 5060)
    assert made.redirected(parse("sip:1@198.51.100.66")) is None
    assert made.redirected(parse("tel:+7916")) is None
    assert made.redirected(parse("sip:1@sip.carrier.example:5999")) is None


def test_a_redirection_goes_to_the_address_it_names_and_to_no_other_port() -> None:
    second = Hop("udp", "203.0.113.9", 5060)
    made = located(A, second, addresses=[f"{A.host}:{A.port}", "203.0.113.9:5060"])
    made.learned = frozenset()
    assert made.redirected(Uri.parse("sip:1@203.0.113.9")) == second
    assert made.redirected(Uri.parse(f"sip:1@{A.host}:{A.port}")) == A
    assert made.redirected(Uri.parse("sip:1@203.0.113.9:5070")) is None


def test_who_need_not_prove_who_is_told_so_to_the_wire() -> None:
    assert line(verify=False).tls_name == ANYBODY
    assert line().tls_name is None


def test_a_look_up_that_fails_keeps_what_is_known_and_asks_again_soon() -> None:
    clock = Clock()
    made = located(A, clock=clock)
    made.not_located("carrier.example: no name server answered")
    assert made.targets.current == A
    assert clock.now < made.lookup_due <= clock.now + 300
    assert made.error.words == "carrier.example: no name server answered"


def test_the_state_in_one_word() -> None:
    clock = Clock()
    assert line(addresses=["203.0.113.0/28"]).status(0, 0, 0, 0, 0).state is TrunkState.READY
    made = line(clock, server="sip.carrier.example")
    assert state(made) is TrunkState.TRYING
    made.not_located("no address")
    assert state(made) is TrunkState.DOWN
    made.located((A, B), frozenset(), 60)
    assert state(made) is TrunkState.TRYING
    made.probe.answered(clock.now, 0.01)
    assert state(made) is TrunkState.READY
    made.hop_failed(A, "no answer")
    made.probe.answered(clock.now, 0.01)
    assert state(made) is TrunkState.DEGRADED


def test_a_registration_that_is_refused_is_down_and_one_that_is_new_is_tried() -> None:
    clock = Clock()
    made = located(A, clock=clock, probe=None, **REGISTERS)
    assert state(made) is TrunkState.TRYING
    made.registration.refused(clock.now, "403 Forbidden")
    assert state(made) is TrunkState.DOWN
    made.registration.accepted(clock.now, 600)
    assert state(made) is TrunkState.READY
    status = made.status(1, 2, 3, 4, 5)
    assert status.registered_until == clock.wall() + 600
    assert (status.calls_in, status.calls_out, status.refused) == (1, 2, 5)


def state(made: Line) -> TrunkState:
    return made.status(0, 0, 0, 0, 0).state


def test_only_what_the_carrier_could_not_do_counts_as_its_failure() -> None:
    made = located()
    made.call_failed(486, "Busy Here", deserved=False)
    assert (made.counts.failed_out, made.error.words) == (0, None)
    made.call_failed(500, "Oops", deserved=True)
    assert (made.counts.failed_out, made.error.words) == (1, "a call was refused: 500 Oops")

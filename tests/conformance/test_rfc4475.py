"""The 49 torture messages of RFC 4475, and random damage done to them.

The table says for each message what a server that serves calls and registrations does: take it,
answer a status, or keep silent (None: a response that is dropped, or nobody to answer to).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ringtree.sip.errors import BadHeader, MessageError
from ringtree.sip.framing import FramingError, StreamFramer
from ringtree.sip.headers import STAR, AuthParams, NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response, parse
from ringtree.sip.registrar import Registrar
from ringtree.sip.validation import is_usable, refusal

FOLDER: Final = Path(__file__).parent / "rfc4475"
NAMES: Final = sorted(path.stem for path in FOLDER.glob("*.dat"))
ACCEPT: Final = 0
SERVED: Final = frozenset(
    ("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "UPDATE", "INFO", "SUBSCRIBE")
)
SOURCE: Final = Hop("udp", "192.0.2.77", 5077)

EXPECTED: Final = {
    # 3.1.1 valid messages
    "wsinv": ACCEPT,
    "intmeth": 501,  # valid, but a method nobody knows
    "esc01": ACCEPT,
    "escnull": ACCEPT,
    "esc02": 501,  # RE%47IST%45R is a method of its own
    "lwsdisp": ACCEPT,
    "longreq": ACCEPT,
    "dblreq": ACCEPT,  # the second request behind it is cut off
    "semiuri": ACCEPT,
    "transports": ACCEPT,
    "mpart01": 405,  # a valid MESSAGE, which this server does not serve
    "unreason": ACCEPT,
    "noreason": ACCEPT,
    # 3.1.2 invalid messages
    "badinv01": 400,
    "clerr": 400,
    "ncl": 400,
    "scalar02": 400,
    "scalarlg": None,
    "quotbal": 400,
    "ltgtruri": 400,
    "lwsruri": 400,
    "lwsstart": 400,
    "trws": 400,
    "escruri": 400,
    "baddate": ACCEPT,  # the Date of a call decides nothing
    "regbadct": 400,
    "badaspec": 400,
    "baddn": 400,
    "badvers": 505,
    "mismatch01": 400,
    "mismatch02": 400,
    "bigcode": None,
    # 3.2 transaction layer
    "badbranch": ACCEPT,  # matched the RFC 2543 way
    # 3.3 application layer
    "insuf": 400,
    "unkscm": 416,
    "novelsc": 416,
    "unksm2": ACCEPT,  # judged by the registrar, after authentication
    "bext01": 420,
    "invut": 415,
    "regaut01": ACCEPT,  # an unknown scheme of credentials: challenged, see below
    "multi01": 400,
    "mcl01": 400,
    "bcast": None,
    "zeromf": ACCEPT,  # it has arrived: only forwarding needs another hop
    "cparam01": ACCEPT,
    "cparam02": ACCEPT,
    "regescrt": ACCEPT,
    "sdp01": 406,
    # 3.4 backward compatibility
    "inv2543": ACCEPT,
}


def message(name: str) -> bytes:
    return (FOLDER / f"{name}.dat").read_bytes()


def request(name: str) -> Request:
    parsed = parse(message(name))
    assert isinstance(parsed, Request)
    return parsed


def verdict(data: bytes) -> int | None:
    """ACCEPT, the status a server answers, or None for silence."""
    try:
        parsed = parse(data)
    except MessageError as error:
        return _answerable(error.request, error.status)
    if isinstance(parsed, Response):
        return ACCEPT if is_usable(parsed) else None
    refused = refusal(parsed, methods=SERVED)
    return ACCEPT if refused is None else _answerable(parsed, refused.status)


def _answerable(parsed: Request | None, status: int) -> int | None:
    try:
        if parsed is None or parsed.method == "ACK":
            return None
        parsed.mark_source(SOURCE)
    except BadHeader:
        # Without a Via there is nobody to answer, except where the message still came from.
        pass
    response = parse(parsed.respond(status, to_tag="t").to_bytes())
    assert isinstance(response, Response)
    return response.status


def test_the_table_names_every_message() -> None:
    assert sorted(EXPECTED) == NAMES
    assert len(NAMES) == 49


@pytest.mark.parametrize("name", NAMES)
def test_each_message_gets_what_its_section_asks(name: str) -> None:
    assert verdict(message(name)) == EXPECTED[name]


@pytest.mark.parametrize("name", [name for name, status in EXPECTED.items() if status == ACCEPT])
def test_what_is_taken_survives_being_written_again(name: str) -> None:
    parsed = parse(message(name))
    assert parse(parsed.to_bytes()) == parsed


class TestValidMessages:
    """RFC 4475 §3.1.1: what stands in them, through all the torture."""

    def test_a_short_tortuous_invite(self) -> None:
        invite = request("wsinv")
        assert invite.uri.params == {"unknownparam": None}
        assert invite.to.tag == "1918181833n"
        assert invite.from_.display == 'J Rosenberg \\"'
        assert invite.from_.tag == "98asjd8"
        assert invite.max_forwards == 68
        assert invite.call_id == "wsinv.ndaksdj@192.0.2.1"
        assert invite.cseq == (9, "INVITE")
        assert [via.host for via in invite.vias] == [
            "192.0.2.2",
            "spindle.example.com",
            "192.168.255.111",
        ]
        assert [via.branch for via in invite.vias] == [
            "390skdjuw",
            "z9hG4bK9ikj8",
            "z9hG4bK30239",
        ]
        assert invite.get("NewFangledHeader") == "newfangled value continued newfangled value"
        assert invite.get("UnknownHeaderWithUnusualValue") == ";;,,;;,;"
        assert invite.content_type == "application/sdp"
        assert [route.uri.host for route in invite.routes] == ["services.example.com"]
        contacts = invite.contacts
        assert isinstance(contacts, list)
        assert contacts[0].params["newparam"] == "newvalue"
        assert contacts[0].params["q"] == "0.33"
        assert contacts[0].params["secondparam"] is None
        assert len(invite.body) == 150

    def test_a_wide_range_of_valid_characters(self) -> None:
        parsed = request("intmeth")
        assert parsed.method == "!interesting-Method0123456789_*+`.%indeed'~"
        assert parsed.to.display == "BEL:\x07 NUL:\x00 DEL:\x7f"
        assert (
            parsed.uri.user is not None
            and parsed.uri.password == "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)"
        )
        assert parsed.from_.display == "token1~` token2'+_ token3*%!.-"

    def test_escapes_in_addresses(self) -> None:
        invite = request("esc01")
        assert invite.uri.user == "sips:user@example.com"
        assert invite.from_.uri.user == "I have spaces"
        contacts = invite.contacts
        assert isinstance(contacts, list)
        assert contacts[0].uri.user == "caller"
        assert contacts[0].uri.params == {"lr": None, "name": "value%41"}

    def test_an_escaped_nul_is_a_character_of_the_user(self) -> None:
        register = request("escnull")
        assert register.to.uri.user == "null-\x00-null"
        contacts = register.contacts
        assert isinstance(contacts, list)
        assert [contact.uri.user for contact in contacts] == ["\x00", "\x00\x00"]

    def test_a_percent_sign_in_a_method_is_no_escape(self) -> None:
        assert request("esc02").method == "RE%47IST%45R"
        assert request("esc02").cseq.method == "RE%47IST%45R"

    def test_no_space_before_the_bracket(self) -> None:
        assert request("lwsdisp").from_.display == "caller"
        assert request("lwsdisp").from_.tag == "323"

    def test_long_values(self) -> None:
        invite = request("longreq")
        assert len(invite.vias) == 34
        assert len(invite.call_id) > 100
        assert invite.to.display.startswith("I have a user name of extreme")

    def test_what_follows_the_first_message_in_a_datagram_is_ignored(self) -> None:
        assert request("dblreq").method == "REGISTER"
        assert request("dblreq").body == b""

    def test_semicolons_in_the_user(self) -> None:
        uri = request("semiuri").uri
        assert uri.user == "user;par=u@example.net"
        assert (uri.host, uri.params) == ("example.com", {})

    def test_transports_known_and_unknown(self) -> None:
        transports = [via.transport for via in request("transports").vias]
        assert transports == ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"]

    def test_a_multipart_body_stays_as_it_is(self) -> None:
        mime = request("mpart01")
        assert mime.content_type == "multipart/mixed"
        assert mime.body in message("mpart01")
        assert b"\x30\x82" in mime.body

    def test_a_reason_in_another_alphabet(self) -> None:
        response = parse(message("unreason"))
        assert isinstance(response, Response)
        assert response.reason == "= 2**3 * 5**2 но сто девяносто девять - простое"

    def test_no_reason_at_all(self) -> None:
        response = parse(message("noreason"))
        assert isinstance(response, Response)
        assert (response.status, response.reason) == (100, "")


class TestRegistrations:
    """RFC 4475 §3.3: registrations, as the registrar sees them after authentication."""

    def test_unknown_parameters_of_the_contact_header_are_left_aside(self) -> None:
        outcome = Registrar().register("a", request("cparam01"), SOURCE, 0.0)
        assert [one.contact for one in outcome.bindings] == ["sip:+19725552222@gw1.example.net"]

    def test_unknown_parameters_of_the_contact_address_belong_to_it(self) -> None:
        outcome = Registrar().register("a", request("cparam02"), SOURCE, 0.0)
        assert outcome.bindings[0].uri.params == {"unknownparam": None}

    def test_a_contact_with_an_escaped_route_is_kept_but_not_called_with_it(self) -> None:
        outcome = Registrar().register("a", request("regescrt"), SOURCE, 0.0)
        uri = outcome.bindings[0].uri
        assert uri.headers == {"Route": "<sip:sip.example.com>"}
        assert str(uri.as_request_uri()) == "sip:user@example.com"

    def test_contacts_nobody_can_call_are_refused(self) -> None:
        assert Registrar().register("a", request("unksm2"), SOURCE, 0.0).status == 400

    def test_an_unknown_scheme_of_credentials_is_read(self) -> None:
        value = request("regaut01").get("Authorization")
        assert value is not None
        assert AuthParams.parse(value).scheme == "nooneknowsthisscheme"


# random damage

damage = st.one_of(
    st.tuples(st.just("byte"), st.integers(0, 4000), st.integers(0, 255)),
    st.tuples(st.just("cut"), st.integers(0, 4000), st.integers(1, 200)),
    st.tuples(st.just("repeat"), st.integers(0, 4000), st.integers(1, 200)),
    st.tuples(
        st.just("insert"),
        st.integers(0, 4000),
        st.sampled_from([b"\r\n", b"\n", b"\r", b'"', b"<", b">", b"%", b";", b",", b"\\", b"\0"]),
    ),
)


def damaged(data: bytes, blows: list[tuple[str, int, int | bytes]]) -> bytes:
    for kind, where, what in blows:
        at = where % (len(data) + 1)
        if isinstance(what, bytes):
            data = data[:at] + what + data[at:]
        elif kind == "byte":
            data = data[:at] + bytes([what]) + data[at + 1 :]
        elif kind == "cut":
            data = data[:at] + data[at + what :]
        else:
            data = data[: at + what] + data[at:]
    return data


def touch_everything(data: bytes) -> None:
    """Do with a message all that a server may do; only the two declared errors may come."""
    verdict(data)
    try:
        parsed = parse(data)
    except MessageError:
        return
    for view in (
        *("vias", "from_", "to", "call_id", "cseq", "contacts", "max_forwards", "expires"),
        *("content_type", "routes", "record_routes", "paths", "require", "supported"),
    ):
        try:
            value = getattr(parsed, view)
            for one in value if isinstance(value, list) else [value]:
                str(one.uri if isinstance(one, NameAddr) else one)
        except BadHeader:
            continue
    for line in parsed.get_all("authorization"):
        try:
            AuthParams.parse(line)
        except BadHeader:
            continue
    assert parse(parsed.to_bytes()) == parsed
    if isinstance(parsed, Request):
        try:
            _ = parsed.call_id, parsed.cseq, parsed.via
        except BadHeader:
            return
        Registrar().register("account", parsed, SOURCE, 0.0)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(NAMES), st.lists(damage, min_size=1, max_size=6))
def test_damaged_messages_raise_nothing_but_what_is_declared(
    name: str, blows: list[tuple[str, int, int | bytes]]
) -> None:
    touch_everything(damaged(message(name), blows))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
@example(b"")
@example(b"\r\n\r\n")
@example(b"SIP/2.0")
@example(b"INVITE sip:a SIP/2.0\r\n\r\n")
def test_noise_raises_nothing_but_what_is_declared(data: bytes) -> None:
    touch_everything(data)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.lists(damage, max_size=3),
    st.lists(st.integers(1, 400), min_size=1, max_size=20),
)
def test_damaged_streams_raise_nothing_but_what_is_declared(
    name: str, blows: list[tuple[str, int, int | bytes]], sizes: list[int]
) -> None:
    data = damaged(message(name), blows) * 2
    framer = StreamFramer()
    position = 0
    try:
        for size in sizes:
            framer.feed(data[position : position + size])
            position += size
        framer.feed(data[position:])
    except FramingError as error:
        assert error.status in (400, 513)


def test_64_kib_of_anything_is_judged_at_once() -> None:
    start = b"INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\n"
    for filler in (b"X: y\r\n", b"a", b";", b",", b'"', b" ", b"\r\n ", b"\\", b"<"):
        data = start + b"Contact: " + filler * (65000 // len(filler))
        assert verdict(data[:65507]) in (513, 400)


def test_a_64_kib_body_is_no_reason_to_refuse() -> None:
    head = "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\nContent-Length: "
    parsed = parse(f"{head}60000\r\n\r\n".encode() + b"x" * 60000)
    assert len(parsed.body) == 60000


def test_star_is_what_it_is() -> None:
    parsed = parse(b"REGISTER sip:a SIP/2.0\r\nContact: *\r\n\r\n")
    assert parsed.contacts is STAR

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringtree.sip.errors import BadHeader, BadUri, MessageError, UnsafeValue
from ringtree.sip.headers import STAR
from ringtree.sip.hop import Hop
from ringtree.sip.message import MAX_HEAD, MAX_LINES, Message, Request, Response, parse
from ringtree.sip.uri import Uri

INVITE = (
    "INVITE sip:102@192.0.2.10 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK1;rport,"
    " SIP/2.0/UDP 192.0.2.21;branch=z9hG4bK2\r\n"
    "v: SIP/2.0/UDP 192.0.2.22;branch=z9hG4bK3\r\n"
    "Max-Forwards: 70\r\n"
    'f: "Anna" <sip:101@pbx.example.com>;tag=5f3c\r\n'
    "To: <sip:102@pbx.example.com>\r\n"
    "Call-ID: abc@192.0.2.20\r\n"
    "CSeq: 20 INVITE\r\n"
    "Contact: <sip:101@192.0.2.20:5060>;q=0.5,\r\n"
    " <sip:101@192.0.2.21>\r\n"
    "Record-Route: <sip:192.0.2.1;lr>\r\n"
    "Require: 100rel, Timer\r\n"
    "Supported:\r\n"
    "X-Note: caf\xe9 ; кириллица\r\n"
    "Content-Type: Application/SDP ; charset=utf-8\r\n"
    "Content-Length: 4\r\n"
    "\r\n"
    "v=0\n"
).encode()


def invite() -> Request:
    message = parse(INVITE)
    assert isinstance(message, Request)
    return message


def request(*lines: str, body: bytes = b"") -> bytes:
    return "\r\n".join(["OPTIONS sip:a@b SIP/2.0", *lines, "", ""]).encode() + body


class TestReading:
    def test_typed_views(self) -> None:
        message = invite()
        assert (message.method, message.uri_text) == ("INVITE", "sip:102@192.0.2.10")
        assert message.uri == Uri.parse("sip:102@192.0.2.10")
        assert message.via.branch == "z9hG4bK1"
        assert [via.branch for via in message.vias] == ["z9hG4bK1", "z9hG4bK2", "z9hG4bK3"]
        assert (message.from_.display, message.from_.tag) == ("Anna", "5f3c")
        assert message.to.tag is None
        assert (message.call_id, message.cseq) == ("abc@192.0.2.20", (20, "INVITE"))
        assert (message.max_forwards, message.expires) == (70, None)
        assert message.content_type == "application/sdp"
        assert (message.require, message.supported) == (["100rel", "timer"], [])
        assert [str(route) for route in message.record_routes] == ["<sip:192.0.2.1;lr>"]
        assert (message.routes, message.paths) == ([], [])
        assert message.body == b"v=0\n"

    def test_a_folded_list_is_one_list(self) -> None:
        contacts = invite().contacts
        assert isinstance(contacts, list)
        assert [contact.uri.host for contact in contacts] == ["192.0.2.20", "192.0.2.21"]

    def test_any_spelling_of_a_name(self) -> None:
        message = invite()
        assert message.get("from") == message.get("F") == message.get("FROM")
        assert len(message.get_all("v")) == 2
        assert message.get("Subject") is None
        assert message.names()[:3] == ["Via", "Max-Forwards", "From"]

    def test_the_star(self) -> None:
        assert parse(request("m: *")).contacts is STAR

    def test_line_ends_before_a_message_are_skipped(self) -> None:
        assert parse(b"\r\n\r\n" + INVITE) == invite()

    def test_a_response(self) -> None:
        response = parse(b"SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\n\r\n")
        assert isinstance(response, Response)
        assert (response.status, response.reason) == (486, "Busy Here")

    @pytest.mark.parametrize("view", ["via", "vias", "from_", "to", "call_id", "cseq"])
    def test_a_mandatory_header_that_is_missing(self, view: str) -> None:
        with pytest.raises(BadHeader, match="missing"):
            getattr(parse(request("X: y")), view)

    @pytest.mark.parametrize("name", ["From", "To", "Call-ID", "CSeq", "Max-Forwards"])
    def test_a_header_that_may_stand_once_stands_twice(self, name: str) -> None:
        view = {"From": "from_"}.get(name, name.lower().replace("-", "_"))
        with pytest.raises(BadHeader, match=f"{name}: given more than once"):
            getattr(parse(request(f"{name}: 1", f"{name}: 1")), view)

    @pytest.mark.parametrize(
        ("line", "view"),
        [
            *(("Via: x", "via"), ("From: x", "from_"), ("Contact: x", "contacts")),
            *(("CSeq: x", "cseq"), ("Call-ID: a b", "call_id"), ("Call-ID:", "call_id")),
            *(("Expires: soon", "expires"), ("Expires: 4294967296", "expires")),
            *(("Max-Forwards: -1", "max_forwards"), ("Content-Type: sdp", "content_type")),
            *(
                ("Require: a b", "require"),
                ("Route: <sip:a", "routes"),
                ("Contact: *, *", "contacts"),
            ),
        ],
    )
    def test_nonsense_names_its_header(self, line: str, view: str) -> None:
        with pytest.raises(BadHeader) as caught:
            getattr(parse(request(line)), view)
        assert caught.value.name == line.partition(":")[0]

    def test_a_bad_request_uri_is_found_when_it_is_needed(self) -> None:
        message = parse(b"OPTIONS sip:a@b:x SIP/2.0\r\n\r\n")
        assert isinstance(message, Request)
        with pytest.raises(BadUri, match="Request-URI"):
            _ = message.uri


class TestRefusing:
    @pytest.mark.parametrize(
        ("data", "status"),
        [
            (b"INVITE sip:a@b SIP/3.0\r\n\r\n", 505),
            (b"INVITE  sip:a@b SIP/2.0\r\n\r\n", 400),
            (b"INVITE sip:a@b SIP/2.0 \r\n\r\n", 400),
            (b"INV(ITE sip:a@b SIP/2.0\r\n\r\n", 400),
            (b"INVITE sip:a@b SIP/2.0\r\nVia: x\r\n", 400),
            (request("no colon"), 400),
            (request("na me: x"), 400),
            (request("X: a\nY: b"), 400),
            (request("X: a\rY: b"), 400),
            (request("X: a", " b\nc"), 400),
            (request("Content-Length: 5", body=b"1234"), 400),
            (request("Content-Length: x"), 400),
            (request("Content-Length: 0", "l: 0"), 400),
            (request("X: " + "y" * MAX_HEAD), 513),
            (request(*["X: y"] * MAX_LINES), 513),
        ],
    )
    def test_a_request_that_is_wrong_as_a_whole(self, data: bytes, status: int) -> None:
        with pytest.raises(MessageError) as caught:
            parse(data)
        assert caught.value.status == status
        assert caught.value.request is not None

    @pytest.mark.parametrize(
        "data",
        [
            *(b"", b"\r\n\r\n", b"hello", b"GET / HTTP/1.1\r\n\r\n", b"SIP/2.0 99 x\r\n\r\n"),
            *(b"SIP/2.0 700 x\r\n\r\n", b"SIP/2.0 0200 x\r\n\r\n", b"SIP/3.0 200 OK\r\n\r\n"),
            *(b"SIP/2.0 200 O\nK\r\n\r\n", b"SIP/2.0 200 OK\r\nContent-Length: 9\r\n\r\n"),
        ],
    )
    def test_nobody_is_answered_for_what_is_no_request(self, data: bytes) -> None:
        with pytest.raises(MessageError) as caught:
            parse(data)
        assert caught.value.request is None

    def test_what_could_be_read_of_a_bad_request_is_enough_to_answer_it(self) -> None:
        with pytest.raises(MessageError) as caught:
            parse(INVITE.replace(b"Content-Length: 4", b"Content-Length: 400"))
        bad = caught.value.request
        assert bad is not None
        response = parse(bad.respond(400, to_tag="x").to_bytes())
        assert response.cseq == (20, "INVITE")
        assert len(response.vias) == 3


class TestBodies:
    """RFC 3261 §18.3."""

    def test_no_content_length_means_all_of_the_datagram(self) -> None:
        assert parse(request(body=b"12345")).body == b"12345"

    def test_what_stands_behind_the_body_is_cut_off(self) -> None:
        assert parse(request("l: 3", body=b"12345")).body == b"123"

    def test_bytes_stay_bytes(self) -> None:
        body = bytes(range(256))
        message = parse(request("Content-Type: multipart/mixed;boundary=x", body=body))
        assert parse(message.to_bytes()).body == body


class TestInjection:
    @pytest.mark.parametrize("value", ["a\r\nEvil: 1", "a\nb", "a\rb"])
    def test_nobody_breaks_out_of_a_line(self, value: str) -> None:
        message = Response(200)
        for change in (message.add, message.set, message.prepend):
            with pytest.raises(UnsafeValue):
                change("X", value)
        with pytest.raises(UnsafeValue):
            message.add(f"X{value}", "y")
        with pytest.raises(UnsafeValue):
            Response(200, value).to_bytes()
        with pytest.raises(UnsafeValue):
            Request("OPTIONS", f"sip:{value}").to_bytes()
        with pytest.raises(UnsafeValue):
            invite().respond(200, to_tag=value)


class TestResponding:
    """RFC 3261 §8.2.6."""

    def test_a_response_goes_back_the_way_the_request_came(self) -> None:
        request = invite()
        response = request.respond(180, to_tag="t1")
        assert response.get_all("Via") == request.get_all("Via")
        assert (response.from_, response.call_id, response.cseq) == (
            *(request.from_, request.call_id),
            request.cseq,
        )
        assert response.to.tag == "t1"
        assert response.reason == "Ringing"
        assert [str(route) for route in response.record_routes] == ["<sip:192.0.2.1;lr>"]

    def test_100_and_refusals_carry_no_record_route(self) -> None:
        assert invite().respond(100).record_routes == []
        assert invite().respond(486, to_tag="x").record_routes == []

    def test_a_tag_that_is_there_stays(self) -> None:
        request = invite()
        request.set("To", "<sip:a@b>;tag=old")
        assert request.respond(200, to_tag="new").to.tag == "old"

    def test_a_to_nobody_can_read_goes_back_as_it_came(self) -> None:
        request = invite()
        request.set("To", '"open <sip:a@b>')
        assert request.respond(400, to_tag="new").get("To") == '"open <sip:a@b>'

    def test_changing_the_response_does_not_change_the_request(self) -> None:
        request = invite()
        request.respond(200).prepend("Via", "SIP/2.0/UDP other;branch=x")
        assert request.via.branch == "z9hG4bK1"

    def test_the_topmost_via_says_where_the_request_really_came_from(self) -> None:
        request = invite()
        request.mark_source(Hop("udp", "203.0.113.5", 41000))
        via = request.respond(200).via
        assert (via.received, via.rport) == ("203.0.113.5", 41000)
        assert len(request.vias) == 3


class TestWriting:
    names = st.sampled_from(["Subject", "X-One", "x-two", "Contact", "Via", "Reason"])
    values = st.text(st.characters(exclude_characters="\r\n", exclude_categories=()), max_size=20)

    @settings(deadline=None)
    @given(st.lists(st.tuples(names, values), max_size=8), st.binary(max_size=50), st.booleans())
    def test_whatever_is_written_is_read_again(
        self, headers: list[tuple[str, str]], body: bytes, is_request: bool
    ) -> None:
        message: Message = Request("INFO", "sip:a@b") if is_request else Response(200, "Хорошо")
        for name, value in headers:
            value = value.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
            message.add(name, value.strip(" \t"))
        message.body = body
        assert parse(message.to_bytes()) == message

    @given(st.binary(max_size=40).filter(lambda raw: b"\r" not in raw and b"\n" not in raw))
    def test_header_bytes_are_preserved(self, raw: bytes) -> None:
        line = b"X-Raw: " + raw.strip(b" \t")
        data = b"OPTIONS sip:a@b SIP/2.0\r\n" + line + b"\r\n\r\n"
        assert line + b"\r\n" in parse(data).to_bytes()

    def test_equality_and_text(self) -> None:
        assert invite() == parse(invite().to_bytes())
        assert invite() != Response(200)
        assert invite() != "INVITE"
        assert repr(Response(180)) == "<Response SIP/2.0 180 Ringing>"

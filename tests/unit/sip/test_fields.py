from __future__ import annotations

from ringtree.sip.headers import NameAddr
from ringtree.sip.message import Request, Response, parse
from ringtree.sip.uri import Uri


def options(*lines: str) -> Request:
    message = parse("\r\n".join(["OPTIONS sip:a@b SIP/2.0", *lines, "", ""]).encode())
    assert isinstance(message, Request)
    return message


class TestChanging:
    def test_lines_are_added_below_and_above(self) -> None:
        message = Request("OPTIONS", Uri.parse("sip:a@b"))
        message.add("Route", "<sip:1>")
        message.add("route", "<sip:2>")
        message.prepend("Via", "SIP/2.0/UDP h;branch=1")
        message.prepend("Via", "SIP/2.0/UDP h;branch=2")
        lines = message.to_bytes().decode().split("\r\n")
        assert lines[1:5] == [
            "Via: SIP/2.0/UDP h;branch=2",
            "Via: SIP/2.0/UDP h;branch=1",
            "Route: <sip:1>",
            "Route: <sip:2>",
        ]

    def test_typed_views_follow(self) -> None:
        message = options("CSeq: 20 INVITE", "m: <sip:a@b>")
        assert message.cseq.number == 20
        message.set("CSeq", "21 INVITE")
        message.prepend("Via", "SIP/2.0/TCP h;branch=top")
        assert (message.cseq.number, message.via.branch) == (21, "top")
        message.remove("m")
        assert message.contacts == []

    def test_values_may_be_typed(self) -> None:
        message = Response(200)
        message.set("Contact", NameAddr("sip:a@b"))
        message.set("Expires", 60)
        assert (message.get("contact"), message.expires) == ("<sip:a@b>", 60)

    def test_unknown_names_keep_their_spelling(self) -> None:
        message = options("x-FooBar: 1")
        message.add("X-Mine", "2")
        assert b"\r\nx-FooBar: 1\r\nX-Mine: 2\r\n" in message.to_bytes()

    def test_content_length_is_written_from_the_body(self) -> None:
        message = options("CSeq: 20 INVITE", "m: <sip:a@b>")
        message.body = b"longer than before"
        assert message.to_bytes().endswith(b"Content-Length: 18\r\n\r\nlonger than before")


def test_views_are_kept_until_their_header_changes() -> None:
    message = options("To: <sip:a@b>", "Contact: <sip:c@d>")
    to, contacts = message.to, message.contacts
    message.add("Contact", "<sip:e@f>")
    assert message.to is to
    assert message.contacts != contacts

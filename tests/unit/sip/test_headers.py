from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.errors import BadHeader, BadUri
from ringtree.sip.headers import STAR, AuthParams, CSeq, NameAddr, Via
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri

texts = st.text(st.characters(exclude_characters="\r\n"), min_size=1, max_size=30)


class TestCSeq:
    """RFC 3261 §20.16."""

    def test_number_and_method(self) -> None:
        assert CSeq.parse("20 INVITE") == CSeq.parse(" 0020 \t INVITE ") == (20, "INVITE")
        assert str(CSeq(1, "BYE")) == "1 BYE"

    @pytest.mark.parametrize(
        "text",
        ["", "20", "INVITE", "-1 BYE", "2147483648 BYE", "1 B@", "1 2 3", "99999999999999 A"],
    )
    def test_nonsense_is_refused(self, text: str) -> None:
        with pytest.raises(BadHeader):
            CSeq.parse(text)


class TestNameAddr:
    """RFC 3261 §20.10."""

    def test_a_quoted_name_an_address_and_a_tag(self) -> None:
        address = NameAddr.parse(r'"Bell, \"A\"" <sip:a@b;lr>;Tag=x;y')
        assert address.display == 'Bell, "A"'
        assert address.uri == Uri.parse("sip:a@b;lr")
        assert (address.tag, address.params) == ("x", {"tag": "x", "y": None})

    def test_without_brackets_the_parameters_are_the_headers(self) -> None:
        address = NameAddr.parse("sip:a@b ;tag=x")
        assert (address.uri_text, address.tag) == ("sip:a@b", "x")
        assert address.uri.params == {}

    def test_tokens_or_letters_of_any_alphabet_need_no_quotes(self) -> None:
        assert NameAddr.parse("Anna Maria<sip:a@b>").display == "Anna Maria"
        assert NameAddr.parse("Анна <sip:a@b>").display == "Анна"

    @pytest.mark.parametrize(
        "text",
        [
            *("", "a", "<>", "<a>", "<sip:a@b", '"a <sip:a@b>', '"a" sip:a@b', '"a"', '"'),
            *("Bell, A <sip:a@b>", "sip:a@b?x=y", "sip:a,b@c", "<sip:a@b> tag=x", "<sip:a@b>;"),
        ],
    )
    def test_nonsense_is_refused(self, text: str) -> None:
        with pytest.raises(BadHeader):
            NameAddr.parse(text)

    def test_a_bad_address_is_found_when_it_is_needed(self) -> None:
        address = NameAddr.parse("<sip:a@b:port>;tag=1")
        assert address.tag == "1"
        with pytest.raises(BadUri):
            _ = address.uri

    def test_a_tag_is_set_on_a_copy(self) -> None:
        address = NameAddr.parse("<sip:a@b>")
        assert str(address.with_tag("t")) == "<sip:a@b>;tag=t"
        assert address.tag is None
        assert str(address.with_params(expires="60", ob=None)) == "<sip:a@b>;expires=60;ob"

    @given(texts, texts)
    def test_whatever_is_written_is_read_again(self, display: str, value: str) -> None:
        address = NameAddr("sip:a@b", display, {"x": value})
        assert NameAddr.parse(str(address)) == address

    def test_equality_is_of_what_is_written(self) -> None:
        assert NameAddr.parse("<sip:a@b>") == NameAddr(Uri.parse("sip:a@b"))
        assert NameAddr.parse("<sip:a@b>") != "<sip:a@b>"
        assert repr(NameAddr("sip:a@b")) == "NameAddr.parse('<sip:a@b>')"


class TestVia:
    """RFC 3261 §20.42, §18.2; RFC 3581."""

    def test_every_part(self) -> None:
        via = Via.parse("SIP/2.0/udp 192.0.2.1:5070;branch=z9hG4bKx;rport;ttl=1")
        assert (via.transport, via.host, via.port, via.branch) == (
            *("UDP", "192.0.2.1", 5070),
            "z9hG4bKx",
        )
        assert (via.received, via.rport, via.wants_rport) == (None, None, True)

    def test_white_space_anywhere(self) -> None:
        via = Via.parse("SIP  / 2.0 / TCP   first.example.com : 4000 ; branch = x")
        assert (via.transport, via.host, via.port, via.branch) == (
            *("TCP", "first.example.com", 4000),
            "x",
        )

    def test_ipv6_references(self) -> None:
        via = Via.parse("SIP/2.0/UDP [2001:db8::9]:5062;received=[2001:db8::1];branch=x")
        assert (via.host, via.port, via.received) == ("2001:db8::9", 5062, "2001:db8::1")
        assert str(Via("UDP", "::1", 5060, {"branch": "x"})) == "SIP/2.0/UDP [::1]:5060;branch=x"

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "",
                "SIP/2.0/UDP",
                "SIP/3.0/UDP h",
                "HTTP/1.1/TCP h",
                "SIP/2.0/ h",
                "SIP/2.0/UDP h:x",
            ),
            *("SIP/2.0/UDP h;", "SIP/2.0/UDP a b", "SIP/2.0/UDP ;branch=x", "SIP/2.0/UDP h:1:2"),
        ],
    )
    def test_nonsense_is_refused(self, text: str) -> None:
        with pytest.raises(BadHeader):
            Via.parse(text)

    def test_a_phone_that_asks_is_answered_where_it_sent_from(self) -> None:
        via = Via.parse("SIP/2.0/UDP 10.0.0.5:5060;branch=x;rport")
        via.mark_source(Hop("udp", "203.0.113.9", 41000))
        assert str(via).endswith(";branch=x;rport=41000;received=203.0.113.9")
        assert via.response_hop() == Hop("udp", "203.0.113.9", 41000)

    def test_a_phone_that_does_not_ask_is_answered_on_its_own_port(self) -> None:
        via = Via.parse("SIP/2.0/UDP 10.0.0.5:5062;branch=x")
        via.mark_source(Hop("udp", "203.0.113.9", 41000))
        assert via.response_hop() == Hop("udp", "203.0.113.9", 5062)

    def test_a_phone_that_knows_its_address_needs_no_received(self) -> None:
        via = Via.parse("SIP/2.0/TCP 203.0.113.9;branch=x")
        via.mark_source(Hop("tcp", "203.0.113.9", 41000))
        assert via.received is None
        assert via.response_hop() == Hop("tcp", "203.0.113.9", 5060)

    def test_ports_by_transport(self) -> None:
        assert Via.parse("SIP/2.0/TLS h;branch=x").response_hop().port == 5061

    def test_equality_and_text(self) -> None:
        via = Via.parse("SIP/2.0/UDP h;branch=x")
        assert via == Via("UDP", "h", params={"branch": "x"})
        assert via != "SIP/2.0/UDP h;branch=x"
        assert repr(via) == "Via.parse('SIP/2.0/UDP h;branch=x')"


class TestAuthParams:
    """RFC 3261 §20.7, §20.44."""

    def test_quoted_and_bare_values(self) -> None:
        text = (
            'Digest username="a \\"b\\", c", qop=auth,nc = 00000001 , uri = "sip:x;y=1",response=""'
        )
        assert AuthParams.parse(text) == (
            "digest",
            {
                "username": 'a "b", c',
                "qop": "auth",
                "nc": "00000001",
                "uri": "sip:x;y=1",
                "response": "",
            },
        )

    def test_the_first_of_two_wins(self) -> None:
        assert AuthParams.parse("Digest a=1, A=2").params == {"a": "1"}

    @pytest.mark.parametrize(
        "text", ["", '"x" y=1', "Digest x", 'Digest a="b', "Digest =1", "Digest a b=1"]
    )
    def test_nonsense_is_refused(self, text: str) -> None:
        with pytest.raises(BadHeader):
            AuthParams.parse(text)


def test_the_star() -> None:
    assert (str(STAR), repr(STAR)) == ("*", "STAR")

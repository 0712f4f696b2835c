from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.errors import BadUri
from ringtree.sip.uri import Uri, parse_host_port


class TestReading:
    def test_every_part(self) -> None:
        uri = Uri.parse("sips:anna:s%20ecret@[2001:db8::9]:5061;Transport=TLS;lr?Subject=a%20b&X=")
        assert (uri.scheme, uri.user, uri.password) == ("sips", "anna", "s ecret")
        assert (uri.host, uri.port) == ("2001:db8::9", 5061)
        assert uri.params == {"transport": "TLS", "lr": None}
        assert uri.headers == {"Subject": "a b", "X": ""}
        assert uri.transport == "tls"

    def test_a_bare_host(self) -> None:
        uri = Uri.parse("SIP:example.com")
        assert (uri.scheme, uri.user, uri.host, uri.port) == ("sip", None, "example.com", None)
        assert uri.transport == "udp"

    def test_a_telephone_number(self) -> None:
        uri = Uri.parse("tel:+7-495-000-00-01;phone-context=example.com")
        assert (uri.scheme, uri.user, uri.host) == ("tel", "+7-495-000-00-01", "")
        assert uri.params == {"phone-context": "example.com"}

    def test_an_unknown_scheme_is_kept_as_it_is(self) -> None:
        uri = Uri.parse("urn:service:sos")
        assert (uri.scheme, uri.host, str(uri)) == ("urn", "service:sos", "urn:service:sos")

    def test_what_was_read_is_written_as_it_was(self) -> None:
        text = "sip:%61nna@Example.COM;x-y=%31"
        assert str(Uri.parse(text)) == text

    @pytest.mark.parametrize(
        "text",
        [
            *("", "sip:", "sip", "sip:@host", "sip:a@", "sip:a@b@c", "sip:a b@c", "<sip:a@b>"),
            *(
                "sip:a@h:port",
                "sip:a@h:65536",
                "sip:a@h:",
                "sip:a@[::1",
                "sip:a@[zz]",
                "sip:a@[::1]5",
            ),
            *(
                "sip:a%@b",
                "sip:a%4@b",
                "sip:a%zz@b",
                "sip:a@b;",
                "sip:a@b;;lr",
                "sip:a@b?x",
                "tel:",
            ),
            *("sip:a@b\r\n", "sip:a\x00@b", "sip:a@h_\u00e9", 'sip:"a"@b', "1a:b", ":b", "ы:b"),
        ],
    )
    def test_nonsense_is_refused(self, text: str) -> None:
        with pytest.raises(BadUri):
            Uri.parse(text)

    def test_host_and_port(self) -> None:
        assert parse_host_port("pbx_1.local:5070") == ("pbx_1.local", 5070)
        assert parse_host_port("[::1]") == ("::1", None)


class TestWriting:
    def test_what_is_not_allowed_is_escaped(self) -> None:
        uri = Uri(
            "sip", "a b\r\n@", "::1", 5060, password="p:w", params={"x y": "ы"}, headers={"A": "&"}
        )
        assert str(uri) == "sip:a%20b%0D%0A%40:p%3Aw@[::1]:5060;x%20y=%D1%8B?A=%26"
        assert Uri.parse(str(uri)) == uri

    def test_telephone_numbers(self) -> None:
        assert str(Uri("tel", "+74950000001", "", params={"ext": "1"})) == "tel:+74950000001;ext=1"

    def test_a_changed_address_is_another_one(self) -> None:
        uri = Uri.parse("sip:a@b;lr")
        changed = uri.replace(user="c", port=5070)
        assert (str(uri), str(changed)) == ("sip:a@b;lr", "sip:c@b:5070;lr")

    def test_a_request_line_has_no_headers_and_no_method(self) -> None:
        uri = Uri.parse("sip:a@b;method=BYE;lr?Route=%3Csip:x%3E")
        assert str(uri.as_request_uri()) == "sip:a@b;lr"
        plain = Uri.parse("sip:a@b;lr")
        assert plain.as_request_uri() is plain

    users = st.none() | st.text(min_size=1, max_size=12)
    params = st.dictionaries(
        st.text(min_size=1, max_size=6).map(str.lower).filter(lambda name: name == name.lower()),
        st.none() | st.text(max_size=6),
        max_size=3,
    )

    @given(
        users, st.sampled_from(["h", "::1", "192.0.2.1"]), st.none() | st.integers(0, 65535), params
    )
    def test_whatever_is_written_is_read_again(
        self, user: str | None, host: str, port: int | None, params: dict[str, str | None]
    ) -> None:
        uri = Uri("sip", user, host, port, params=params)
        again = Uri.parse(str(uri))
        assert (again.user, again.host, again.port, again.params) == (user, host, port, params)


class TestEquality:
    """RFC 3261 §19.1.4, with the RFC's own examples."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtlanTa.CoM;Transport=tcp"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
            ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5"),
            (
                "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
                "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
            ),
            (
                "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
                "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
            ),
        ],
    )
    def test_equal(self, one: str, other: str) -> None:
        assert Uri.parse(one) == Uri.parse(other)
        assert hash(Uri.parse(one)) == hash(Uri.parse(other))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
            ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
            ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
            ("sip:bob@biloxi.com:6000", "sip:bob@biloxi.com"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
            ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"),
            ("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"),
            ("sip:a@b", "sips:a@b"),
        ],
    )
    def test_different(self, one: str, other: str) -> None:
        assert Uri.parse(one) != Uri.parse(other)

    def test_an_address_is_no_text(self) -> None:
        assert Uri.parse("sip:a@b") != "sip:a@b"
        assert repr(Uri.parse("sip:a@b")) == "Uri.parse('sip:a@b')"

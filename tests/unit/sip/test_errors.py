from __future__ import annotations

from ringtree.sip.errors import BadHeader, BadUri, Malformed, MessageError, UnsafeValue


def test_one_except_clause_catches_whatever_a_peer_did_wrong() -> None:
    errors = [BadHeader("To", "missing"), BadUri("no host"), MessageError(400, "noise")]
    assert all(isinstance(error, Malformed) for error in errors)
    assert isinstance(errors[1], BadHeader)


def test_our_own_mistake_is_not_the_peers() -> None:
    assert not isinstance(UnsafeValue("Contact", "a\r\nb"), Malformed)


def test_errors_carry_what_happened() -> None:
    error = MessageError(513, "too long")
    assert (error.status, error.why, error.request) == (513, "too long", None)
    assert str(BadHeader("CSeq", "missing")) == "CSeq: missing"

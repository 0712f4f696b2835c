"""The signature, by an example worked out with openssl."""

from __future__ import annotations

from ringtree.flows.webhooks.signature import sign

EXPECTED = "6bc83ad1d64fae8c88a3808d29f37ea3d4037f682c2d88fd10d307a57551d52e"


def test_an_example() -> None:
    r"""printf '1700000000\nPOST\n/call?x=1\n{"a": 1}' | openssl dgst -sha256 -hmac 'secret'"""
    value = sign("secret", time=1700000000, method="POST", target="/call?x=1", body=b'{"a": 1}')
    assert value == f"t=1700000000,v1={EXPECTED}"


def test_nothing_can_be_moved_from_one_part_to_another() -> None:
    one = sign("secret", time=1, method="GET", target="/a", body=b"b")
    other = sign("secret", time=1, method="GET", target="/ab", body=b"")
    assert one != other

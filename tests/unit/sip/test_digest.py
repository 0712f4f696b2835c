from __future__ import annotations

import hashlib
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.digest import (
    Algorithm,
    NonceFactory,
    NonceState,
    ReplayGuard,
    algorithm_of,
    answer,
    challenge,
    ha1,
    nonce_count,
    pick,
    stored_ha1,
    verify,
)
from ringtree.sip.errors import BadHeader
from ringtree.sip.headers import AuthParams

SECRET = b"0123456789abcdef"


class TestNonces:
    def test_a_fresh_nonce_becomes_stale(self) -> None:
        nonces = NonceFactory(SECRET, lifetime=300)
        nonce = nonces.issue(1000.0)
        assert nonces.check(nonce, 1000.0) is NonceState.FRESH
        assert nonces.check(nonce, 1300.0) is NonceState.FRESH
        assert nonces.check(nonce, 1300.1) is NonceState.STALE
        assert nonces.issued_at(nonce) == 1000.0

    def test_a_nonce_is_good_only_from_where_it_was_sent(self) -> None:
        nonces = NonceFactory(SECRET)
        nonce = nonces.issue(1.0, "203.0.113.5")
        assert nonces.check(nonce, 1.0, "203.0.113.5") is NonceState.FRESH
        assert nonces.check(nonce, 1.0, "203.0.113.6") is NonceState.FORGED
        assert nonces.issued_at(nonce) is None

    def test_two_of_one_instant_differ(self) -> None:
        nonces = NonceFactory(SECRET)
        assert nonces.issue(5.0) != nonces.issue(5.0)

    def test_another_servers_nonce_is_forged(self) -> None:
        nonce = NonceFactory(b"another secret..").issue(1.0)
        assert NonceFactory(SECRET).check(nonce, 1.0) is NonceState.FORGED

    @given(st.integers(0, 63), st.sampled_from("0123456789abcdef"))
    def test_a_changed_nonce_is_forged(self, place: int, digit: str) -> None:
        nonces = NonceFactory(SECRET)
        nonce = nonces.issue(1.0)
        changed = nonce[:place] + digit + nonce[place + 1 :]
        if changed != nonce:
            assert nonces.check(changed, 1.0) is NonceState.FORGED

    @given(st.text(max_size=80) | st.text("0123456789abcdef ", min_size=64, max_size=64))
    def test_an_invented_nonce_is_forged(self, nonce: str) -> None:
        assert NonceFactory(SECRET).check(nonce, 1.0) is NonceState.FORGED

    def test_a_nonce_far_from_the_future_is_not_fresh(self) -> None:
        nonces = NonceFactory(SECRET)
        assert nonces.check(nonces.issue(100.0), 10.0) is NonceState.STALE


class TestReplayGuard:
    """RFC 7616 §3.4, `nc`."""

    def test_each_count_serves_once(self) -> None:
        guard = ReplayGuard()
        assert [guard.accept("n", 1.0, count) for count in (1, 2, 2, 1, 3)] == [
            *(True, True, False, False),
            True,
        ]

    def test_counts_may_overtake_each_other(self) -> None:
        guard = ReplayGuard()
        assert [guard.accept("n", 1.0, count) for count in (3, 1, 2, 1, 2, 3)] == [
            *(True, True, True, False, False, False),
        ]

    def test_what_lies_far_behind_is_refused(self) -> None:
        guard = ReplayGuard()
        assert guard.accept("n", 1.0, 100)
        assert guard.accept("n", 1.0, 37)
        assert not guard.accept("n", 1.0, 36)
        assert guard.accept("n", 1.0, 1000) and not guard.accept("n", 1.0, 100)

    def test_forgetting_never_lets_a_replay_through(self) -> None:
        guard = ReplayGuard(limit=2)
        for number in range(4):
            assert guard.accept(f"n{number}", float(number), 1)
        assert len(guard) == 2
        assert [guard.accept(f"n{number}", float(number), 1) for number in range(4)] == [False] * 4
        assert guard.accept("new", 9.0, 1)

    @given(st.lists(st.integers(0, 200), max_size=60))
    def test_no_count_is_ever_taken_twice(self, counts: list[int]) -> None:
        guard = ReplayGuard()
        taken = [count for count in counts if guard.accept("n", 1.0, count)]
        assert len(taken) == len(set(taken))


class TestHashes:
    def test_the_example_of_rfc_2617(self) -> None:
        params = {
            "nonce": "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            "uri": "/dir/index.html",
            "qop": "auth",
            "nc": "00000001",
            "cnonce": "0a4f113b",
            "response": "6629fae49393a05397450978507c4ef1",
        }
        secret = ha1("Mufasa", "testrealm@host.com", "Circle Of Life")
        assert verify(params, "GET", secret)

    @pytest.mark.parametrize(
        ("algorithm", "response"),
        [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ],
    )
    def test_the_examples_of_rfc_7616(self, algorithm: str, response: str) -> None:
        params = {
            "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            "uri": "/dir/index.html",
            "qop": "auth",
            "nc": "00000001",
            "cnonce": "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            "response": response,
            "algorithm": algorithm,
        }
        known = algorithm_of(params)
        assert known is not None
        secret = ha1("Mufasa", "http-auth@example.org", "Circle of Life", known)
        assert verify(params, "GET", secret)
        assert not verify(params, "POST", secret)
        assert not verify({**params, "response": response.replace("8", "9")}, "GET", secret)

    def test_the_stored_hash_is_chosen_by_algorithm(self) -> None:
        class Stored(NamedTuple):
            ha1_md5: str
            ha1_sha256: str

        assert stored_ha1(Stored("m", "s"), Algorithm.MD5) == "m"
        assert stored_ha1(Stored("m", "s"), Algorithm.SHA_256) == "s"

    @pytest.mark.parametrize(
        "params",
        [
            {},
            {"algorithm": "MD5-sess"},
            {"qop": "auth-int"},
            {"response": "é" * 32},
            {"response": ""},
        ],
    )
    def test_what_proves_nothing(self, params: dict[str, str]) -> None:
        assert not verify(params, "REGISTER", "0" * 32)

    def test_algorithms_in_any_case(self) -> None:
        assert algorithm_of({}) is Algorithm.MD5
        assert algorithm_of({"algorithm": "sha-256"}) is Algorithm.SHA_256
        assert algorithm_of({"algorithm": "SHA-512-256"}) is None


class TestNonceCounts:
    def test_eight_hexadecimal_digits(self) -> None:
        assert nonce_count({"qop": "auth", "nc": "0000000A"}) == 10
        assert nonce_count({"nc": "whatever"}) == 0

    @pytest.mark.parametrize(
        "text", ["", "1", "0000000g", "000000001", "+0000001", "0x000001", "1_000_00"]
    )
    def test_nothing_else(self, text: str) -> None:
        with pytest.raises(BadHeader):
            nonce_count({"qop": "auth", "nc": text})


class TestClient:
    """Our own requests to a trunk that asks who we are [RFC 3261 §22.3]."""

    @pytest.mark.parametrize("algorithm", list(Algorithm))
    def test_a_server_takes_what_the_client_answers(self, algorithm: Algorithm) -> None:
        text = challenge('pbx "one"', "n1", algorithm)
        value = answer(text, method="INVITE", uri="sip:1@t", username="u", password="p", nc=2)
        scheme, params = AuthParams.parse(value)
        assert (scheme, params["nc"], params["algorithm"]) == (
            "digest",
            "00000002",
            algorithm.value,
        )
        assert params["realm"] == 'pbx "one"'
        assert verify(params, "INVITE", ha1("u", 'pbx "one"', "p", algorithm))
        assert not verify(params, "INVITE", ha1("u", 'pbx "one"', "q", algorithm))

    def test_a_stored_hash_serves_as_well_as_the_password(self) -> None:
        text = challenge("r", "n1", Algorithm.MD5)
        secret = ha1("u", "r", "p")
        value = answer(text, method="BYE", uri="sip:x", username="u", ha1_hash=secret, cnonce="c")
        assert verify(AuthParams.parse(value).params, "BYE", secret)

    def test_an_old_server_without_qop(self) -> None:
        text = 'Digest realm="r", nonce="n", opaque="o,1"'
        value = answer(text, method="REGISTER", uri="sip:r", username="u", password="p")
        params = AuthParams.parse(value).params
        assert "qop" not in params and "algorithm" not in params and params["opaque"] == "o,1"
        ha2 = hashlib.md5(b"REGISTER:sip:r").hexdigest()
        expected = hashlib.md5(f"{ha1('u', 'r', 'p')}:n:{ha2}".encode()).hexdigest()
        assert params["response"] == expected
        assert verify(params, "REGISTER", ha1("u", "r", "p"))

    def test_the_strongest_challenge_we_can_answer_is_picked(self) -> None:
        md5 = challenge("r", "n", Algorithm.MD5)
        sha = challenge("r", "n", Algorithm.SHA_256)
        strange = ['Digest realm="r", nonce="n", algorithm=SHA-512', 'Basic realm="r"', "???"]
        integrity = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth-int"'
        assert pick([*strange, md5, integrity, sha]) == sha
        assert pick([md5, *strange]) == md5
        assert pick(strange) is None

    @pytest.mark.parametrize(
        "text",
        ['Basic realm="r"', 'Digest realm="r"', 'Digest realm="r", nonce="n", qop="auth-int"'],
    )
    def test_what_cannot_be_answered_is_refused(self, text: str) -> None:
        with pytest.raises(BadHeader):
            answer(text, method="INVITE", uri="sip:x", username="u", password="p")

    def test_stale_is_said(self) -> None:
        text = challenge("r", "n", Algorithm.MD5, stale=True)
        assert AuthParams.parse(text).params["stale"] == "true"

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.registrar.authentication import Authenticated, Authenticator
from ringtree.sip.digest import Algorithm, NonceFactory
from ringtree.sip.headers import AuthParams
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response, parse
from tests.unit.registrar.phones import ACCOUNT, REALM, Phone, authenticator, stored

DESK, STREET = Hop("udp", "192.0.2.7", 5060), Hop("udp", "192.0.2.8", 5060)


def challenged(verdict: Authenticated | Response) -> Response:
    assert isinstance(verdict, Response)
    assert verdict.status == 401
    return verdict


def is_stale(response: Response) -> bool:
    lines = response.get_all("WWW-Authenticate")
    return all(AuthParams.parse(line).params.get("stale") == "true" for line in lines)


class TestTheRightPhone:
    def test_is_challenged_by_both_algorithms_the_one_old_phones_know_first(self) -> None:
        response = challenged(authenticator().authenticate(Phone().request(), 0.0))
        offers = [AuthParams.parse(line).params for line in response.get_all("WWW-Authenticate")]
        assert [offer["algorithm"] for offer in offers] == ["MD5", "SHA-256"]
        assert {offer["realm"] for offer in offers} == {REALM}
        assert response.to.tag
        assert not is_stale(response)

    @pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
    @pytest.mark.parametrize("method", ["REGISTER", "INVITE", "SUBSCRIBE"])
    def test_gets_in(self, algorithm: str, method: str) -> None:
        door, phone = authenticator(), Phone()
        response = challenged(door.authenticate(phone.request(method, to_user="102"), 0.0))
        to = None if method == "REGISTER" else "102"
        again = phone.answering(response, phone.request(method, to_user=to), algorithm=algorithm)
        assert door.authenticate(again, 1.0) == Authenticated(ACCOUNT)

    def test_may_use_a_nonce_again_with_the_next_count(self) -> None:
        door, phone = authenticator(), Phone()
        response = challenged(door.authenticate(phone.request(), 0.0))
        for count in (1, 2, 3):
            request = phone.answering(response, nc=count)
            assert door.authenticate(request, 1.0) == Authenticated(ACCOUNT)

    def test_is_told_that_only_its_nonce_is_old(self) -> None:
        door, phone = authenticator(), Phone()
        response = challenged(door.authenticate(phone.request(), 0.0))
        late = challenged(door.authenticate(phone.answering(response), 301.0))
        assert is_stale(late)
        assert door.authenticate(phone.answering(late), 301.0) == Authenticated(ACCOUNT)

    def test_is_told_the_same_after_a_restart_of_the_server(self) -> None:
        phone = Phone()
        response = challenged(authenticator().authenticate(phone.request(), 0.0))
        assert is_stale(challenged(authenticator().authenticate(phone.answering(response), 1.0)))

    def test_may_carry_credentials_for_others_too(self) -> None:
        door, phone = authenticator(), Phone()
        response = challenged(door.authenticate(phone.request(), 0.0))
        request = phone.answering(response)
        request.prepend("Authorization", 'Digest realm="elsewhere", nonce="x", response="y"')
        request.prepend("Authorization", "Basic abc=")
        assert door.authenticate(request, 1.0) == Authenticated(ACCOUNT)


class TestAnybodyElse:
    @pytest.mark.parametrize(
        "phone", [Phone(password="wrong"), Phone("romashka-999"), Phone("romashka-999", "x")]
    )
    def test_a_wrong_password_and_an_unknown_account_hear_the_same(self, phone: Phone) -> None:
        door = authenticator()
        response = challenged(door.authenticate(phone.request(), 0.0))
        again = challenged(door.authenticate(phone.answering(response), 1.0))
        assert not is_stale(again)
        assert again.names() == response.names()
        assert again.get_all("WWW-Authenticate") != response.get_all("WWW-Authenticate")

    def test_nobody_learns_with_an_old_nonce_either(self) -> None:
        door = authenticator()
        for phone in (Phone(password="wrong"), Phone("romashka-999")):
            response = challenged(door.authenticate(phone.request(), 0.0))
            assert not is_stale(challenged(door.authenticate(phone.answering(response), 999.0)))

    def test_the_same_work_is_done_for_an_unknown_account(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from ringtree.registrar import authentication

        work: list[str] = []

        def counted(params: dict[str, str], method: str, ha1: str) -> bool:
            work.append(params["username"])
            return True

        monkeypatch.setattr(authentication, "verify", counted)
        door = authenticator()
        for phone in (Phone(), Phone("romashka-999")):
            response = challenged(door.authenticate(phone.request(), 0.0))
            door.authenticate(phone.answering(response), 1.0)
        assert work == ["romashka-101", "romashka-999"]

    def test_a_replay_opens_nothing(self) -> None:
        door, phone = authenticator(), Phone()
        response = challenged(door.authenticate(phone.request(), 0.0))
        request = phone.answering(response)
        assert door.authenticate(request, 1.0) == Authenticated(ACCOUNT)
        challenged(door.authenticate(request, 1.0))

    def test_credentials_without_qop_serve_once(self) -> None:
        door, phone = authenticator(), Phone()
        response = challenged(door.authenticate(phone.request(), 0.0))
        lines = [line.replace(', qop="auth"', "") for line in response.get_all("WWW-Authenticate")]
        response.set("WWW-Authenticate", lines[0])
        assert door.authenticate(phone.answering(response), 1.0) == Authenticated(ACCOUNT)
        assert is_stale(challenged(door.authenticate(phone.answering(response), 1.0)))

    @pytest.mark.parametrize("method", ["REGISTER", "INVITE"])
    def test_nobody_speaks_for_a_colleague(self, method: str) -> None:
        door, phone = authenticator(), Phone()
        response = challenged(door.authenticate(phone.request(), 0.0))
        request = phone.request(method, from_user="romashka-102")
        verdict = door.authenticate(phone.answering(response, request), 1.0)
        assert isinstance(verdict, Response)
        assert verdict.status == 403

    def test_nobody_registers_for_a_colleague(self) -> None:
        door, phone = authenticator(), Phone()
        response = challenged(door.authenticate(phone.request(), 0.0))
        request = phone.request(to_user="romashka-102")
        verdict = door.authenticate(phone.answering(response, request), 1.0)
        assert isinstance(verdict, Response)
        assert verdict.status == 403

    def test_who_signs_with_a_colleagues_name_needs_his_password(self) -> None:
        door, phone = authenticator(), Phone()
        door_of = {name: stored(name, name) for name in (ACCOUNT, "romashka-102")}
        door = Authenticator(realm=REALM, credential_of=door_of.get)
        response = challenged(door.authenticate(phone.request(), 0.0))
        challenged(door.authenticate(phone.answering(response, username="romashka-102"), 1.0))

    @pytest.mark.parametrize(
        ("value", "status"),
        [
            ("", 400),
            ('Digest realm="open', 400),
            (f'Digest realm="{REALM}", nonce="x", qop=auth, nc=zz', 400),
            (f'Digest realm="{REALM}"', 401),
            (f'Digest realm="{REALM}", nonce="x", algorithm=SHA-512', 401),
            (f'Digest realm="{REALM}", nonce="x", username="é", response="é"', 401),
            ("Basic Zm9vOmJhcg==", 401),
        ],
    )
    def test_strange_credentials(self, value: str, status: int) -> None:
        request = Phone().request()
        request.add("Authorization", value)
        verdict = authenticator().authenticate(request, 0.0)
        assert isinstance(verdict, Response)
        assert verdict.status == status

    def test_the_torture_message_with_an_unknown_scheme_is_challenged(self) -> None:
        path = Path("tests/conformance/rfc4475/regaut01.dat")
        request = parse((Path(__file__).parents[3] / path).read_bytes())
        assert isinstance(request, Request)
        challenged(authenticator().authenticate(request, 0.0))


def test_an_operator_with_old_phones_may_offer_md5_alone() -> None:
    door = Authenticator(
        realm=REALM,
        credential_of={ACCOUNT: stored(ACCOUNT)}.get,
        nonces=NonceFactory(b"0123456789abcdef", lifetime=10.0),
        algorithms=(Algorithm.MD5,),
    )
    phone = Phone()
    response = challenged(door.authenticate(phone.request(), 0.0))
    assert len(response.get_all("WWW-Authenticate")) == 1
    assert door.authenticate(phone.answering(response), 1.0) == Authenticated(ACCOUNT)


class Doorkeeper:
    """Writes down what it hears; `closed` makes everybody wait."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, str]] = []
        self.closed = False

    def may_try(self, account: str, host: str) -> bool:
        return not self.closed

    def right(self, account: str, host: str) -> None:
        self.heard.append(("right", account, host))

    def wrong(self, account: str, host: str) -> None:
        self.heard.append(("wrong", account, host))

    def challenged(self, request: Request, source: Hop) -> None:
        self.heard.append(("challenged", request.from_.uri.user or "", source.host))


class TestTheDoorkeeper:
    def _door(self) -> tuple[Authenticator, Doorkeeper]:
        keeper = Doorkeeper()
        known = {ACCOUNT: stored(ACCOUNT)}
        door = Authenticator(realm=REALM, credential_of=known.get, doorkeeper=keeper)
        return door, keeper

    def test_hears_of_right_and_wrong_passwords_and_of_those_who_have_none_yet(self) -> None:
        door, keeper = self._door()
        phone = Phone()
        response = challenged(door.authenticate(phone.request(), 0.0, DESK))
        assert door.authenticate(phone.answering(response), 1.0, DESK) == Authenticated(ACCOUNT)
        guess = Phone(password="guess")
        response = challenged(door.authenticate(guess.request(), 0.0, STREET))
        challenged(door.authenticate(guess.answering(response), 1.0, STREET))
        assert keeper.heard == [
            ("challenged", ACCOUNT, "192.0.2.7"),
            ("right", ACCOUNT, "192.0.2.7"),
            ("challenged", ACCOUNT, "192.0.2.8"),
            ("wrong", ACCOUNT, "192.0.2.8"),
        ]

    @pytest.mark.parametrize("password", ["right", "guess"])
    def test_looks_at_no_password_from_where_its_challenge_was_not_sent(
        self, password: str
    ) -> None:
        """Under another's address, or with a nonce made up: nothing is counted, nothing learnt."""
        door, keeper = self._door()
        phone = Phone(password=password)
        response = challenged(door.authenticate(phone.request(), 0.0, STREET))
        forged = challenged(door.authenticate(phone.answering(response), 1.0, DESK))
        made_up = challenged(
            Authenticator(realm=REALM, credential_of={}.get).authenticate(
                phone.request(), 0.0, DESK
            )
        )
        invented = challenged(door.authenticate(phone.answering(made_up), 1.0, DESK))
        assert is_stale(forged) and is_stale(invented)
        assert {kind for kind, *_ in keeper.heard} == {"challenged"}

    def test_keeps_even_the_right_password_waiting_without_saying_so(self) -> None:
        door, keeper = self._door()
        keeper.closed = True
        phone = Phone()
        response = challenged(door.authenticate(phone.request(), 0.0))
        challenged(door.authenticate(phone.answering(response), 1.0))
        assert [kind for kind, *_ in keeper.heard] == ["challenged"]

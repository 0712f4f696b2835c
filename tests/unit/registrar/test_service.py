from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from structlog.testing import capture_logs

from ringtree.registrar.service import RegistrarService
from ringtree.sip.hop import Hop
from ringtree.sip.message import Response
from ringtree.sip.registrar import Binding, Registrar
from ringtree.storage.journal import JournalError
from tests.unit.registrar.phones import (
    ACCOUNT,
    BEHIND_NAT,
    NEAR,
    Clock,
    Network,
    Phone,
    Store,
    authenticator,
)

EPOCH = 1_800_000_000.0


class Office(NamedTuple):
    """A registrar and all it is given."""

    service: RegistrarService
    clock: Clock
    store: Store
    network: Network
    heard: list[tuple[str, bool]]

    def register(self, phone: Phone, source: Hop = NEAR, **wishes: object) -> Response:
        challenge = self.service.handle(phone.request(**wishes), source)  # type: ignore[arg-type]
        assert challenge.status == 401
        request = phone.answering(challenge, phone.request(**wishes))  # type: ignore[arg-type]
        return self.service.handle(request, source)


def office(store: Store | None = None, *, now: float = 1000.0, epoch: float = EPOCH) -> Office:
    clock = Clock(now)
    store = store or Store()
    network = Network(clock)
    heard: list[tuple[str, bool]] = []
    service = RegistrarService(
        registrar=Registrar(),
        authenticator=authenticator(),
        store=store,
        scheduler=clock,
        send_options=network.send_options,
        wall_clock=lambda: epoch + clock.now - now,
        spread=lambda: 1.0,
    )
    service.listen(lambda account, reachable: heard.append((account, reachable)))
    return Office(service, clock, store, network, heard)


class TestRegistering:
    def test_a_phone_registers_and_can_be_called(self) -> None:
        it = office()
        response = it.register(Phone(), expires=600)
        assert response.status == 200
        assert response.get("Contact") == "<sip:101@192.0.2.20:5060>;expires=600"
        assert response.to.tag
        assert [one.source for one in it.service.contacts(ACCOUNT)] == [NEAR]
        assert it.service.is_reachable(ACCOUNT)
        assert it.service.reachable_accounts() == [ACCOUNT]
        assert it.heard == [(ACCOUNT, True)]

    def test_it_is_saved_with_the_time_of_day_it_ends_at(self) -> None:
        it = office()
        it.register(Phone(), expires=600)
        assert [row.expires for row in it.store.rows.values()] == [EPOCH + 600]

    def test_all_contacts_are_in_the_answer_with_what_is_left_of_them(self) -> None:
        it = office()
        it.register(Phone(contact="sip:desk@192.0.2.20"), expires=600)
        it.clock.go_on(100)
        second = Phone(contact="sip:mobile@192.0.2.30")
        contacts = ["<sip:mobile@192.0.2.30>;q=0.5"]
        response = it.register(second, expires=600, contacts=contacts)
        assert response.get_all("Contact") == [
            "<sip:desk@192.0.2.20>;expires=500",
            "<sip:mobile@192.0.2.30>;expires=600;q=0.5",
        ]
        assert it.heard == [(ACCOUNT, True)]

    def test_the_path_is_confirmed(self) -> None:
        it, phone = office(), Phone()
        challenge = it.service.handle(phone.request(), NEAR)
        request = phone.answering(challenge)
        request.add("Path", "<sip:edge.example.com;lr>")
        response = it.service.handle(request, NEAR)
        assert response.get("Path") == "<sip:edge.example.com;lr>"
        assert it.service.contacts(ACCOUNT)[0].path == ("<sip:edge.example.com;lr>",)

    def test_too_short_a_time_is_refused_with_the_shortest_allowed(self) -> None:
        it = office()
        response = it.register(Phone(), expires=10)
        assert (response.status, response.get("Min-Expires")) == (423, "60")
        assert response.get("Contact") is None
        assert it.heard == [] and it.store.rows == {}

    def test_a_wrong_password_registers_nothing(self) -> None:
        it = office()
        assert it.register(Phone(password="wrong")).status == 401
        assert it.service.contacts(ACCOUNT) == [] and it.store.rows == {}

    def test_a_phone_signs_off(self) -> None:
        it, phone = office(), Phone()
        it.register(phone)
        response = it.register(phone, contacts=["*"], expires=0)
        assert (response.status, response.get("Contact")) == (200, None)
        assert it.store.rows == {}
        assert it.heard == [(ACCOUNT, True), (ACCOUNT, False)]

    def test_an_account_that_is_dropped_loses_its_devices(self) -> None:
        it = office()
        it.register(Phone(contact="sip:a@192.0.2.20"))
        it.register(Phone(contact="sip:b@192.0.2.20"))
        it.service.drop_account(ACCOUNT)
        assert it.service.contacts(ACCOUNT) == [] and it.store.rows == {}
        assert it.heard == [(ACCOUNT, True), (ACCOUNT, False)]


class FullStore(Store):
    """A disk with no space left."""

    def save(self, binding: Binding) -> None:
        raise JournalError(Path("journal"), "no space left")


class TestAFullDisk:
    def test_leaves_phones_reachable_and_is_told_of_once(self) -> None:
        it, phone = office(FullStore()), Phone()
        with capture_logs() as logs:
            for _ in range(3):
                assert it.register(phone).status == 200
        assert it.service.is_reachable(ACCOUNT)
        assert [entry["log_level"] for entry in logs] == ["error"]
        assert "no space left" in logs[0]["why"]


class TestTime:
    def test_what_is_not_renewed_ends(self) -> None:
        it = office()
        it.register(Phone(contact="sip:a@192.0.2.20"), expires=100)
        it.register(Phone(contact="sip:b@192.0.2.20"), expires=100)
        it.clock.go_on(99)
        assert it.service.is_reachable(ACCOUNT)
        it.clock.go_on(1)
        assert not it.service.is_reachable(ACCOUNT)
        assert it.store.rows == {}
        assert it.heard == [(ACCOUNT, True), (ACCOUNT, False)]

    def test_what_is_renewed_stays(self) -> None:
        it, phone = office(), Phone()
        for _ in range(5):
            it.register(phone, expires=100)
            it.clock.go_on(60)
        assert it.service.is_reachable(ACCOUNT)
        assert it.clock.pending == 1
        it.clock.go_on(60)
        assert it.heard == [(ACCOUNT, True), (ACCOUNT, False)]

    def test_a_stopped_registrar_leaves_no_timer_and_keeps_what_is_stored(self) -> None:
        it = office()
        it.register(Phone())
        it.service.stop()
        it.service.stop()
        assert it.clock.pending == 0
        assert len(it.store.rows) == 1


class TestRestart:
    def test_registrations_survive_it(self) -> None:
        before = office()
        before.register(Phone(), expires=600)
        after = office(before.store, now=7.0, epoch=EPOCH + 200)
        after.service.start(list(before.store.rows.values()))
        assert [one.expires for one in after.service.contacts(ACCOUNT)] == [pytest.approx(407.0)]
        assert after.heard == [(ACCOUNT, True)]
        after.clock.go_on(400)
        assert after.heard == [(ACCOUNT, True), (ACCOUNT, False)]

    def test_what_ended_meanwhile_is_forgotten(self) -> None:
        before = office()
        before.register(Phone(), expires=600)
        after = office(before.store, epoch=EPOCH + 600)
        after.service.start(list(before.store.rows.values()))
        assert (after.heard, after.store.rows) == ([], {})

    def test_a_phone_goes_on_registering_as_if_nothing_had_happened(self) -> None:
        before, phone = office(), Phone()
        before.register(phone)
        after = office(before.store)
        after.service.start(list(before.store.rows.values()))
        assert after.register(phone).status == 200
        phone.cseq = 0
        assert after.register(phone).status == 500

    def test_phones_behind_nat_are_asked_again(self) -> None:
        before = office()
        before.register(Phone(contact="sip:101@10.0.0.5"), BEHIND_NAT)
        after = office(before.store)
        after.service.start(list(before.store.rows.values()))
        after.clock.go_on(26)
        assert len(after.network.sent) == 1


class TestPhonesBehindNat:
    def test_are_asked_every_25_seconds(self) -> None:
        it = office()
        it.register(Phone(contact="sip:101@10.0.0.5"), BEHIND_NAT)
        it.clock.go_on(101)
        assert [when - 1000 for when, _ in it.network.sent] == [25, 50, 75, 100]

    def test_others_are_not_asked(self) -> None:
        it = office()
        it.register(Phone())
        it.clock.go_on(101)
        assert it.network.sent == []

    def test_one_that_stops_answering_is_dropped_after_three_questions(self) -> None:
        it = office()
        it.register(Phone(contact="sip:101@10.0.0.5"), BEHIND_NAT)
        it.network.gone.add("sip:101@10.0.0.5")
        it.clock.go_on(25 + 32 + 32 + 31)
        assert it.service.is_reachable(ACCOUNT)
        it.clock.go_on(2)
        assert not it.service.is_reachable(ACCOUNT)
        assert len(it.network.sent) == 3
        assert it.store.rows == {}
        assert it.heard == [(ACCOUNT, True), (ACCOUNT, False)]
        it.clock.go_on(200)
        assert len(it.network.sent) == 3

    def test_one_that_comes_back_is_kept(self) -> None:
        it = office()
        it.register(Phone(contact="sip:101@10.0.0.5"), BEHIND_NAT)
        it.network.gone.add("sip:101@10.0.0.5")
        it.clock.go_on(80)
        it.network.gone.clear()
        it.clock.go_on(400)
        assert it.service.is_reachable(ACCOUNT)

    def test_one_that_signed_off_while_asked_is_asked_no_more(self) -> None:
        it, phone = office(), Phone(contact="sip:101@10.0.0.5")
        it.register(phone, BEHIND_NAT)
        it.network.gone.add("sip:101@10.0.0.5")
        it.clock.go_on(26)
        it.register(phone, BEHIND_NAT, expires=0)
        it.clock.go_on(200)
        assert len(it.network.sent) == 1

    def test_one_that_moved_out_of_the_nat_is_asked_no_more(self) -> None:
        it, phone = office(), Phone(contact="sip:101@192.0.2.20:5060")
        it.register(phone, BEHIND_NAT)
        it.register(phone, NEAR)
        it.clock.go_on(200)
        assert it.network.sent == []
        assert it.service.is_reachable(ACCOUNT)

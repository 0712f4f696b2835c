from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.registrar import Binding, Outcome, Registrar

PHONE = Hop("udp", "192.0.2.20", 5060)
ACCOUNT = "romashka-101"


class Phone:
    """Registers by hand: each call is one REGISTER with the next CSeq."""

    def __init__(self, registrar: Registrar, *, call_id: str = "c1", source: Hop = PHONE) -> None:
        self.registrar = registrar
        self.call_id = call_id
        self.source = source
        self.cseq = 0

    def register(
        self,
        *contacts: str,
        now: float = 0.0,
        expires: object = None,
        cseq: int | None = None,
        rport: bool = True,
        path: tuple[str, ...] = (),
    ) -> Outcome:
        self.cseq = self.cseq + 1 if cseq is None else cseq
        request = Request("REGISTER", "sip:pbx.example.com")
        request.add("Via", f"SIP/2.0/UDP 10.0.0.5;branch=z9hG4bK1{';rport' if rport else ''}")
        request.add("Call-ID", self.call_id)
        request.add("CSeq", f"{self.cseq} REGISTER")
        request.add("User-Agent", "baresip")
        for contact in contacts:
            request.add("Contact", contact)
        for hop in path:
            request.add("Path", hop)
        if expires is not None:
            request.add("Expires", expires)
        return self.registrar.register(ACCOUNT, request, self.source, now)


def ends(registrar: Registrar) -> dict[str, float]:
    return {binding.contact: binding.expires for binding in registrar.bindings(ACCOUNT)}


class TestBinding:
    """RFC 3261 §10.3 steps 6 to 8."""

    def test_several_phones_of_one_account(self) -> None:
        registrar = Registrar()
        Phone(registrar, call_id="desk").register("<sip:101@192.0.2.20>", now=0.0)
        outcome = Phone(registrar, call_id="mobile").register("<sip:101@192.0.2.30>", now=10.0)
        assert outcome.status == 200
        assert ends(registrar) == {"sip:101@192.0.2.30": 3610.0, "sip:101@192.0.2.20": 3600.0}
        assert [one.contact for one in outcome.saved] == ["sip:101@192.0.2.30"]
        assert outcome.bindings == registrar.bindings(ACCOUNT)

    def test_what_is_kept_of_a_phone(self) -> None:
        registrar = Registrar()
        Phone(registrar).register("<sip:101@192.0.2.20;transport=udp>;q=0.7;expires=120", now=5.0)
        assert registrar.bindings(ACCOUNT) == (
            Binding(
                *(ACCOUNT, "sip:101@192.0.2.20;transport=udp", 125.0, "c1", 1, 0.7, (), PHONE),
                "baresip",
            ),
        )
        assert registrar.accounts() == [ACCOUNT]

    def test_asking_changes_nothing(self) -> None:
        registrar = Registrar()
        phone = Phone(registrar)
        phone.register("<sip:101@h>")
        assert phone.register() == Outcome(200, registrar.bindings(ACCOUNT))

    def test_registering_again_moves_the_end(self) -> None:
        registrar = Registrar()
        phone = Phone(registrar)
        phone.register("<sip:101@h>", now=0.0, expires=600)
        phone.register("<sip:101@H;lr>", now=300.0, expires=600)
        assert ends(registrar) == {"sip:101@H;lr": 900.0}

    def test_higher_q_is_called_first(self) -> None:
        registrar = Registrar()
        Phone(registrar).register("<sip:a@h>;q=0.2", "<sip:b@h>;q=0.9, <sip:c@h>")
        assert [one.uri.user for one in registrar.bindings(ACCOUNT)] == ["c", "b", "a"]

    @pytest.mark.parametrize(
        "contact",
        [
            "<sip:a@h>;q=x",
            "<sip:a@h>;q=-1",
            "<sip:a@h>;q=²",
            "<sip:>",
            "<tel:+7>",
            "mailto:a@b",
            "x",
        ],
    )
    def test_a_contact_nobody_can_call_is_refused(self, contact: str) -> None:
        registrar = Registrar()
        assert Phone(registrar).register("<sip:good@h>", contact).status == 400
        assert registrar.accounts() == []

    def test_a_contact_longer_than_the_database_keeps_is_refused(self) -> None:
        assert Phone(Registrar()).register(f"<sip:{'a' * 600}@h>").status == 400


class TestExpiry:
    def test_the_wish_of_the_contact_goes_before_that_of_the_request(self) -> None:
        registrar = Registrar()
        Phone(registrar).register("<sip:a@h>;expires=100", "<sip:b@h>", expires=200)
        assert ends(registrar) == {"sip:b@h": 200.0, "sip:a@h": 100.0}

    def test_a_long_wish_is_shortened(self) -> None:
        registrar = Registrar(max_expires=1800)
        Phone(registrar).register("<sip:a@h>;expires=4294967295")
        assert ends(registrar) == {"sip:a@h": 1800.0}

    def test_a_short_wish_is_refused(self) -> None:
        registrar = Registrar(min_expires=60)
        assert Phone(registrar).register("<sip:a@h>", expires=59).status == 423
        assert Phone(registrar).register("<sip:a@h>", expires=60).status == 200

    def test_an_hour_or_more_is_never_too_short(self) -> None:
        registrar = Registrar(min_expires=7200, max_expires=9000)
        assert Phone(registrar).register("<sip:a@h>", expires=3600).status == 200

    @pytest.mark.parametrize("wish", ["soon", "-1", "1" * 40, "²"])
    def test_what_is_no_number_counts_as_an_hour(self, wish: str) -> None:
        registrar = Registrar(max_expires=9000)
        Phone(registrar).register(f"<sip:a@h>;expires={wish}", "<sip:b@h>", expires=wish)
        assert set(ends(registrar).values()) == {3600.0}

    def test_what_ended_is_gone(self) -> None:
        registrar = Registrar()
        phone = Phone(registrar)
        phone.register("<sip:a@h>;expires=100", "<sip:b@h>;expires=200", now=0.0)
        assert registrar.next_expiry() == 100.0
        assert [one.contact for one in registrar.expire(100.0)] == ["sip:a@h"]
        assert registrar.next_expiry() == 200.0
        phone.register("<sip:b@h>;expires=200", now=150.0)
        assert registrar.next_expiry() == 350.0
        assert registrar.expire(200.0) == []
        assert [one.contact for one in registrar.expire(400.0)] == ["sip:b@h"]
        assert registrar.next_expiry() is None
        assert registrar.accounts() == []


class TestRemoving:
    def test_one_contact(self) -> None:
        registrar = Registrar()
        phone = Phone(registrar)
        phone.register("<sip:a@h>", "<sip:b@h>")
        outcome = phone.register("<sip:a@h>;expires=0")
        assert [one.contact for one in outcome.removed] == ["sip:a@h"]
        assert list(ends(registrar)) == ["sip:b@h"]

    def test_one_that_is_not_there(self) -> None:
        assert Phone(Registrar()).register("<sip:a@h>", expires=0) == Outcome(200)

    def test_all(self) -> None:
        registrar = Registrar()
        Phone(registrar, call_id="other").register("<sip:a@h>", "<sip:b@h>")
        outcome = Phone(registrar).register("*", expires=0)
        assert (outcome.status, len(outcome.removed), outcome.bindings) == (200, 2, ())
        assert registrar.accounts() == []

    @pytest.mark.parametrize("expires", [None, 1, "x"])
    def test_the_star_needs_expires_0(self, expires: object) -> None:
        registrar = Registrar()
        phone = Phone(registrar)
        phone.register("<sip:a@h>")
        assert phone.register("*", expires=expires).status == 400
        assert len(ends(registrar)) == 1

    def test_the_star_stands_alone(self) -> None:
        assert Phone(Registrar()).register("*", "<sip:a@h>", expires=0).status == 400

    def test_by_the_server(self) -> None:
        registrar = Registrar()
        Phone(registrar).register("<sip:a@h>")
        removed = registrar.remove(ACCOUNT, "sip:a@h")
        assert removed is not None and removed.contact == "sip:a@h"
        assert registrar.remove(ACCOUNT, "sip:a@h") is None


class TestOrder:
    """RFC 3261 §10.3: of one Call-ID only a higher CSeq changes anything."""

    @pytest.mark.parametrize("cseq", [4, 5])
    @pytest.mark.parametrize("contacts", [("<sip:new@h>", "<sip:a@h>"), ("*",), ("<sip:a@h>",)])
    def test_a_late_request_changes_nothing_at_all(
        self, contacts: tuple[str, ...], cseq: int
    ) -> None:
        registrar = Registrar()
        phone = Phone(registrar)
        phone.register("<sip:a@h>", cseq=5)
        before = registrar.bindings(ACCOUNT)
        assert phone.register(*contacts, expires=0, cseq=cseq).status == 500
        assert registrar.bindings(ACCOUNT) == before

    def test_a_phone_that_started_anew_has_another_call_id(self) -> None:
        registrar = Registrar()
        Phone(registrar, call_id="before").register("<sip:a@h>", cseq=500)
        assert Phone(registrar, call_id="after").register("<sip:a@h>", cseq=1).status == 200
        assert len(ends(registrar)) == 1


class TestLimits:
    def test_one_phone_too_many_pushes_out_the_one_that_ends_first(self) -> None:
        registrar = Registrar(max_contacts=2)
        for number in range(3):
            outcome = Phone(registrar, call_id=str(number)).register(
                f"<sip:{number}@h>", now=float(number)
            )
        assert [one.contact for one in outcome.removed] == ["sip:0@h"]
        assert sorted(ends(registrar)) == ["sip:1@h", "sip:2@h"]

    def test_too_many_at_once_are_refused(self) -> None:
        contacts = [f"<sip:{number}@h>" for number in range(3)]
        assert Phone(Registrar(max_contacts=2)).register(*contacts).status == 403

    def test_too_long_a_path_is_refused(self) -> None:
        path = tuple(f"<sip:p{number};lr>" for number in range(11))
        assert Phone(Registrar()).register("<sip:a@h>", path=path).status == 400


class TestWhereAPhoneIs:
    def test_a_phone_behind_nat_is_called_where_it_was_heard(self) -> None:
        registrar = Registrar()
        source = Hop("udp", "203.0.113.9", 41000)
        Phone(registrar, source=source).register("<sip:101@10.0.0.5:5060>")
        (binding,) = registrar.bindings(ACCOUNT)
        assert (binding.source, binding.is_natted) == (source, True)

    def test_a_phone_that_knows_its_address_is_not_behind_nat(self) -> None:
        registrar = Registrar()
        Phone(registrar).register("<sip:101@192.0.2.20>")
        assert not registrar.bindings(ACCOUNT)[0].is_natted

    def test_a_phone_that_sends_from_another_port_is_called_on_its_own(self) -> None:
        registrar = Registrar()
        source = Hop("udp", "192.0.2.20", 33333)
        Phone(registrar, source=source).register("<sip:101@192.0.2.20:5070>", rport=False)
        (binding,) = registrar.bindings(ACCOUNT)
        assert (binding.source, binding.is_natted) == (Hop("udp", "192.0.2.20", 5070), False)

    def test_a_connection_is_always_used(self) -> None:
        registrar = Registrar()
        source = Hop("tcp", "192.0.2.20", 33333)
        Phone(registrar, source=source).register("<sip:101@192.0.2.20:5070>", rport=False)
        assert registrar.bindings(ACCOUNT)[0].source == source

    def test_a_phone_behind_a_proxy_is_the_proxys_to_reach(self) -> None:
        """RFC 3327."""
        registrar = Registrar()
        Phone(registrar).register("<sip:101@10.0.0.5>", path=("<sip:p1;lr>, <sip:p2;lr>",))
        (binding,) = registrar.bindings(ACCOUNT)
        assert binding.path == ("<sip:p1;lr>", "<sip:p2;lr>")
        assert (binding.source, binding.is_natted) == (PHONE, False)


def test_saved_bindings_are_taken_over_unless_they_ended() -> None:
    before = Registrar()
    Phone(before).register("<sip:a@h>;expires=100", "<sip:b@h>;expires=200")
    after = Registrar()
    ended = after.restore(before.bindings(ACCOUNT), 150.0)
    assert [one.contact for one in ended] == ["sip:a@h"]
    assert ends(after) == {"sip:b@h": 200.0}
    assert after.next_expiry() == 200.0


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.sampled_from([0, 60, 100, 5000]),
            st.sampled_from(["c1", "c2"]),
            st.integers(1, 20),
            st.integers(0, 300),
        ),
        max_size=25,
    )
)
def test_whatever_is_registered_the_books_agree(
    steps: list[tuple[str, int, str, int, int]],
) -> None:
    registrar = Registrar(max_contacts=3)
    kept: dict[str, Binding] = {}
    now = 0.0
    for user, expires, call_id, cseq, later in steps:
        now += later
        for binding in registrar.expire(now):
            del kept[binding.contact]
        phone = Phone(registrar, call_id=call_id)
        outcome = phone.register(f"<sip:{user}@h>", expires=expires, cseq=cseq, now=now)
        for binding in outcome.removed:
            del kept[binding.contact]
        kept |= {binding.contact: binding for binding in outcome.saved}
        assert {binding.contact: binding for binding in registrar.bindings(ACCOUNT)} == kept
        assert len(kept) <= 3
        ends_next = min((binding.expires for binding in kept.values()), default=None)
        assert registrar.next_expiry() == ends_next

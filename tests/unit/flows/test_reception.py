"""Whose request it is, and what becomes of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from ringtree.flows.reception import Reception, caller_of, one_line
from ringtree.flows.service import CallService
from ringtree.queues.service import QueueService
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction
from ringtree.registrar.authentication import Authenticated
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from tests.unit.calls.fakes import CARRIER
from tests.unit.calls.house import ANNA, BORIS, NUMBER, House, company, house, invite, moment

pytestmark = pytest.mark.looptime

DESK = Hop("udp", "192.0.2.102", 5060)
TX = cast(Any, SimpleNamespace(to_tag="t", request=None))


class Guard:
    """Believes whatever From says; 401 for a stranger."""

    def authenticate(self, request: Request, now: float, host: str = "") -> Any:
        user = request.from_.uri.user or ""
        return Authenticated(user) if user.startswith("acme-") else request.respond(401)


def reception(made: House) -> Reception:
    queues = QueueService(made.exchange)
    queues.configure(made.snapshot.company)
    return Reception(made.exchange, cast(Any, Guard()), CallService(made.exchange, queues))


def from_carrier(made: House, dialled: str = NUMBER, **headers: str) -> Reception:
    one = reception(made)
    one.on_request(TX, invite(dialled, **headers), CARRIER)
    return one


def from_boris(made: House, dialled: str, *, account: str = "acme-102") -> Reception:
    one = reception(made)
    shown = f"<sip:{account}@192.0.2.1>;tag=a"
    one.on_request(TX, invite(dialled, From=shown), DESK)
    return one


def statuses(made: House) -> list[int]:
    return [response.status for response in made.endpoint.responses]


def last(made: House) -> CallRecord:
    return cast(CallRecord, made.records.written[-1])


async def finish(made: House) -> None:
    await moment()
    made.caller.acknowledges()
    made.caller.cancels()
    made.caller.hangs_up()
    await moment()


class TestCarrier:
    async def test_a_dialled_number_walks_its_tree(self) -> None:
        async with house() as made:
            from_carrier(made)
            await finish(made)
            made.check()
            record = last(made)
            assert (record.direction, record.number, record.trunk) == (
                Direction.INBOUND,
                NUMBER,
                "carrier",
            )
            assert (record.caller, record.caller_name) == ("+79990000000", "Carl")
            assert (record.called, record.revision) == (NUMBER, 1)
            assert record.trace[0].node == "menu"

    @pytest.mark.parametrize("dialled", ["+74957777777", "101", "%0d%0a"])
    async def test_an_unknown_number_is_refused_and_counted(self, dialled: str) -> None:
        async with house() as made:
            one = from_carrier(made, dialled)
            assert statuses(made) == [404]
            assert one.statistics.unknown_numbers == 1
            made.check(calls=0)

    async def test_over_the_trunks_limit_the_carrier_is_told_when_to_try_again(self) -> None:
        async with house() as made:
            one = reception(made)
            for _ in range(4):
                one.on_request(TX, invite(NUMBER), CARRIER)
                await moment()
            first, *_, refused = made.endpoint.to("caller")
            assert made.said("caller")[-1] == "503"
            assert refused.headers["Retry-After"] == "10"
            assert one.statistics.over_limit == 1
            assert last(made).outcome is Outcome.REJECTED
            first.acknowledges()
            first.hangs_up()
            await moment()
            one.on_request(TX, invite(NUMBER), CARRIER)
            await moment()
            assert not made.caller.is_given_up
            for session in made.endpoint.to("caller"):
                session.acknowledges()
                session.hangs_up()
            await moment()
            made.check(calls=5)

    async def test_the_numbers_language_is_spoken(self) -> None:
        numbers = [{"number": NUMBER, "trunk": "carrier", "tree": "main", "language": "ru"}]
        async with house(company(numbers=numbers)) as made:
            from_carrier(made)
            await finish(made)
            made.check()


class TestEmployee:
    async def test_a_colleague_is_rung_under_the_callers_name(self) -> None:
        async with house() as made:
            from_boris(made, "101")
            await moment()
            shown = made.phone("101").invite
            assert shown is not None
            assert (shown.from_.display, shown.from_.uri.user) == ("Boris", "102")
            assert set(made.occupancy.taken()) == {ANNA, "acme-102"}
            await finish(made)
            made.check()
            assert last(made).direction is Direction.INTERNAL

    async def test_the_own_number_is_busy(self) -> None:
        async with house() as made:
            from_boris(made, "102")
            await moment()
            assert made.said("caller")[-1].startswith("486")
            made.check()

    async def test_the_companys_number_walks_its_tree_without_leaving_the_house(self) -> None:
        async with house() as made:
            from_boris(made, "84950000001")
            await finish(made)
            made.check()
            assert last(made).number == NUMBER
            assert last(made).trunk is None

    async def test_a_number_outside_goes_over_the_trunk_under_the_companys_number(self) -> None:
        async with house() as made:
            from_boris(made, "84951112233")
            await moment()
            out = made.phone("+74951112233")
            assert out.invite is not None
            assert out.remote == Hop("udp", "203.0.113.1", 5060)
            assert out.invite.from_.uri.user == NUMBER
            assert out.invite.from_.display == ""
            out.rings()
            out.answers()
            await moment()
            await finish(made)
            made.check()
            record = last(made)
            assert record.direction is Direction.OUTGOING
            assert (record.caller, record.answered_by) == ("102", "+74951112233")

    async def test_outgoing_calls_count_against_the_trunks_limit(self) -> None:
        async with house() as made:
            one = from_carrier(made)
            for _ in range(2):
                one.on_request(TX, invite(NUMBER), CARRIER)
            shown = "<sip:acme-102@192.0.2.1>;tag=a"
            one.on_request(TX, invite("84951112233", From=shown), DESK)
            await moment()
            assert made.said("caller").count("503") == 1
            assert made.caller.headers["Retry-After"] == "10"
            for session in made.endpoint.to("caller"):
                session.acknowledges()
                session.hangs_up()
            await moment()
            made.check(calls=4)

    async def test_a_feature_code_is_served_and_recorded(self) -> None:
        async with house() as made:
            from_boris(made, "*65")
            assert set(made.occupancy.taken()) == {BORIS}
            await finish(made)
            record = last(made)
            assert (record.direction, record.called) == (Direction.INTERNAL, "*65")
            assert record.outcome is Outcome.SERVED
            assert [(one.node, one.type) for one in record.trace] == [("own_number", "code")]
            made.check()

    async def test_nobody_has_the_number(self) -> None:
        async with house() as made:
            from_boris(made, "999")
            assert made.said("caller") == ["404"]
            made.check()
            assert last(made).outcome is Outcome.REJECTED

    async def test_what_was_dialled_is_kept_printable_and_short(self) -> None:
        async with house() as made:
            from_boris(made, "%1b[31m" + "9" * 500)
            made.check()
            assert last(made).called.startswith("[31m99")
            assert len(last(made).called) <= 128

    async def test_a_stranger_is_asked_who_he_is(self) -> None:
        async with house() as made:
            from_boris(made, "101", account="mallory")
            assert statuses(made) == [401]
            made.check(calls=0)

    async def test_an_account_without_a_person_is_refused(self) -> None:
        async with house() as made:
            from_boris(made, "101", account="acme-199")
            assert statuses(made) == [603]


class TestOthers:
    async def test_register_is_the_registrars(self) -> None:
        async with house() as made:
            request = invite(NUMBER)
            request.method = "REGISTER"
            reception(made).on_request(TX, request, DESK)
            assert made.registrar.registers == [request]
            assert statuses(made) == [200]

    async def test_options_says_what_we_can_do(self) -> None:
        async with house() as made:
            request = invite(NUMBER)
            request.method = "OPTIONS"
            reception(made).on_request(TX, request, DESK)
            (response,) = made.endpoint.responses
            assert "INVITE" in (response.get("Allow") or "")
            assert response.get("Server") == "Ringtree"
            assert response.to.tag == "t"

    async def test_other_methods_are_not_allowed(self) -> None:
        async with house() as made:
            request = invite(NUMBER)
            request.method = "PUBLISH"
            reception(made).on_request(TX, request, DESK)
            assert statuses(made) == [405]


@pytest.mark.parametrize(
    ("headers", "display", "number"),
    [
        ({}, "Carl", "+79990000000"),
        ({"From": "<sip:anonymous@anonymous.invalid>;tag=a"}, "", ""),
        ({"From": '"Anonymous" <sip:Restricted@x>;tag=a'}, "Anonymous", ""),
        ({"P_Asserted_Identity": "<sip:+79161112233@c>"}, "Carl", "+79161112233"),
        ({"P_Asserted_Identity": "tel:+79161112233"}, "Carl", "+79161112233"),
        ({"P_Asserted_Identity": "<sip:+7916@c>, <tel:+7916>"}, "Carl", "+7916"),
        ({"P_Asserted_Identity": "<<<"}, "Carl", "+79990000000"),
        ({"P_Asserted_Identity": "<sip:+7916@c>", "Privacy": "id"}, "", ""),
        ({"Privacy": "none"}, "Carl", "+79990000000"),
        ({"P_Asserted_Identity": "<sip:89161112233@c>"}, "Carl", "+79161112233"),
        ({"P_Asserted_Identity": "<tel:+7-916-111-22-33>"}, "Carl", "+79161112233"),
        ({"From": "<sip:c>;tag=a"}, "", ""),
        ({"From": "nonsense<"}, "", ""),
        ({"From": '"\u202eA\x1b[31m\x07B" <sip:+7%0d%0a1@c>;tag=a'}, "A[31mB", "+71"),
    ],
)
def test_who_is_calling(headers: dict[str, str], display: str, number: str) -> None:
    shown = caller_of(invite(NUMBER, **headers), "RU")
    assert (shown.display, shown.number) == (display, number)


def test_a_display_name_is_one_bounded_line() -> None:
    assert one_line("a\r\nb\tc\x00" + "d" * 200) == "abc" + "d" * 77
    assert one_line("ООО «Ромашка»") == "ООО «Ромашка»"

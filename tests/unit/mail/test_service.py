"""The outbox's sender, on a clock of its own: nothing is lost, and nothing sent twice."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from ringtree.mail.mail import DeliveryState, Mail, Posted
from ringtree.mail.service import MailService
from ringtree.mail.transport import Answer
from ringtree.storage.database import Database
from tests.unit.mail.fake_server import ACCEPTED, FakeMailServer, down, later


def a_mail(number: int = 1, to: tuple[str, ...] = ("a@example.com",), **more: object) -> Mail:
    return Mail(
        id=f"m{number}",
        company="romashka",
        kind="voicemail",
        to=to,
        subject=f"Subject {number}",
        text=f"Text {number}",
        **more,  # type: ignore[arg-type]
    )


async def states(service: MailService, mail_id: str = "m1") -> dict[str, DeliveryState]:
    posted = await service.outbox.get(mail_id)
    return {one.address: one.state for one in posted.deliveries}


async def test_a_mail_is_accepted_at_once_and_keeps_the_servers_answer(
    database: Database,
) -> None:
    server = FakeMailServer()
    service = server.service(database)
    await service.enqueue(a_mail())
    assert await service.step()
    (delivery,) = (await service.outbox.get("m1")).deliveries
    assert (delivery.state, delivery.answer) == (DeliveryState.ACCEPTED, "250 queued as 1")
    assert not await service.step()
    assert len(server.accepted) == 1


async def test_the_same_id_twice_is_one_mail(database: Database) -> None:
    server = FakeMailServer()
    service = server.service(database)
    for _ in range(2):
        await service.enqueue(a_mail())
        await service.step()
    assert len(server.accepted) == 1


async def test_a_server_that_is_down_for_an_hour_gets_everything_within_minutes_of_its_return(
    database: Database,
) -> None:
    server = FakeMailServer(behave=lambda _address: down())
    service = server.service(database)
    await service.enqueue(a_mail(1))
    await service.enqueue(a_mail(2))
    await server.pass_time(service, timedelta(hours=1))
    assert await states(service) == {"a@example.com": DeliveryState.WAITING}
    assert "connection refused" in (await service.outbox.get("m1")).deliveries[0].answer
    assert len(server.attempts) < 30  # an hour's pauses have grown
    server.behave = lambda _address: ACCEPTED
    await server.pass_time(service, timedelta(minutes=6))
    assert [content.count(b"Subject: ") for _, content in server.accepted] == [1, 1]


async def test_greylisting_is_tried_again_later(database: Database) -> None:
    server = FakeMailServer(behave=lambda _address: Answer(451, "greylisted, try again"))
    service = server.service(database)
    await service.enqueue(a_mail())
    await service.step()
    delivery = (await service.outbox.get("m1")).deliveries[0]
    assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 1)
    assert delivery.next_attempt - server.now == timedelta(minutes=1)
    server.behave = lambda _address: ACCEPTED
    await server.pass_time(service, timedelta(minutes=2))
    assert len(server.accepted) == 1


async def test_one_of_two_addresses_refused_leaves_the_other_alone(database: Database) -> None:
    def behave(address: str) -> Answer:
        return Answer(550, "no such user") if address.startswith("b") else ACCEPTED

    server = FakeMailServer(behave=behave)
    service = server.service(database)
    await service.enqueue(a_mail(to=("a@example.com", "b@example.com")))
    await server.pass_time(service, timedelta(hours=2), timedelta(minutes=1))
    assert await states(service) == {
        "a@example.com": DeliveryState.ACCEPTED,
        "b@example.com": DeliveryState.REFUSED,
    }
    assert len(server.attempts) == 1


async def test_after_days_an_address_is_given_up_and_can_be_resent(database: Database) -> None:
    server = FakeMailServer(behave=lambda _address: later())
    service = server.service(database)
    await service.enqueue(a_mail())
    await server.pass_time(service, timedelta(days=5), timedelta(minutes=20))
    assert await states(service) == {"a@example.com": DeliveryState.GIVEN_UP}
    attempts = len(server.attempts)
    server.behave = lambda _address: ACCEPTED
    await server.pass_time(service, timedelta(hours=1), timedelta(minutes=20))
    assert len(server.attempts) == attempts
    assert await service.resend("m1") == 1
    await service.step()
    assert await states(service) == {"a@example.com": DeliveryState.ACCEPTED}


async def test_a_restart_goes_on_where_the_other_process_stopped(database: Database) -> None:
    server = FakeMailServer(behave=lambda _address: later())
    first = server.service(database)
    await first.enqueue(a_mail())
    await first.step()
    await first.stop()
    server.behave = lambda _address: ACCEPTED
    await server.pass_time(server.service(database), timedelta(minutes=2))
    assert len(server.accepted) == 1


async def test_a_flood_is_gathered_and_nothing_of_it_lost(database: Database) -> None:
    server = FakeMailServer()
    service = server.service(database, hourly_limit=5)
    for number in range(20):
        await service.enqueue(a_mail(number))
    await service.step()
    assert len(server.accepted) == 5
    told = [line for _, content in server.accepted for line in _text(content).split("\n")]
    assert all(f"Text {number}" in told for number in range(20))
    assert await states(service, "m19") == {"a@example.com": DeliveryState.ACCEPTED}


async def test_what_comes_after_a_used_up_hour_waits_and_then_comes_as_one(
    database: Database,
) -> None:
    server = FakeMailServer()
    service = server.service(database, hourly_limit=2)
    for number in range(2):
        await service.enqueue(a_mail(number))
    await service.step()
    for number in range(2, 6):
        await service.enqueue(a_mail(number))
    await server.pass_time(service, timedelta(minutes=59), timedelta(minutes=1))
    assert len(server.accepted) == 2
    await server.pass_time(service, timedelta(minutes=5), timedelta(minutes=1))
    assert len(server.accepted) == 4
    assert await states(service, "m5") == {"a@example.com": DeliveryState.ACCEPTED}


async def test_a_mail_that_may_not_wait_is_outside_the_ration(database: Database) -> None:
    server = FakeMailServer()
    service = server.service(database, hourly_limit=1)
    await service.enqueue(a_mail(1))
    await service.step()
    await service.enqueue(a_mail(2, is_gatherable=False))
    await service.step()
    assert len(server.accepted) == 2


async def test_a_mail_nobody_can_write_is_refused_and_holds_up_no_other(
    database: Database,
) -> None:
    server = FakeMailServer()
    service = server.service(database)
    await service.enqueue(a_mail(1, to=("not an address\r\nBcc: x@example.com",)))
    await service.enqueue(a_mail(2))
    await service.step()
    assert set((await states(service, "m1")).values()) == {DeliveryState.REFUSED}
    assert [address for address, _ in server.accepted] == ["a@example.com"]


async def test_what_could_not_be_noted_is_not_sent_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = FakeMailServer()
    service = server.service(database)
    await service.enqueue(a_mail())
    settle = service.outbox.settle

    async def full(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(service.outbox, "settle", full)
    for _ in range(3):
        with pytest.raises(OSError, match="disk full"):
            await service.step()
    monkeypatch.setattr(service.outbox, "settle", settle)
    await service.step()
    assert len(server.accepted) == 1
    assert await states(service) == {"a@example.com": DeliveryState.ACCEPTED}


async def test_without_a_server_mails_wait_and_say_why(database: Database) -> None:
    service = FakeMailServer().service(database, server=None)
    await service.enqueue(a_mail())
    await service.step()
    (delivery,) = (await service.outbox.get("m1")).deliveries
    assert delivery.state is DeliveryState.WAITING and "mail_host" in delivery.answer


async def test_listeners_hear_of_every_attempt(database: Database) -> None:
    heard: list[Posted] = []
    service = FakeMailServer().service(database)
    service.on_settled.append(heard.append)
    await service.enqueue(a_mail(reference="message-1"))
    await service.step()
    assert [(one.mail.reference, one.deliveries[0].state) for one in heard] == [
        ("message-1", DeliveryState.ACCEPTED)
    ]


async def test_old_settled_mails_go(database: Database) -> None:
    server = FakeMailServer()
    service = server.service(database)
    await service.enqueue(a_mail())
    await service.step()
    server.now += timedelta(days=31)
    await service.step()
    assert await service.outbox.listing() == []


async def test_a_repetition_has_the_same_bytes_a_resend_another_message_id(
    database: Database,
) -> None:
    server = FakeMailServer(behave=lambda _address: later())
    service = server.service(database)
    await service.enqueue(a_mail())
    await service.step()
    before = (await service.outbox.get("m1")).message_id
    server.behave = lambda _address: ACCEPTED
    await server.pass_time(service, timedelta(minutes=2))
    first = message_from_bytes(server.accepted[0][1], policy=policy.default)
    assert first["Message-ID"] == before
    await service.resend("m1")
    await service.step()
    second = message_from_bytes(server.accepted[1][1], policy=policy.default)
    assert second["Message-ID"] == "<m1.2@localhost>"


def _text(content: bytes) -> str:
    part = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")

"""Telling a company's server, until it has taken the message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ringtree.company.mailbox import MailboxWebhook
from ringtree.voicemail.message import BoxKey
from tests.unit.voicemail.house import COMPANY, KEY, House


async def test_it_is_told_again_until_it_says_yes(house: House) -> None:
    told: list[Mapping[str, Any]] = []
    answers = iter([(False, "503 away"), (True, "204")])

    async def call(
        company: str, hook: MailboxWebhook, facts: Mapping[str, Any]
    ) -> tuple[bool, str]:
        assert company == "acme" and hook.url == "https://crm.example/vm"
        told.append(facts)
        return next(answers)

    house.service._webhooks._call = call
    hook = "attach: wav, webhook: {url: 'https://crm.example/vm'}"
    house.publish(COMPANY.replace("attach: wav", hook), 2)
    await house.leave()
    message = await house.only()
    assert (message.webhook, message.webhook_answer) == ("waiting", "503 away")
    await house.service._webhooks.round()
    assert len(told) == 1
    house.pass_time(timedelta(minutes=2))
    await house.service._webhooks.round()
    assert (await house.only()).webhook == "accepted"
    assert told[0]["caller"] == "+442071234567" and told[0]["message"] == message.id


async def test_after_days_it_is_given_up(house: House) -> None:
    async def call(*_: object) -> tuple[bool, str]:
        return False, "500"

    house.service._webhooks._call = call
    hook = "attach: wav, webhook: {url: 'https://crm.example/vm'}"
    house.publish(COMPANY.replace("attach: wav", hook), 2)
    await house.leave()
    for _ in range(12):
        house.pass_time(timedelta(hours=5))
        await house.service._webhooks.round()
    assert (await house.only()).webhook == "given_up"
    assert house.service.counts(KEY).new == 1


async def test_what_was_given_up_is_called_again_for_as_long_as_a_new_message(
    house: House,
) -> None:
    answers: list[tuple[bool, str]] = []

    async def call(*_: object) -> tuple[bool, str]:
        return answers.pop(0) if answers else (False, "500")

    house.service._webhooks._call = call
    hook = "attach: wav, webhook: {url: 'https://crm.example/vm'}"
    house.publish(COMPANY.replace("attach: wav", hook), 2)
    await house.leave()
    for _ in range(12):
        house.pass_time(timedelta(hours=5))
        await house.service._webhooks.round()
    assert (await house.only()).webhook == "given_up"
    assert (await house.service.resend(await house.only())).webhook
    for _ in range(4):  # the message is days old, and its new attempts are not
        await house.service._webhooks.round()
        assert (await house.only()).webhook == "waiting"
        house.pass_time(timedelta(hours=5))
    answers.append((True, "204"))
    await house.service._webhooks.round()
    message = await house.only()
    assert (message.webhook, message.webhook_answer) == ("accepted", "204")


async def test_a_copy_of_an_old_message_is_told_for_as_long_as_a_new_one(house: House) -> None:
    async def call(*_: object) -> tuple[bool, str]:
        return False, "500"

    house.service._webhooks._call = call
    await house.leave()
    hook = "attach: none, webhook: {url: 'https://crm.example/vm'}"
    house.publish(COMPANY.replace("attach: none", hook), 2)
    house.pass_time(timedelta(days=5))
    bob = house.service.find("acme", "bob")
    assert bob is not None
    await house.service.forward(await house.only(), bob[1], by="test")
    for _ in range(4):
        await house.service._webhooks.round()
        house.pass_time(timedelta(hours=1))
    assert (await house.only(BoxKey("acme", "bob"))).webhook == "waiting"


async def test_there_is_nothing_to_call_again_without_a_webhook(house: House) -> None:
    await house.leave()
    assert not (await house.service.resend(await house.only())).webhook

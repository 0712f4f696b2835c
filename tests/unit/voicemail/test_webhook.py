"""Telling a company's server, until it has taken the message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ringtree.company.mailbox import MailboxWebhook
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

"""Telling a company's server of a message, with the client that asks servers for trees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ringtree.company.mailbox import MailboxWebhook
from ringtree.flows.requests import RINGING, Method, WebhookRequest
from ringtree.flows.world import Webhooks
from ringtree.voicemail.webhook import CallWebhook

LIMIT = 10.0  # seconds


def webhook_caller(webhooks: Webhooks) -> CallWebhook:
    """What the voicemail service tells servers with."""

    async def call(
        company: str, hook: MailboxWebhook, facts: Mapping[str, Any]
    ) -> tuple[bool, str]:
        reply = await webhooks.ask(
            company,
            WebhookRequest(
                url=hook.url,
                method=Method.POST,
                facts=facts,
                secret=hook.secret,
                limit=LIMIT,
                sound=RINGING,
            ),
        )
        # A server need not answer in words: that it said 2xx is enough.
        is_taken = reply.status is not None and 200 <= reply.status < 300
        return is_taken, f"{reply.status or ''} {'' if is_taken else reply.why}".strip()

    return call

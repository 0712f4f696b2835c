"""A server takes a message by any 2xx, whatever it says."""

from __future__ import annotations

import pytest

from ringtree.company.mailbox import MailboxWebhook
from ringtree.flows.mailbox.webhook import webhook_caller
from ringtree.flows.requests import Method, WebhookOutcome, WebhookReply, WebhookRequest


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (WebhookReply(outcome=WebhookOutcome.ANSWERED, status=200), (True, "200")),
        (WebhookReply(outcome=WebhookOutcome.BAD_ANSWER, status=204, why="empty"), (True, "204")),
        (
            WebhookReply(outcome=WebhookOutcome.FAILED, status=503, why="status 503"),
            (False, "503 status 503"),
        ),
        (WebhookReply(outcome=WebhookOutcome.TIMEOUT, why="late"), (False, "late")),
    ],
)
async def test_what_a_server_said(reply: WebhookReply, expected: tuple[bool, str]) -> None:
    asked: list[WebhookRequest] = []

    class Server:
        async def ask(self, company: str, request: WebhookRequest) -> WebhookReply:
            asked.append(request)
            return reply

    hook = MailboxWebhook(url="https://crm.example/vm", secret="crm")
    assert await webhook_caller(Server())("acme", hook, {"message": "m"}) == expected
    assert (asked[0].method, asked[0].secret) == (Method.POST, "crm")

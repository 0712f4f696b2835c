"""Mails as the API shows them."""

from __future__ import annotations

from datetime import UTC, datetime

from ringtree.api.mails.schemas import MailView
from ringtree.mail.mail import Delivery, DeliveryState, Mail, Posted

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_each_address_has_its_state_and_the_server_s_answer() -> None:
    mail = Mail(
        id="m1", company="acme", kind="voicemail", reference="x", to=("a@x.test",), subject="S",
        text="T",
    )  # fmt: skip
    one = Delivery(
        address="a@x.test",
        state=DeliveryState.REFUSED,
        attempts=1,
        next_attempt=NOW,
        waiting_since=NOW,
        changed=NOW,
        answer="550 no such user",
    )
    posted = Posted(mail=mail, message_id="<m1@x>", sender="s", created=NOW, deliveries=(one,))
    (state,) = MailView.of(posted, "en").deliveries
    assert (state.mail, state.state, state.answer) == ("m1", "refused", "550 no such user")

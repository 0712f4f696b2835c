"""Messages as the API shows them."""

from __future__ import annotations

from ringtree.api.messages.schemas import MessageView
from tests.unit.voicemail.test_message import a_message


def test_a_message_without_mails() -> None:
    view = MessageView.of(a_message("m"), [], "en")
    assert (view.id, view.mails, view.removed) == ("m", [], None)

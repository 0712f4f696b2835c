"""The message summary."""

from __future__ import annotations

from ringtree.voicemail.message import Counts
from ringtree.voicemail.summary import summary, total


def test_it_is_as_the_standard_has_it() -> None:
    both = total([Counts(2, 8, 0, 2), Counts()])
    assert summary(both, "sip:*97@pbx.example").decode() == (
        "Messages-Waiting: yes\r\n"
        "Message-Account: sip:*97@pbx.example\r\n"
        "Voice-Message: 2/8 (0/2)\r\n"
    )


def test_old_messages_alone_light_no_lamp() -> None:
    assert summary(Counts(0, 3), "sip:x@y").startswith(b"Messages-Waiting: no\r\n")

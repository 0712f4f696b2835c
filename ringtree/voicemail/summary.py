"""What a telephone's lamp is told: the message summary [RFC 3842 §5.2]. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from ringtree.voicemail.message import Counts

EVENT = "message-summary"
MEDIA_TYPE = "application/simple-message-summary"


def total(counts: Iterable[Counts]) -> Counts:
    """Several mailboxes under one lamp."""
    each = list(counts)
    return Counts(
        new=sum(one.new for one in each),
        old=sum(one.old for one in each),
        urgent_new=sum(one.urgent_new for one in each),
        urgent_old=sum(one.urgent_old for one in each),
    )


def summary(counts: Counts, account: str) -> bytes:
    """The body of a NOTIFY; `account` is the URI to dial for listening."""
    waiting = "yes" if counts.new else "no"
    urgent = f"({counts.urgent_new}/{counts.urgent_old})"
    lines = (
        f"Messages-Waiting: {waiting}",
        f"Message-Account: {account}",
        f"Voice-Message: {counts.new}/{counts.old} {urgent}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")

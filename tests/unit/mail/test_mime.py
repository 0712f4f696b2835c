"""The bytes of a mail, read back by the standard library's parser."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from ringtree.mail.mail import Attachment, Delivery, DeliveryState, Mail, Posted
from ringtree.mail.mime import compose
from tests.unit.mail.fake_server import START

WAV = b"RIFF" + bytes(range(256)) * 300 + b"\r\n.\r\n\n\n"


def posted(**more: object) -> Posted:
    facts: dict[str, object] = {
        "id": "m1",
        "company": "romashka",
        "kind": "voicemail",
        "to": ("a@example.com", "b@example.com"),
        "subject": "Голосовое сообщение от Веры",
        "text": "Здравствуйте!",
        "html": "<html><body><p>Здравствуйте!</p></body></html>",
        "language": "ru",
        "attachments": (Attachment(path="f", name="сообщение Веры.wav", media_type="audio/wav"),),
    }
    mail = Mail(**{**facts, **more})  # type: ignore[arg-type]
    delivery = Delivery(
        address="a@example.com",
        state=DeliveryState.WAITING,
        attempts=0,
        next_attempt=START,
        waiting_since=START,
        changed=START,
        answer="",
    )
    return Posted(
        mail=mail,
        message_id="<m1@example.com>",
        sender="Ромашка <pbx@example.com>",
        created=START,
        deliveries=(delivery,),
    )


def composed(one: Posted, content: bytes = WAV, most: int = 10**6) -> bytes:
    return compose(one, read=lambda _path: content, server="Ringtree", most_bytes=most)


def parsed(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=policy.default))


def test_cyrillic_and_the_attachment_survive() -> None:
    message = parsed(composed(posted()))
    assert message["Subject"] == "Голосовое сообщение от Веры"
    assert message["From"].addresses[0].display_name == "Ромашка"
    assert message["To"] == "a@example.com, b@example.com"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and text.get_content().strip() == "Здравствуйте!"
    assert html is not None and "<p>Здравствуйте!</p>" in html.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "сообщение Веры.wav"
    assert attached.get_content_type() == "audio/wav"
    assert attached.get_content() == WAV


def test_every_line_ends_with_crlf_and_is_short() -> None:
    """LF-only headers are what made one PBX's recordings inline text (FreePBX 1065)."""
    data = composed(posted())
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()


def test_headers_guard_against_loops() -> None:
    message = parsed(composed(posted()))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Ringtree-Loop"] == "Ringtree"


def test_the_same_mail_is_the_same_bytes() -> None:
    assert composed(posted()) == composed(posted())


def test_what_is_missing_or_too_large_is_said() -> None:
    def gone(_path: str) -> bytes:
        raise FileNotFoundError

    data = compose(posted(), read=gone, server="R", most_bytes=10)
    assert "уже удалили" in parsed(data).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    message = parsed(composed(posted(), most=10))
    assert "слишком велик" in message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert list(message.iter_attachments()) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_a_caller_calls_himself_makes_a_header(name: str, file: str) -> None:
    attachments = (Attachment(path="f", name=file, media_type="audio/wav"),)
    one = posted(subject=f"From {name}\r\nBcc: evil@example.com", attachments=attachments)
    message = parsed(composed(one))
    assert "Bcc" not in message
    assert {key for key in message.keys()} == {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Content-Language",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "X-Ringtree-Loop",
        "MIME-Version",
        "Content-Type",
    }
    assert len(list(message.iter_attachments())) == 1

"""From a mail to its bytes: MIME as every reader understands it [RFC 2045, RFC 2046]."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape

from ringtree.mail.header import file_name, header_text
from ringtree.mail.mail import Attachment, Posted
from ringtree.mail.words import TOO_LARGE, WITHOUT

#: Tells our own mails apart when they come back to us by a forwarding.
LOOP_HEADER = "X-Ringtree-Loop"

Reader = Callable[[str], bytes]


def compose(posted: Posted, *, read: Reader, server: str, most_bytes: int) -> bytes:
    """The mail as it goes over the wire.

    The same mail is the same bytes each time, so that a repetition is one for every reader.

    Args:
        read: gives the content of an attachment's path; FileNotFoundError leaves it out.
        server: the name of this server, in the loop header.
        most_bytes: of all attachments; what doesn't fit is left out, and said to be.

    Raises:
        OSError: an attachment is there and can't be read.
        ValueError: no mail can be made of this.
    """
    mail = posted.mail
    message = EmailMessage(policy=SMTP)
    _head(message, posted, server)
    files, missing = _read(mail.attachments, read, most_bytes)
    remarks = [(WITHOUT if gone else TOO_LARGE)[mail.language] % name for name, gone in missing]
    message.set_content("\n".join([mail.text.rstrip(), *remarks]) + "\n", cte="base64")
    if mail.html:
        message.add_alternative(_with_remarks(mail.html, remarks), subtype="html", cte="base64")
    for attachment, content in files:
        main, _, sub = attachment.media_type.partition("/")
        name = file_name(attachment.name)
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    message["Content-Language"] = mail.language  # earlier it would go with the first part
    _fix_boundaries(message, posted.mail.id)
    return message.as_bytes()


def _head(message: EmailMessage, posted: Posted, server: str) -> None:
    display, address = parseaddr(posted.sender)
    message["From"] = Address(display_name=header_text(display), addr_spec=address)
    message["To"] = ", ".join(posted.mail.to)
    message["Subject"] = header_text(posted.mail.subject)
    message["Date"] = format_datetime(posted.created)
    message["Message-ID"] = posted.message_id
    # Nobody's out-of-office note shall answer us [RFC 3834 §5].
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message[LOOP_HEADER] = header_text(server)


def _read(
    attachments: tuple[Attachment, ...], read: Reader, most_bytes: int
) -> tuple[list[tuple[Attachment, bytes]], list[tuple[str, bool]]]:
    """The files' contents, and the names of those left out with whether they are gone."""
    found: list[tuple[Attachment, bytes]] = []
    missing: list[tuple[str, bool]] = []
    left = most_bytes
    for attachment in attachments:
        try:
            content = read(attachment.path)
        except FileNotFoundError:
            missing.append((attachment.name, True))
            continue
        if len(content) > left:
            missing.append((attachment.name, False))
            continue
        left -= len(content)
        found.append((attachment, content))
    return found, missing


def _with_remarks(html: str, remarks: list[str]) -> str:
    shown = "".join(f"<p>{escape(one)}</p>" for one in remarks)
    return html.replace("</body>", f"{shown}</body>") if "</body>" in html else html + shown


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    """Boundaries that are the same at each attempt; content is base64 and can't contain them."""
    name = "".join(char for char in seed if char.isascii() and char.isalnum())[:40]
    for number, part in enumerate(_multiparts(message)):
        part.set_boundary(f"=_{name}_{number}_=")


def _multiparts(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if part.is_multipart() and isinstance(part, EmailMessage):
            yield part

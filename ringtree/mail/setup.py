"""From what the operator set to how mail is sent."""

from __future__ import annotations

from datetime import timedelta

from ringtree.mail.service import MailSettings
from ringtree.mail.transport import MailServer
from ringtree.settings import Settings


def mail_settings(settings: Settings) -> MailSettings:
    """How this server sends mail."""
    return MailSettings(
        server=_server(settings),
        sender=settings.mail_from,
        senders=settings.mail_senders,
        connections=settings.mail_connections,
        hourly_limit=settings.mail_hourly_limit,
        give_up_after=timedelta(days=settings.mail_give_up_days),
        keep=timedelta(days=settings.mail_keep_days),
        most_bytes=settings.mail_largest,
        name=settings.user_agent,
    )


def _server(settings: Settings) -> MailServer | None:
    if settings.mail_host is None:
        return None
    password = settings.mail_password
    return MailServer(
        host=settings.mail_host,
        port=settings.mail_port,
        security=settings.mail_security,
        username=settings.mail_username,
        password=password.get_secret_value() if password else None,
        ca_file=settings.mail_ca_file,
        timeout=settings.mail_timeout,
    )

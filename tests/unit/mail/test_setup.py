"""Settings become a way to send."""

from __future__ import annotations

from datetime import timedelta

from ringtree.mail.setup import mail_settings
from ringtree.settings import load_settings


def test_without_a_host_there_is_no_server() -> None:
    assert mail_settings(load_settings(environment={})).server is None


def test_everything_arrives() -> None:
    environment = {
        "RINGTREE_MAIL_HOST": "mail.example.com",
        "RINGTREE_MAIL_PORT": "465",
        "RINGTREE_MAIL_SECURITY": "tls",
        "RINGTREE_MAIL_USERNAME": "pbx",
        "RINGTREE_MAIL_PASSWORD": "secret",
        "RINGTREE_MAIL_SENDERS": "romashka=pbx@romashka.ru",
        "RINGTREE_MAIL_GIVE_UP_DAYS": "2",
    }
    settings = mail_settings(load_settings(environment=environment))
    assert settings.server is not None
    assert (settings.server.host, settings.server.port) == ("mail.example.com", 465)
    assert (settings.server.username, settings.server.password) == ("pbx", "secret")
    assert "secret" not in repr(settings)
    assert settings.sender_of("romashka") == "pbx@romashka.ru"
    assert settings.sender_of("other") == "Ringtree <ringtree@localhost>"
    assert settings.give_up_after == timedelta(days=2)

"""Mail's settings."""

from __future__ import annotations

import pytest

from ringtree.settings import SettingsError, load_settings


def test_a_sender_has_an_address() -> None:
    settings = load_settings(environment={"RINGTREE_MAIL_FROM": "Ромашка <pbx@romashka.ru>"})
    assert settings.mail_from == "Ромашка <pbx@romashka.ru>"
    with pytest.raises(SettingsError, match="an address such as"):
        load_settings(environment={"RINGTREE_MAIL_FROM": "Ромашка"})


def test_senders_of_companies_come_from_the_environment_too() -> None:
    settings = load_settings(environment={"RINGTREE_MAIL_SENDERS": "a=x@y.ru, b=B <z@y.ru>"})
    assert settings.mail_senders == {"a": "x@y.ru", "b": "B <z@y.ru>"}


def test_a_wrong_password_setting_is_not_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(environment={"RINGTREE_MAIL_PASSWORD_": "hunter2", "RINGTREE_MAIL_PORT": "x"})
    assert "hunter2" not in str(caught.value)

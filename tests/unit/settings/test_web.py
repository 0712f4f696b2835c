"""What is set about HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.settings import SettingsError, load_settings
from ringtree.settings.web import parse_http


def test_webhook_secrets_are_by_company_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "ringtree.toml"
    file.write_text('webhook_secrets = {"romashka/crm" = "from the file"}\n')
    from_file = load_settings(file, {})
    assert from_file.webhook_secrets["romashka/crm"].get_secret_value() == "from the file"
    assert "from the file" not in repr(from_file)
    environment = {"RINGTREE_WEBHOOK_SECRETS": "romashka/crm=some=secret, daisy/shop=12345678"}
    settings = load_settings(environment=environment)
    assert settings.webhook_secrets["romashka/crm"].get_secret_value() == "some=secret"
    with pytest.raises(SettingsError) as wrong:
        load_settings(environment={"RINGTREE_WEBHOOK_SECRETS": "crm=verysecret"})
    assert "verysecret" not in str(wrong.value)


@pytest.mark.parametrize(
    ("given", "kept"), [("CRM.Local", "crm.local"), ("10.1.2.3/16", "10.1.0.0/16"), ("::1", "::1")]
)
def test_webhooks_may_be_allowed_hosts_addresses_and_networks(given: str, kept: str) -> None:
    settings = load_settings(environment={"RINGTREE_WEBHOOK_HOSTS": given})
    assert settings.webhook_hosts == (kept,)


@pytest.mark.parametrize("given", ["http://crm.local", "crm local", "10.0.0.0/33", "-"])
def test_what_is_no_host_is_not_allowed_to_be_asked(given: str) -> None:
    with pytest.raises(SettingsError):
        load_settings(environment={"RINGTREE_WEBHOOK_HOSTS": given})


def test_the_panels_address_is_public_or_our_own() -> None:
    settings = load_settings(environment={"RINGTREE_HTTP_BIND": "[::1]:8081"})
    assert (settings.panel_url, settings.is_https) == ("http://[::1]:8081", False)
    assert parse_http("[::1]:8081") == ("::1", 8081)
    public = load_settings(environment={"RINGTREE_PUBLIC_URL": "https://pbx.example.com/"})
    assert (public.panel_url, public.is_https) == ("https://pbx.example.com", True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("HTTP_BIND", "8080"), ("HTTP_BIND", "pbx:8080"), ("PUBLIC_URL", "https://pbx.example.com/a")],
)
def test_what_is_no_address_of_a_panel(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings(environment={f"RINGTREE_{name}": value})

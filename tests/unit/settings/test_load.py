"""Settings: the file, the environment above it, and words for whoever mistypes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.settings import Bind, SettingsError, load_settings
from ringtree.settings.values import Ports


def test_defaults_serve_a_first_try() -> None:
    settings = load_settings(environment={})
    assert settings.binds == (Bind("udp", "0.0.0.0", 5060), Bind("tcp", "0.0.0.0", 5060))
    assert settings.ports == Ports(10000, 19999)
    assert settings.database.startswith("sqlite:////")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "ringtree.toml"
    file.write_text('realm = "one"\nmedia_workers = 2\nsip_bind = ["udp:127.0.0.1:5070"]\n')
    settings = load_settings(file, {"RINGTREE_REALM": "two", "PATH": "/bin"})
    assert (settings.realm, settings.media_workers) == ("two", 2)
    assert settings.sip_bind == ("udp:127.0.0.1:5070",)


def test_the_environment_may_name_the_file_and_writes_lists_with_commas(tmp_path: Path) -> None:
    file = tmp_path / "ringtree.toml"
    file.write_text('log_format = "json"\n')
    environment = {
        "RINGTREE_SETTINGS": str(file),
        "RINGTREE_SIP_BIND": "udp:[::]:5060, tcp:10.0.0.1:5061",
        "RINGTREE_PUBLIC_ADDRESS": "",
    }
    settings = load_settings(environment=environment)
    assert settings.log_format == "json"
    assert settings.binds == (Bind("udp", "::", 5060), Bind("tcp", "10.0.0.1", 5061))
    assert settings.public_address is None


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("sip_bind", "5060", "transport:address:port"),
        ("sip_bind", "sctp:1.2.3.4:5060", "transport:address:port"),
        ("sip_bind", "udp:::5060", "transport:address:port"),
        ("sip_bind", "udp:host.example:5060", "numeric address"),
        ("sip_bind", "udp:1.2.3.4:70000", "transport:address:port"),
        ("sip_bind", "", "at least 1"),
        ("public_address", "pbx.example", "numeric address"),
        ("rtp_ports", "20000-10000", "at least 4 ports"),
        ("rtp_ports", "80-90", "10000-19999"),
        ("media_workers", "0", "greater than or equal to 1"),
        ("media_workers", "many", "valid integer"),
        ("log_format", "xml", "'console' or 'json'"),
        ("demo_language", "de", "'ru' or 'en'"),
        ("media_silence_limit", "nan", "finite"),
        ("realm", "a b", "text like"),
        ("min_expires", "3600", "at most max_expires"),
        ("sip_bindd", "x", "did you mean sip_bind?"),
        ("t1", "0.5", "no such setting"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(name: str, value: str, words: str) -> None:
    environment = {f"RINGTREE_{name.upper()}": value, "RINGTREE_MAX_EXPIRES": "1800"}
    with pytest.raises(SettingsError) as wrong:
        load_settings(environment=environment)
    assert wrong.value.name.lower().removeprefix("ringtree_") == name
    assert words in str(wrong.value)
    assert str(wrong.value).startswith("environment: ")


def test_an_unknown_key_in_the_file_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "ringtree.toml"
    file.write_text("media_worker = 2\n")
    with pytest.raises(SettingsError, match=r"ringtree\.toml: media_worker = 2 .* media_workers"):
        load_settings(file, {})


@pytest.mark.parametrize("content", [b"realm = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ringtree.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"settings file = .*: TOML"):
        load_settings(file, {})


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        load_settings(tmp_path / "none.toml", {})

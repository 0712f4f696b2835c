"""Voicemail's settings."""

from __future__ import annotations

import pytest

from ringtree.settings import SettingsError, load_settings


@pytest.mark.parametrize("key", ["short", "not base64 !!", "YWJj"])
def test_a_key_has_32_bytes_and_a_wrong_one_is_not_shown(key: str) -> None:
    with pytest.raises(SettingsError, match="openssl rand") as caught:
        load_settings(environment={"RINGTREE_VOICEMAIL_KEY": key})
    assert key not in str(caught.value)


def test_a_recogniser_is_a_program() -> None:
    with pytest.raises(SettingsError, match="a program"):
        load_settings(environment={"RINGTREE_VOICEMAIL_RECOGNISER": "  "})

"""From what the operator set."""

from __future__ import annotations

from datetime import timedelta

from ringtree.settings import load_settings
from ringtree.voicemail.settings import voicemail_settings


def test_everything_arrives() -> None:
    environment = {
        "RINGTREE_VOICEMAIL_QUOTA_MB": "5",
        "RINGTREE_VOICEMAIL_BIN_HOURS": "2",
        "RINGTREE_VOICEMAIL_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
        "RINGTREE_VOICEMAIL_RECOGNISER": "vosk {language}",
    }
    found = voicemail_settings(load_settings(environment=environment))
    assert (found.quota, found.bin_time) == (5_000_000, timedelta(hours=2))
    assert found.key == b"k" * 32 and found.recogniser == "vosk {language}"

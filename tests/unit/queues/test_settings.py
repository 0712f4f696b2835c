from __future__ import annotations

import pytest

from ringtree.queues.settings import SHORTEST_PAUSE, QueueSettings


def test_settings_cannot_change_under_the_engine():
    with pytest.raises(AttributeError):
        QueueSettings(key="sales").ring_time = 1  # type: ignore[misc]


def test_a_pause_set_to_nothing_still_keeps_a_phone_from_being_hammered():
    settings = QueueSettings(key="sales", refusal_pause=0, retry_pause=0)
    assert settings.pause_after_refusal() == settings.pause_after_failure() == SHORTEST_PAUSE


def test_longer_pauses_are_taken_as_they_are():
    settings = QueueSettings(key="sales", refusal_pause=30, retry_pause=4)
    assert (settings.pause_after_refusal(), settings.pause_after_failure()) == (30, 4)

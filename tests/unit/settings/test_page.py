"""The settings as a page."""

from __future__ import annotations

from pathlib import Path

from ringtree.settings import Settings
from ringtree.settings.page import settings_page


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_page_is_what_the_model_says() -> None:
    page = Path(__file__).parents[3] / "docs" / "settings.md"
    assert page.read_text("utf-8") == settings_page()

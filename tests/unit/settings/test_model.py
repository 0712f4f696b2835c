"""The database's URL."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.settings import SettingsError, load_settings


def test_a_database_url_is_refused_without_showing_its_password() -> None:
    with pytest.raises(SettingsError) as wrong:
        load_settings(environment={"RINGTREE_DATABASE_URL": "mysql://root:hunter2@host/x"})
    assert "postgresql://" in str(wrong.value)
    assert "hunter2" not in str(wrong.value)


def test_without_a_url_the_database_is_a_file_in_the_data_directory(tmp_path: Path) -> None:
    settings = load_settings(environment={"RINGTREE_DATA_DIR": str(tmp_path)})
    assert settings.database == f"sqlite:///{tmp_path.resolve()}/ringtree.sqlite"

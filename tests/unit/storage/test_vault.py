"""Secrets at rest: readable with the key, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.storage.vault import KEY_FILE, Vault, VaultError


def test_a_secret_comes_back_also_after_a_restart(tmp_path: Path) -> None:
    sealed = Vault(tmp_path).seal("пароль")
    assert "пароль" not in sealed
    assert Vault(tmp_path).unseal(sealed) == "пароль"


def test_the_key_is_its_owners_alone(tmp_path: Path) -> None:
    Vault(tmp_path).seal("x")
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / KEY_FILE]


def test_another_key_opens_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    sealed = Vault(tmp_path).seal("x")
    (tmp_path / KEY_FILE).unlink()
    with pytest.raises(VaultError, match="put the key back"):
        Vault(tmp_path).unseal(sealed)


def test_of_two_that_start_together_one_makes_the_key(tmp_path: Path) -> None:
    first, second = Vault(tmp_path), Vault(tmp_path)
    key = first._make()
    assert second._make() == key

"""How the first person gets in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.accounts.links import OneTimeLinks, Purpose
from ringtree.accounts.role import Role
from ringtree.accounts.users import Users
from ringtree.cli import main
from ringtree.commands.administrator import first_link
from ringtree.settings import Settings
from ringtree.storage.database import Database


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path))


def test_a_link_is_printed_whenever_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["administrator"]) == 0
    assert capsys.readouterr().out.startswith("http://127.0.0.1:8080/welcome?token=")


def test_without_a_panel_there_is_no_link(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RINGTREE_HTTP_BIND", "")
    assert main(["administrator"]) == 1
    assert "http_bind" in capsys.readouterr().err


async def test_a_server_with_users_prints_none_at_its_start(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'ringtree.sqlite'}")
    await database.start()
    link = await first_link(Settings(), database)
    assert link is not None
    await OneTimeLinks(database).look(Purpose.FIRST_ADMINISTRATOR, link.rpartition("=")[2])
    assert await first_link(Settings(http_bind=None), database) is None
    await Users(database).create(
        email="a@x.example", name="A", role=Role.OPERATOR, company=None, language="en"
    )
    assert await first_link(Settings(), database) is None
    await database.stop()

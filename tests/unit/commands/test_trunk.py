"""`ringtree trunk`."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.company.revisions import Revisions
from ringtree.queues.strategies import STRATEGIES
from ringtree.settings import load_settings
from ringtree.storage.credentials import Credentials
from ringtree.storage.database import Database
from ringtree.storage.trunks import TrunkSecrets, TrunkStates
from ringtree.storage.vault import Vault
from tests.unit.trunks.test_status import STATUS

DOCUMENT = """
code: acme
name: Acme
language: en
timezone: Europe/Moscow
trunks:
  carrier: {server: sip.carrier.example, username: acct, registers: true}
  proving: {authenticates: true}
numbers:
  - {number: "+74950000001", trunk: carrier, tree: main}
  - {number: "+74950000002", trunk: carrier, tree: main}
trees:
  main:
    start: bye
    nodes:
      bye: {type: hang_up}
"""


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path))

    async def fill(database: Database) -> None:
        revisions = Revisions(database, strategies=tuple(STRATEGIES))
        await revisions.publish(DOCUMENT, author="test")
        await TrunkStates(database).save({("acme", "carrier"): STATUS.to_dict()})

    in_database(fill)
    return tmp_path


def in_database(work: Callable[[Database], Awaitable[object]]) -> object:
    async def whole() -> object:
        database = Database(load_settings().database)
        await database.start()
        try:
            return await work(database)
        finally:
            await database.stop()

    return asyncio.run(whole())


def test_trunks_are_listed_as_the_server_finds_them(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trunk", "list"]) == 0
    assert "acme  carrier  ready, registered, answers in 12 ms" in capsys.readouterr().out
    assert main(["trunk", "list", "acme", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["trunk"], one["state"], one["stale"]) == ("carrier", "ready", False)
    assert main(["trunk", "list", "nobody"]) == 0
    assert "Is a server running?" in capsys.readouterr().out


def test_one_trunk_is_shown_whole(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trunk", "show", "acme", "carrier"]) == 0
    shown = capsys.readouterr().out
    assert "in use   udp:192.0.2.1:5060" in shown
    assert "password none stored" in shown
    assert "20 calls in, 10 out" in shown
    assert main(["trunk", "show", "acme", "nothing"]) == 1
    assert "no server has seen a trunk nothing" in capsys.readouterr().err


def test_a_password_is_taken_from_a_pipe_and_never_shown(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hunter2\n"))
    assert main(["trunk", "secret", "acme", "carrier"]) == 0
    assert "hunter2" not in capsys.readouterr().out
    stored = in_database(lambda db: TrunkSecrets(db, Vault(data_dir)).load("acme"))
    assert stored == {("acme", "carrier"): "hunter2"}
    assert main(["trunk", "show", "acme", "carrier", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["password_stored"]
    assert main(["trunk", "secret", "acme", "carrier", "--remove"]) == 0
    assert capsys.readouterr().out == "Forgotten.\n"


def test_a_password_of_nothing_is_refused(
    data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert main(["trunk", "secret", "acme", "carrier"]) == 1
    assert "1 to 200 printable characters" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["acme", "nothing"], "has no trunk nothing; it has: carrier, proving"),
        (["nobody", "carrier"], "no published company nobody"),
        (["acme", "proving"], "has no username"),
        (["acme", "carrier", "--incoming"], "write authenticates: true first"),
    ],
)
def test_what_can_have_no_password_says_why(
    data_dir: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(["trunk", "secret", *arguments]) == 1
    assert words in capsys.readouterr().err


def test_a_carrier_s_own_password_is_made_and_shown_once(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trunk", "secret", "acme", "proving", "--incoming", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["account"] == "acme.proving" and len(made["password"]) >= 16
    known = in_database(lambda db: Credentials(db).get("acme.proving", "ringtree"))
    assert known is not None


def test_a_carrier_s_list_is_compared_with_the_company_s(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data_dir / "list.csv"
    file.write_text("number\n84950000001\n+7 495 000 00 02\n")
    assert main(["trunk", "numbers", "acme", "carrier", str(file)]) == 0
    assert capsys.readouterr().out == "2 numbers agree.\n"
    file.write_text("84950000001\n84950000009\n")
    assert main(["trunk", "numbers", "acme", "carrier", str(file)]) == 1
    shown = capsys.readouterr().out
    assert "+74950000009  the carrier has it" in shown
    assert "+74950000002  the company has it" in shown
    assert main(["trunk", "numbers", "acme", "carrier", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["only_carrier"] == ["+74950000009"]


@pytest.mark.parametrize(("text", "words"), [("nothing", "no telephone number"), (None, "read")])
def test_a_list_that_is_none_is_refused(
    data_dir: Path, capsys: pytest.CaptureFixture[str], text: str | None, words: str
) -> None:
    file = data_dir / "list.txt"
    if text is not None:
        file.write_text(text)
    assert main(["trunk", "numbers", "acme", "carrier", str(file)]) == 1
    assert words in capsys.readouterr().err


def test_a_trunk_that_registers_without_a_password_is_told_everywhere(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data_dir / "acme.yaml"
    file.write_text(DOCUMENT, "utf-8")
    store = "ringtree trunk secret"

    def said(*command: str) -> str:
        assert main(list(command)) == 0
        return capsys.readouterr().out

    asked = (("lint", str(file)), ("apply", "--check", str(file)), ("apply", str(file)))
    for command in asked:
        assert "no password is stored for the account acct of the trunk 'carrier'" in said(*command)
    for listed in (("trunk", "list"), ("trunk", "show", "acme", "carrier")):
        assert f"store one with {store} acme carrier" in said(*listed)

    async def keep(database: Database) -> None:
        await TrunkSecrets(database, Vault(data_dir)).set("acme", "carrier", "secret of theirs")

    in_database(keep)
    for command in (*asked, ("trunk", "list"), ("trunk", "show", "acme", "carrier")):
        assert "no password" not in said(*command)

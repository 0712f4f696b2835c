"""A telephone's password, shown once."""

from __future__ import annotations

from tests.unit.commands.shell import Shell


def test_a_new_password_is_shown_once(shell: Shell) -> None:
    shell("apply", shell.file)
    first, second = (shell.json("password", "romashka-101")["password"] for _ in range(2))
    assert first != second
    assert "Shown only this once" in shell("password", "romashka-102")


def test_an_account_of_nobody(shell: Shell) -> None:
    shell("apply", shell.file)
    said = shell("password", "romashka-199", status=1)
    assert "there is no account romashka-199; known: romashka-101" in said

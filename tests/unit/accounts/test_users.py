"""Users: one address each, one company each, and never the last administrator gone."""

from __future__ import annotations

import pytest

from ringtree.accounts.role import Role
from ringtree.accounts.sessions import Sessions
from ringtree.accounts.users import EmailTaken, LastAdministrator, UnknownUser, User, Users
from ringtree.storage.database import Database


async def made(
    users: Users, email: str = "anna@daisy.example", role: Role = Role.ADMINISTRATOR
) -> User:
    return await users.create(email=email, name="Anna", role=role, company="daisy", language="ru")


async def test_an_address_has_one_account_however_it_is_written(database: Database) -> None:
    users = Users(database)
    anna = await made(users, " Anna@Daisy.example ")
    assert anna.email == "anna@daisy.example"
    assert await users.by_email("ANNA@daisy.example") == anna
    with pytest.raises(EmailTaken):
        await made(users)


async def test_a_user_of_another_company_is_nobody(database: Database) -> None:
    users = Users(database)
    anna = await made(users)
    for work in (users.get, users.change, users.remove):
        with pytest.raises(UnknownUser):
            await work("rose", anna.id)
    assert await users.of("rose") == []
    assert await users.of(None) == []


async def test_the_last_administrator_stays(database: Database) -> None:
    users = Users(database)
    anna = await made(users)
    for changes in ({"disabled": True}, {"role": Role.EMPLOYEE}):
        with pytest.raises(LastAdministrator):
            await users.change("daisy", anna.id, **changes)
    with pytest.raises(LastAdministrator):
        await users.remove("daisy", anna.id)
    assert await users.of("daisy") == [anna]
    boris = await made(users, "boris@daisy.example")
    await users.remove("daisy", anna.id)
    assert await users.of("daisy") == [boris]


async def test_the_last_operator_stays_too(database: Database) -> None:
    users = Users(database)
    assert not await users.exist()
    root = await users.create(
        email="root@x.example", name="Root", role=Role.OPERATOR, company=None, language="en"
    )
    assert await users.exist()
    with pytest.raises(LastAdministrator):
        await users.change(None, root.id, disabled=True)


async def test_who_is_disabled_loses_every_session(database: Database) -> None:
    users, sessions = Users(database), Sessions(database)
    anna = await made(users, role=Role.EMPLOYEE)
    await sessions.start(anna.id, address="", user_agent="")
    await users.change("daisy", anna.id, disabled=True)
    assert await sessions.of(anna.id) == []


async def test_a_code_of_the_second_factor_works_once(database: Database) -> None:
    users = Users(database)
    anna = await made(users)
    assert await users.use_code(anna.id, 100)
    assert not await users.use_code(anna.id, 100)
    assert not await users.use_code(anna.id, 99)
    assert await users.use_code(anna.id, 101)


async def test_what_is_shown_holds_no_secret(database: Database) -> None:
    users = Users(database)
    anna = await made(users)
    changed = await users.change("daisy", anna.id, password="$argon2id$x", totp="sealed")
    assert changed.shown()["second_factor"] is True
    assert "sealed" not in str(changed.shown())
    assert "argon2" not in str(changed.shown())

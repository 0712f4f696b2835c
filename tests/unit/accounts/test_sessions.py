"""Sessions: a token in the browser, a digest in the table, and an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from ringtree.accounts.role import PERMISSIONS, Role
from ringtree.accounts.sessions import IDLE, MOST_SESSIONS, Sessions, UnknownSession
from ringtree.accounts.users import User, Users
from ringtree.storage.database import Database

NOW = datetime.now(UTC)


async def user(
    database: Database, role: Role = Role.SUPERVISOR, company: str | None = "daisy"
) -> User:
    return await Users(database).create(
        email=f"{role}@daisy.example", name="Anna", role=role, company=company, language="ru"
    )


async def test_a_token_leads_to_its_user(database: Database) -> None:
    anna, sessions = await user(database), Sessions(database)
    token, session = await sessions.start(anna.id, address="192.0.2.1", user_agent="Firefox")
    found = await sessions.find(token)
    assert found is not None
    assert found.session == session
    assert found.principal.id == anna.id
    assert found.principal.company == "daisy"
    assert found.principal.permissions == PERMISSIONS[Role.SUPERVISOR]
    assert await sessions.find("x" + token) is None


async def test_the_token_itself_is_not_stored(database: Database) -> None:
    token, _ = await Sessions(database).start((await user(database)).id, address="", user_agent="")
    async with database.read() as connection:
        rows = (await connection.execute(text("SELECT * FROM sessions"))).all()
    assert token not in str(rows)


async def test_an_unused_session_ends_and_a_used_one_lives_on(database: Database) -> None:
    sessions = Sessions(database)
    anna = await user(database)
    token, _ = await sessions.start(anna.id, address="", user_agent="")
    assert await sessions.find(token, NOW + IDLE * 0.9) is not None
    assert await sessions.find(token, NOW + IDLE * 1.8) is not None
    assert await sessions.find(token, NOW + IDLE * 2.9) is None
    await sessions.sweep(NOW + IDLE * 2.9)
    assert await sessions.of(anna.id, NOW) == []


async def test_no_session_lives_for_ever(database: Database) -> None:
    sessions = Sessions(database)
    token, _ = await sessions.start((await user(database)).id, address="", user_agent="")
    for halves in range(1, 28):
        alive = await sessions.find(token, NOW + halves * IDLE)
        assert alive is not None, halves
    assert await sessions.find(token, NOW + timedelta(days=14, minutes=5)) is None


async def test_an_operator_inside_a_company_is_its_administrator_and_known_as_operator(
    database: Database,
) -> None:
    root, sessions = await user(database, Role.OPERATOR, None), Sessions(database)
    token, _ = await sessions.start(root.id, address="", user_agent="", company="daisy")
    found = await sessions.find(token)
    assert found is not None
    assert found.principal.permissions == PERMISSIONS[Role.ADMINISTRATOR]
    assert (found.principal.company, found.principal.acting) == ("daisy", root.email)


async def test_sessions_are_ended_one_by_one_or_all_but_this(database: Database) -> None:
    anna, sessions = await user(database), Sessions(database)
    made = [(await sessions.start(anna.id, address="", user_agent=""))[1] for _ in range(3)]
    with pytest.raises(UnknownSession):
        await sessions.end("somebody else", made[0].id)
    await sessions.end(anna.id, made[0].id)
    await sessions.end_all(anna.id, but=made[2].id)
    assert [one.id for one in await sessions.of(anna.id)] == [made[2].id]


async def test_the_oldest_sessions_go_when_there_are_too_many(database: Database) -> None:
    anna, sessions = await user(database), Sessions(database)
    first, _ = await sessions.start(anna.id, address="", user_agent="")
    for _ in range(MOST_SESSIONS):
        await sessions.start(anna.id, address="", user_agent="")
    assert await sessions.find(first) is None
    assert len(await sessions.of(anna.id)) == MOST_SESSIONS

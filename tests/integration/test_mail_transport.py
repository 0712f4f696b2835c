"""Mail over real sockets: TLS, login, and every way a server can fail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from ringtree.mail.transport import MailFault, MailServer, Security, ServerFault, SmtpConnection
from tests.integration.mail_servers import (
    Received,
    certificate,
    foreign,
    listening,
    obedient,
    scripted,
    tls_context,
)

TO = ("a@example.com", "b@example.com")
MAIL = b"Subject: x\r\n\r\nHello\r\n.\r\nstill here\r\n"


@asynccontextmanager
async def connected(port: int, **options: object) -> AsyncIterator[SmtpConnection]:
    defaults = {"host": "127.0.0.1", "security": "none", "timeout": 5.0, "hello": "pbx"}
    connection = SmtpConnection(MailServer(port=port, **{**defaults, **options}))  # type: ignore[arg-type]
    try:
        yield connection
    finally:
        await connection.close()


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_over_tls_with_a_login_and_one_connection_for_many_mails(
    tmp_path: Path, security: Security
) -> None:
    files = certificate(tmp_path)
    context = tls_context(files)
    handler = Received()
    is_tls = security == "tls"
    options = {} if is_tls else {"tls_context": context, "require_starttls": True}
    made = []

    def factory() -> asyncio.Protocol:
        made.append(foreign(handler, "right", auth_require_tls=not is_tls, **options))
        return made[-1]

    async with listening(factory, **({"ssl": context} if is_tls else {})) as port:
        login = {"username": "pbx", "password": "right"}
        async with connected(port, security=security, ca_file=files[0], **login) as connection:
            for _ in range(3):
                answers = await connection.send("pbx@example.com", TO, MAIL)
    assert len(made) == 1 and len(handler.envelopes) == 3
    assert str(answers[TO[0]]) == "250 queued as 3"
    assert handler.envelopes[0].content == MAIL


async def test_a_wrong_password_is_the_servers_fault_not_the_mails(tmp_path: Path) -> None:
    files = certificate(tmp_path)
    handler = Received()
    factory = lambda: foreign(handler, "right", tls_context=tls_context(files))  # noqa: E731
    async with listening(factory) as port:
        options = {"security": "starttls", "ca_file": files[0]}
        async with connected(port, username="pbx", password="wrong", **options) as connection:
            with pytest.raises(ServerFault, match="535"):
                await connection.send("pbx@example.com", TO, MAIL)
    assert not handler.envelopes


async def test_a_wrong_certificate_gets_nothing(tmp_path: Path) -> None:
    files = certificate(tmp_path)
    handler = Received()
    async with listening(lambda: foreign(handler, tls_context=tls_context(files))) as port:
        async with connected(port, security="starttls") as connection:
            with pytest.raises(ServerFault, match=r"(?i)certificate"):
                await connection.send("pbx@example.com", TO, MAIL)
    assert not handler.envelopes


async def test_a_password_never_goes_without_tls() -> None:
    handler = Received()
    async with listening(lambda: foreign(handler)) as port:
        async with connected(port, username="pbx", password="secret") as connection:
            with pytest.raises(ServerFault, match="never sent without TLS"):
                await connection.send("pbx@example.com", TO, MAIL)


async def test_one_of_two_addresses_refused() -> None:
    handler = Received(refuse=frozenset({TO[1]}))
    async with listening(lambda: foreign(handler)) as port, connected(port) as connection:
        answers = await connection.send("pbx@example.com", TO, MAIL)
        assert answers[TO[0]].is_accepted and str(answers[TO[1]]) == "550 no such user here"
        assert (await connection.send("x@example.com", TO[1:], MAIL))[TO[1]].is_final
    assert [one.rcpt_tos for one in handler.envelopes] == [[TO[0]]]


async def test_nobody_listens() -> None:
    async with listening(lambda: foreign(Received())) as port:
        pass
    async with connected(port) as connection:
        with pytest.raises(ServerFault, match=f"127.0.0.1:{port}"):
            await connection.send("pbx@example.com", TO, MAIL)


async def test_a_server_that_closes_amid_the_data_gets_the_mail_again_later() -> None:
    answers = {".": ""}
    async with scripted(lambda said: answers.get(said, obedient(said))) as port:
        async with connected(port) as connection:
            with pytest.raises(MailFault) as caught:
                await connection.send("pbx@example.com", TO, MAIL)
            assert not caught.value.is_final
            answers.clear()
            assert (await connection.send("pbx@example.com", TO, MAIL))[TO[0]].is_accepted


@pytest.mark.parametrize(
    ("at", "says", "is_final"),
    [
        (".", "451 greylisted", False),
        (".", "552 too large", True),
        (".", "421 closing", False),
        ("MAIL", "550 who are you", False),
    ],
)
async def test_what_the_server_says_decides(at: str, says: str, is_final: bool) -> None:
    def say(command: str) -> str:
        return says if command.startswith(at) else obedient(command)

    async with scripted(say) as port, connected(port) as connection:
        with pytest.raises(MailFault, match=says[:3]) as caught:
            await connection.send("pbx@example.com", TO, MAIL)
    assert caught.value.is_final is is_final


async def test_greylisting_of_one_address() -> None:
    def say(command: str) -> str:
        return "451 later" if "b@example.com" in command else obedient(command)

    async with scripted(say) as port, connected(port) as connection:
        answers = await connection.send("pbx@example.com", TO, MAIL)
    assert answers[TO[0]].is_accepted
    assert not answers[TO[1]].is_accepted and not answers[TO[1]].is_final


async def test_a_server_slow_as_a_snail_is_left_in_the_end() -> None:
    """Each answer comes in time; all together do not."""
    async with scripted(obedient, pause=0.15) as port, connected(port, timeout=0.2) as connection:
        many = tuple(f"{number}@example.com" for number in range(9))
        with pytest.raises(MailFault, match="took too long") as caught:
            await connection.send("pbx@example.com", many, MAIL)
    assert not caught.value.is_final


async def test_a_connection_that_the_server_closed_meanwhile_is_opened_again() -> None:
    handler = Received()
    made: list[object] = []

    def factory() -> asyncio.Protocol:
        made.append(one := foreign(handler))
        return one

    async with listening(factory) as port, connected(port) as connection:
        await connection.send("pbx@example.com", TO, MAIL)
        made[0].transport.close()  # type: ignore[attr-defined]
        await connection.send("pbx@example.com", TO, MAIL)
    assert len(handler.envelopes) == 2 and len(made) == 2

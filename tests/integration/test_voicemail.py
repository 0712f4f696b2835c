"""A message from a caller's mouth to the company's mail, with telephones and mail servers that
nobody here wrote."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np

from ringtree.prompts.mailbox_phrases import MailboxCounts, MailboxGreeting
from ringtree.prompts.mailbox_sayings import ASK_MAILBOX_PIN, REMOVED
from ringtree.prompts.phrases import LEAVE_MESSAGE
from ringtree.records.outcome import Outcome
from ringtree.voicemail.message import BoxKey
from tests.integration.hearing import are_words, wait_heard
from tests.integration.leaving import COMPANY, KEY, decoded, dial, leave, sentence
from tests.integration.mail_servers import opensmtpd, wait_mail
from tests.integration.phones import Phone, PhoneCall, phones
from tests.integration.server import running, until


async def test_a_sentence_arrives_by_mail_at_both_addresses_and_lights_the_phone(
    tmp_path: Path,
) -> None:
    words = sentence()
    async with opensmtpd() as (port, boxes):
        mail = {"mail_host": "127.0.0.1", "mail_port": port, "mail_security": "none"}
        async with running(
            tmp_path, COMPANY, mail_from="АТС <pbx@romashka.test>", **mail
        ) as server:
            async with phones(carrier := server.carrier()):
                await leave(server, await dial(carrier), words)
            (message,) = await wait_mail(boxes / "vera")
            await wait_mail(boxes / "office")
            posted = await server.app.mail.outbox.listing()
            record = await server.record()
            counts = server.app.voicemail.counts(KEY)
    assert record.outcome is Outcome.MESSAGE
    assert counts.new == 1
    assert {one.state.value for one in posted[0].deliveries} == {"accepted"}
    assert message["Subject"].startswith("Голосовое сообщение: +79211234567 (0:0")
    text = message.get_body(("plain",))
    assert text is not None
    for told in ("Кто звонил: +79211234567", "Вера Петрова", "main: box", "Куда звонили"):
        assert told in text.get_content()
    assert "<td>Вера Петрова</td>" in message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "audio/mpeg"
    assert attached.get_filename().startswith("Сообщение ")
    assert are_words(words, decoded(attached.get_content()))


async def test_a_colleague_who_does_not_answer_has_a_mailbox_and_a_department_a_number(
    tmp_path: Path,
) -> None:
    words = sentence("Это проверка связи. Раз, два, три.")
    async with running(tmp_path, COMPANY) as server:
        async with phones(boris := server.phone("romashka-102")):
            await boris.register()
            call = await boris.dial("101")  # nobody's telephone is registered there
            await call.wait_answered()
            await wait_heard(server, call, MailboxGreeting("Вера Петрова", True, False), "ru")
            await leave(server, call, words)
            await until(lambda: server.app.voicemail.counts(KEY).new == 1, "no message", limit=10)
            await leave(server, await boris.dial("190"), words)
            office = BoxKey("romashka", "office")
            await until(lambda: server.app.voicemail.counts(office).new == 1, "none", limit=10)
        (message,) = await server.app.voicemail.messages(office)
        wav = server.app.voicemail.files.read(message.file)
        (posted,) = await server.app.mail.outbox.about([message.id])
    assert (message.caller, message.caller_name) == ("102", "Борис")
    with wave.open(io.BytesIO(wav)) as file:
        heard = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
    assert are_words(words, heard)
    assert posted.mail.attachments[0].media_type == "audio/wav"
    folder = tmp_path / "voicemail" / "romashka"
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.glob("*.wav"))


async def test_who_says_nothing_leaves_none_and_the_record_says_so(tmp_path: Path) -> None:
    async with running(tmp_path, COMPANY) as server:
        async with phones(carrier := server.carrier()):
            call = await dial(carrier)
            await wait_heard(server, call, LEAVE_MESSAGE, "ru")
            await call.press("#")
            await call.wait_ended(15)
        await until(lambda: not server.app.calls.calls, "the call goes on")
        record = await server.record()
        assert server.app.voicemail.counts(KEY).total == 0
    assert record.trace[0].exit == "nothing_said"
    assert not list((tmp_path / "voicemail").rglob("*.wav"))
    assert not list((tmp_path / "voicemail").rglob("*.draft.json"))


async def test_a_person_listens_to_a_message_and_deletes_it(tmp_path: Path) -> None:
    words = sentence("Это проверка связи. Раз, два, три.")
    async with running(tmp_path, COMPANY) as server:
        found = server.app.voicemail.find("romashka", "vera")
        assert found and await server.app.voicemail.pins.set(*found, "482596", by="test") is None
        async with phones(
            vera := server.phone("romashka-101"), boris := server.phone("romashka-102")
        ):
            await vera.register()
            await boris.register()
            await leave(server, await refused(vera, boris), words)
            await until(lambda: server.app.voicemail.counts(KEY).new == 1, "no message", limit=10)
            call = await vera.dial("*97")
            await call.wait_answered()
            await wait_heard(server, call, ASK_MAILBOX_PIN, "ru")
            await call.press("482596#")
            await wait_heard(server, call, MailboxCounts(1, 0, 0), "ru")
            await call.press("1")
            await until(lambda: server.app.voicemail.counts(KEY).old == 1, "not heard", limit=20)
            assert are_words(words, call.heard.samples())
            await call.press("7")
            await wait_heard(server, call, REMOVED, "ru")
            await call.hang_up()
        assert server.app.voicemail.counts(KEY).total == 0
        assert not list((tmp_path / "voicemail" / ".playing").glob("*"))


async def refused(callee: Phone, caller: Phone) -> PhoneCall:
    """A call that the colleague refuses, and that goes on to the mailbox."""
    call = await caller.dial("101")
    await (await callee.wait_call()).reject()
    await call.wait_answered()
    return call

"""A disk that fills up while a caller speaks, with a telephone and a mail server."""

from __future__ import annotations

import resource
from pathlib import Path

from ringtree.prompts.mailbox_sayings import CUT_OFF
from ringtree.records.outcome import Outcome
from tests.integration.hearing import are_words, wait_heard
from tests.integration.leaving import COMPANY, KEY, decoded, dial, leave, sentence, to_the_beep
from tests.integration.mail_servers import opensmtpd, wait_mail
from tests.integration.phones import phones
from tests.integration.server import Server, running, until

RATE = 16_000  # bytes of a recording per second
#: What the disk takes of a recording: two seconds and a half, and half a sample.
ROOM = 44 + RATE * 5 // 2 + 1


def fill_disk(server: Server, room: int) -> None:
    """The media workers may write no file longer than that, as on a disk that is full then."""
    for pid in server.app.media.worker_pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))


async def test_the_caller_hears_it_what_was_said_arrives_and_the_server_goes_on(
    tmp_path: Path,
) -> None:
    words = sentence()
    async with opensmtpd() as (port, boxes):
        mail = {"mail_host": "127.0.0.1", "mail_port": port, "mail_security": "none"}
        async with running(tmp_path, COMPANY, mail_from="pbx@romashka.test", **mail) as server:
            fill_disk(server, ROOM)
            async with phones(carrier := server.carrier()):
                call = await dial(carrier)
                await to_the_beep(server, call)
                await call.say(words)
                await wait_heard(server, call, CUT_OFF, "ru", limit=30)
                await call.wait_ended(20)
                (mailed,) = await wait_mail(boxes / "vera")
                fill_disk(server, resource.RLIM_INFINITY)
                await leave(server, await dial(carrier), words)
                await until(lambda: server.app.voicemail.counts(KEY).new == 2, "none", limit=20)
            cut, whole = sorted(await server.app.voicemail.messages(KEY), key=lambda m: m.started)
            record = (await server.records())[-1]
            worker = server.app.media.worker_pids
    assert cut.seconds == 2.5 and whole.seconds > 3, (cut, whole)
    assert record.outcome is Outcome.MESSAGE
    assert record.trace[0].exit == "full" and "large" in record.trace[0].facts["reason"]
    assert len(worker) == 1
    (attached,) = mailed.iter_attachments()
    heard = decoded(attached.get_content())
    assert are_words(words[:12_000], heard)

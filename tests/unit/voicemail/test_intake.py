"""From a draft to a message: which take, which attachment."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from ringtree.prompts.tool import ToolMissing
from ringtree.voicemail import audio
from tests.unit.voicemail.house import COMPANY, House, wav


async def test_a_take_without_speech_gives_way_to_the_one_before(house: House) -> None:
    draft = house.draft()
    house.record(draft, wav(speech=3))
    again = draft.with_take(2)
    house.record(again, wav(speech=0.1))
    house.service.finish(again)
    await house.service._deliveries.finish(limit=5)
    message = await house.only()
    assert message.file == draft.file and message.seconds == 3.5
    assert [path.name for path in house.data_dir.rglob("*.wav")] == [draft.file.rpartition("/")[2]]


async def test_the_last_take_is_the_one_that_is_kept(house: House) -> None:
    draft = house.draft()
    house.record(draft, wav(speech=3))
    again = draft.with_take(2)
    house.record(again, wav(speech=4))
    house.service.finish(again)
    await house.service._deliveries.finish(limit=5)
    assert (await house.only()).seconds == 4.5


async def test_without_an_encoder_the_mail_has_the_wav(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def missing(_wav: bytes) -> bytes:
        raise ToolMissing("ffmpeg")

    monkeypatch.setattr(audio, "to_mp3", missing)
    house.publish(COMPANY.replace("attach: wav", "attach: mp3"), 2)
    await house.leave()
    (posted,) = await house.mail.outbox.listing()
    assert posted.mail.attachments[0].media_type == "audio/wav"


async def test_no_mail_goes_without_its_sound(house: House) -> None:
    """What one exchange did when its mail was quicker than its recording (mikopbx 1013)."""
    house.publish(COMPANY.replace("attach: wav", "attach: mp3"), 2)
    object.__setattr__(house.service._intake, "link", "https://pbx.example")
    await house.leave()
    await house.mail.step()
    message = message_from_bytes(house.server.accepted[0][1], policy=policy.default)
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "audio/mpeg"
    assert len(attached.get_content()) > 5_000
    text = message.get_body(("plain",))  # type: ignore[attr-defined]
    assert "https://pbx.example/journal/call1" in text.get_content()


async def test_a_transcript_is_in_the_mail(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class Recogniser:
        async def transcribe(self, _wav: bytes, language: str) -> str:
            return f"hello in {language}"

    object.__setattr__(house.service._intake, "recogniser", Recogniser())
    await house.leave()
    (posted,) = await house.mail.outbox.listing()
    assert "hello in en" in posted.mail.text

"""What is played in the clear is gone when nobody listens any more."""

from __future__ import annotations

import pytest

from tests.unit.voicemail.house import House


async def test_a_copy_is_the_server_s_alone_and_goes_when_it_was_heard(house: House) -> None:
    await house.leave()
    copy = await house.service.playing.playable((await house.only()).file)
    assert copy.stat().st_size == 20_000 and copy.stat().st_mode & 0o077 == 0

    house.service.playing.put_away(copy)
    house.service.playing.put_away(copy)

    assert not copy.exists()


async def test_what_a_dead_process_had_in_the_clear_is_removed(house: House) -> None:
    await house.leave()
    copy = await house.service.playing.playable((await house.only()).file)

    house.service.playing.clear()

    assert not copy.exists()


async def test_a_recording_that_is_gone_is_an_error_of_the_disk(house: House) -> None:
    with pytest.raises(OSError):
        await house.service.playing.playable("voicemail/acme/gone.wav")

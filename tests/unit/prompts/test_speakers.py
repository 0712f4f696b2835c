"""Who speaks, and who stands in."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from ringtree.company.model import Speech
from ringtree.prompts.speakers import Speakers
from ringtree.prompts.speech import SpeechFailed, SpeechUnavailable
from tests.unit.prompts.sounds import FakeEngine

FAILURE = SpeechFailed("piper", "out of breath")
MISSING = SpeechUnavailable("piper", "install it")


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def speakers(clock: Clock) -> Speakers:
    engines = (FakeEngine(), FakeEngine("festival", only="ru"), FakeEngine("piper"))
    return Speakers(engines, clock=clock)


def names(speakers: Speakers, language: str, choice: Speech | None = None) -> list[str]:
    return [one.name for one in speakers.chain(language, choice)]  # type: ignore[arg-type]


class TestOrder:
    def test_without_a_choice_it_is_the_operators(self, speakers: Speakers) -> None:
        assert names(speakers, "ru") == ["espeak-ng ru-one", "festival ru-one", "piper ru-one"]

    def test_who_does_not_speak_the_language_is_left_out(self, speakers: Speakers) -> None:
        assert names(speakers, "en") == ["espeak-ng en-one", "piper en-one"]

    def test_the_choice_comes_first_with_its_voice(self, speakers: Speakers) -> None:
        chosen = Speech(engine="piper", voice="ru-two")
        assert names(speakers, "ru", chosen)[:2] == ["piper ru-two", "espeak-ng ru-one"]

    def test_a_voice_that_is_gone_is_passed_over(self, speakers: Speakers) -> None:
        chosen = Speech(engine="piper", voice="gone")
        assert names(speakers, "ru", chosen) == ["espeak-ng ru-one", "festival ru-one"]

    def test_every_engine_and_voice_has_its_own_key(self, speakers: Speakers) -> None:
        chain = speakers.chain("ru", None) + speakers.chain(
            "ru", Speech(engine="piper", voice="ru-two")
        )
        assert len({one.key("Привет") for one in chain}) == 4


class TestObjections:
    @pytest.mark.parametrize(
        ("engine", "voice", "language", "why"),
        [
            ("festival", None, "en", "festival has no voice for this language"),
            ("piper", "irina", "ru", "piper has no voice 'irina', only: ru-one, ru-two"),
        ],
    )
    def test_a_choice_that_cannot_be_followed_is_explained(
        self, speakers: Speakers, engine: str, voice: str, language: str, why: str
    ) -> None:
        choice = Speech.model_validate({"engine": engine, "voice": voice})
        assert why in (speakers.objection(language, choice) or "")  # type: ignore[arg-type]

    def test_an_engine_must_be_allowed(self) -> None:
        why = Speakers([FakeEngine()]).objection("ru", Speech(engine="piper"))
        assert why == "piper is not allowed on this server, only: espeak-ng"

    def test_a_good_choice_meets_none(self, speakers: Speakers) -> None:
        assert speakers.objection("ru", Speech(engine="piper", voice="ru-two")) is None


class TestRests:
    def test_a_missing_engine_rests_at_once_and_is_tried_again_later(
        self, speakers: Speakers, clock: Clock
    ) -> None:
        one = speakers.chain("ru", None)[0]
        speakers.failed(one, "a", MISSING)
        assert speakers.rests(one, "b")
        clock.now += 301
        assert not speakers.rests(one, "b")

    def test_a_text_that_failed_rests_alone_until_the_engine_fails_in_a_row(
        self, speakers: Speakers
    ) -> None:
        one = speakers.chain("ru", None)[0]
        speakers.failed(one, "a", FAILURE)
        assert speakers.rests(one, "a") and not speakers.rests(one, "z")
        speakers.failed(one, "b", FAILURE)
        speakers.failed(one, "c", FAILURE)
        assert speakers.rests(one, "z")

    def test_waking_lets_everybody_be_tried(self, speakers: Speakers) -> None:
        one = speakers.chain("ru", None)[0]
        speakers.failed(one, "a", MISSING)
        speakers.wake()
        assert not speakers.rests(one, "a")

    def test_a_failure_is_logged_once_and_so_is_the_recovery(self, speakers: Speakers) -> None:
        one = speakers.chain("ru", None)[0]
        with capture_logs() as logs:
            for key in "abc":
                speakers.failed(one, key, FAILURE)
            speakers.spoke(one)
            speakers.spoke(one)
        assert [entry["event"] for entry in logs] == [
            "speech engine failed",
            "speech engine works again",
        ]
        assert not speakers.rests(one, "z")

    def test_what_is_remembered_is_bounded(self, speakers: Speakers) -> None:
        one = speakers.chain("ru", None)[0]
        for number in range(1_100):
            speakers.failed(one, str(number), FAILURE)
            speakers.spoke(one)
        assert not speakers.rests(one, "0") and speakers.rests(one, "1099")

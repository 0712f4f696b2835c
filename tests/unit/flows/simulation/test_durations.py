"""How long words take."""

from __future__ import annotations

from pathlib import Path

from ringtree.company.prompt import Prompt, spoken
from ringtree.flows.simulation.durations import RECORDING, SHORTEST, SPEED, estimated, measured
from ringtree.prompts.library import PromptLibrary


def test_words_take_time_by_their_length() -> None:
    assert estimated(spoken("x" * 130), "en") == 130 / SPEED
    assert estimated(spoken("x"), "en") == SHORTEST
    assert estimated(Prompt(file="a.wav"), "en") == RECORDING


def test_what_was_prepared_takes_what_it_takes(tmp_path: Path) -> None:
    (tmp_path / "uploads" / "acme").mkdir(parents=True)
    library = PromptLibrary(tmp_path)
    durations = measured(library, "acme")
    assert durations(spoken("x" * 130), "en") == 130 / SPEED
    sound = tmp_path / "a.alaw"
    sound.write_bytes(bytes(16_000))

    class Ready(PromptLibrary):
        def ready(self, *_: object, **__: object) -> Path:
            return sound

    assert measured(Ready(tmp_path), "acme")(spoken("Hello"), "en") == 2.0

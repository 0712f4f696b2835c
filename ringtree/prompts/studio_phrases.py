"""What is said to a person who records a prompt."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.company.prompt import Language
from ringtree.prompts.phrases import Phrase, Saying

ASK_NUMBER_OF_RECORDING = Saying(
    ru="Введите номер записи и нажмите решётку.",
    en="Please enter the number of the recording, followed by the hash key.",
)
SPEAK_NOW = Saying(
    ru="Говорите после сигнала. Чтобы закончить, нажмите решётку.",
    en="Please speak after the tone. Press the hash key when you are done.",
)
ASK_WHAT_TO_DO = Saying(
    ru="Чтобы сохранить запись, нажмите 1. Чтобы прослушать её ещё раз, нажмите 2."
    " Чтобы записать заново, нажмите 3.",
    en="To keep the recording, press 1. To hear it again, press 2. To record it anew, press 3.",
)
NOTHING_HEARD = Saying(ru="Ничего не записано.", en="Nothing was recorded.")
NOT_KEPT = Saying(ru="Запись не сохранена.", en="The recording was not kept.")
NO_ROOM = Saying(
    ru="Запись не удалась: на сервере нет места.",
    en="The recording failed: there is no room on the server.",
)


@dataclass(frozen=True, slots=True)
class RecordingKept(Phrase):
    """The recording with this number is kept."""

    number: str

    def text(self, language: Language) -> str:
        digits = " ".join(self.number)
        if language == "ru":
            return f"Запись номер {digits} сохранена."
        return f"Recording number {digits} has been kept."

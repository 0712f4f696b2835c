"""What a finding says, in Russian and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from ringtree.company.prompt import Language
from ringtree.flows.simulation.script import Manner


class Sentence(Enum):
    """Every one, in both languages."""

    NOWHERE = (
        "the exit {exit!r} leads nowhere, and no fallback takes the caller",
        "выход «{exit}» никуда не ведёт, и запасного узла (fallback) для звонящего нет",
    )
    QUEUE_TAKEN_AWAY = (
        "the exit {exit!r} leads nowhere, and no fallback takes the caller,"
        " should the queue be taken away while callers wait",
        "если очередь уберут, пока в ней ждут: выход «{exit}» никуда не ведёт,"
        " и запасного узла (fallback) для звонящего нет",
    )
    DEEPER = (
        "the branch leads back into its own tree, deeper each time",
        "узел branch ведёт обратно в своё же дерево, с каждым разом глубже",
    )
    WAITS = (
        "while {load}, the caller waits here without limit",
        "{load}, и звонящий ждёт здесь без предела",
    )
    SILENCE = (
        "the caller is asked without a word",
        "звонящего спрашивают, не сказав ни слова",
    )
    SILENCE_UNLESS = (
        "the caller is asked without a word unless {names} is set",
        "звонящего спрашивают, не сказав ни слова, если не задано: {names}",
    )
    ROUND = (
        "who presses nothing goes round for ever: {names}",
        "кто ничего не нажимает, вечно ходит по кругу: {names}",
    )
    ROUND_WHILE = (
        "while {load}, who presses nothing goes round for ever: {names}",
        "{load}, и кто ничего не нажимает, вечно ходит по кругу: {names}",
    )
    NEVER_THIS_TREE = (
        "no caller ever comes to this tree",
        "в это дерево не попадает ни один звонящий",
    )
    NOT_THIS_YEAR = (
        "no caller comes here in the coming year",
        "в ближайший год сюда не попадёт ни один звонящий",
    )
    ONLY_BY_HAND = (
        "no caller comes here in the coming year, unless a person sets a schedule by hand",
        "в ближайший год сюда не попадёт ни один звонящий, если расписание не переключат вручную",
    )


LOADS: Mapping[Language, Mapping[Manner, str]] = {
    "en": {
        Manner.FREE: "everybody is free",
        Manner.BUSY: "everybody is busy",
        Manner.NONE: "nobody is on duty",
        Manner.AWAY: "nobody picks up",
    },
    "ru": {
        Manner.FREE: "все свободны",
        Manner.BUSY: "все заняты",
        Manner.NONE: "на месте никого нет",
        Manner.AWAY: "трубку никто не берёт",
    },
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what it names."""

    sentence: Sentence
    exit: str = ""
    names: str = ""
    load: Manner | None = None

    def words(self, language: Language) -> str:
        """The whole of it."""
        english, russian = self.sentence.value
        load = LOADS[language][self.load] if self.load is not None else ""
        template = russian if language == "ru" else english
        return template.format(exit=self.exit, names=self.names, load=load)

"""What findings say, in both languages."""

from __future__ import annotations

import pytest

from ringtree.flows.proof.sentence import LOADS, Said, Sentence
from ringtree.flows.simulation.script import Manner


@pytest.mark.parametrize("sentence", list(Sentence))
def test_every_sentence_names_the_same_in_both_languages(sentence: Sentence) -> None:
    said = Said(sentence, exit="gold", names="order, name", load=Manner.BUSY)
    english, russian = said.words("en"), said.words("ru")
    assert english.isascii()
    assert not russian.isascii()
    for named in ("gold", "order, name"):
        assert (named in english) is (named in russian)
    for load in Manner:
        told = Said(sentence, load=load)
        assert (LOADS["en"][load] in told.words("en")) is (LOADS["ru"][load] in told.words("ru"))


def test_sentences_are_whole() -> None:
    assert Said(Sentence.WAITS, load=Manner.BUSY).words("ru") == (
        "все заняты, и звонящий ждёт здесь без предела"
    )
    assert Said(Sentence.NOWHERE, exit="busy").words("ru") == (
        "выход «busy» никуда не ведёт, и запасного узла (fallback) для звонящего нет"
    )
    assert Said(Sentence.NOWHERE, exit="busy").words("en") == (
        "the exit 'busy' leads nowhere, and no fallback takes the caller"
    )

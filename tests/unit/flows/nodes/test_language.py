"""The language node."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.flows.nodes.language import LanguageNode
from ringtree.prompts.phrases import APOLOGY
from tests.unit.flows.fake_call import FakeCall


async def test_all_that_follows_is_in_the_language() -> None:
    call = FakeCall(language="ru")
    assert await LanguageNode(language="en").run(call) == "next"
    await call.play(APOLOGY)
    assert (call.language, call.log) == ("en", ["heard We are sorry, something went wrong."])


def test_prompts_are_prepared_in_it() -> None:
    assert list(LanguageNode(language="en").languages()) == ["en"]


def test_only_languages_that_can_be_spoken() -> None:
    with pytest.raises(ValidationError):
        LanguageNode.model_validate({"language": "fr"})

"""What a server may answer: an exit, variables, words to say; anything else is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ringtree.company.model import Key
from ringtree.company.placeholders import literal
from ringtree.company.prompt import Language, Prompt, SpokenText
from ringtree.flows.variables import LONGEST_VALUE, NAME

LONGEST_WORDS = 1000  # characters; more than a minute, and the caller waits while it is made


class BadAnswer(Exception):
    """The answer is not what a webhook may answer."""


class Words(BaseModel):
    """Words with their language."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[SpokenText, Field(max_length=LONGEST_WORDS)]
    language: Language | None = None


Value = Annotated[str, Field(max_length=LONGEST_VALUE)] | int | float | bool
Name = Annotated[str, Field(pattern=NAME)]


class Answer(BaseModel):
    """The JSON object of an answer; each part may be left out."""

    model_config = ConfigDict(extra="forbid", strict=True)

    exit: Key | None = None
    variables: Mapping[Name, Value] = Field(default_factory=dict, max_length=50)
    say: Annotated[SpokenText, Field(max_length=LONGEST_WORDS)] | Words | None = None

    @property
    def prompt(self) -> Prompt | None:
        """What to say, word for word: braces in it name no values."""
        if self.say is None:
            return None
        words = self.say if isinstance(self.say, Words) else Words(text=self.say)
        return Prompt(text=literal(words.text), language=words.language)

    @property
    def values(self) -> dict[str, str]:
        """The variables as texts; true and false as `true` and `false`."""
        return {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in self.variables.items()
        }


def read_answer(body: bytes) -> Answer:
    """Read an answer; nothing at all is an answer with nothing in it.

    Raises:
        BadAnswer: it is no JSON object, or has something in it that does not belong there.
    """
    if not body.strip():
        return Answer()
    try:
        return Answer.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadAnswer(f"{place}: {first['msg']}" if place else first["msg"]) from None

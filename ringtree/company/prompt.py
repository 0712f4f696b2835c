"""What a caller hears, as the document says it: words to speak, or an uploaded recording."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    WrapSerializer,
    model_serializer,
    model_validator,
)

from ringtree.explained import Explained

#: The languages that can be spoken and counted in.
Language = Literal["ru", "en"]

LONGEST_TEXT = 4000  # characters; about five minutes of speech, more than a caller listens to


def _speakable(text: str) -> str:
    """Refuse what no engine can speak and no text file can hold."""
    for char in text:
        if not (char.isprintable() or char in "\n\t\u00a0"):
            raise Explained(
                f"must not contain the control character {char!a}",
                f"управляющий символ {char!a} не допускается",
            )
    if not text.strip():
        raise Explained("must contain words to speak", "нужны слова, которые можно произнести")
    return text


SpokenText = Annotated[str, AfterValidator(_speakable), Field(max_length=LONGEST_TEXT)]
FileName = Annotated[str, Field(pattern=r"^[\w][\w .-]{0,99}$")]


class Prompt(BaseModel):
    """Text that is spoken, or the name of an uploaded file. Frozen, hashable.

    A document writes `"Hello"`, `{text: "Hello", language: en}` or `{file: hello.wav}`. Text
    without a language is spoken in the language of whoever plays it: the queue's, else the
    number's, else the company's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: SpokenText | None = Field(default=None, description="words to speak")
    language: Language | None = Field(default=None, description="the language of the text")
    file: FileName | None = Field(default=None, description="name of an uploaded recording")

    @property
    def has_values(self) -> bool:
        """Whether its text names values, so that what is heard is known only during the call."""
        return self.text is not None and ("{" in self.text or "}" in self.text)

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.file is None):
            raise Explained("must be either text or a file", "нужен или text, или file")
        if self.file is not None and self.language is not None:
            raise Explained(
                "a file has no language: leave language out", "у файла нет языка: уберите language"
            )
        return self

    @model_serializer(mode="wrap")
    def _to_words(self, handler: SerializerFunctionWrapHandler) -> Any:
        if self.text is not None and self.language is None:
            return self.text
        return {name: value for name, value in handler(self).items() if value is not None}


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


def _unlisted(value: Any, handler: SerializerFunctionWrapHandler) -> Any:
    written = handler(value)
    return written[0] if len(written) == 1 else written


#: A document writes a single one without brackets, and gets it back that way.
OneOrMore = (BeforeValidator(_listed), WrapSerializer(_unlisted))
Prompts = Annotated[
    tuple[Prompt, ...], *OneOrMore, Field(max_length=20, json_schema_extra={"widget": "prompts"})
]


def spoken(text: str, language: Language | None = None) -> Prompt:
    """A prompt of words, for code that has some to say."""
    return Prompt(text=text, language=language)

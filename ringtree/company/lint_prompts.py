"""Prompts: speakable, uploaded, and in the alphabet of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ringtree.company.lint_rule import Found, Place, Subject, rule
from ringtree.company.placeholders import placeholders, stray_brace
from ringtree.company.problem import Path, Severity
from ringtree.company.prompt import Language, Prompt
from ringtree.company.words import suggest

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_BRACES = re.compile(r"\{[^{}]*\}")


def _texts(subject: Subject) -> Iterator[tuple[Place, Prompt, str]]:
    for place in subject.places():
        for prompt in place.node.prompts():
            if isinstance(prompt, Prompt) and prompt.text is not None:
                yield place, prompt, prompt.text


@rule("unspeakable-prompt", "Write it in words.")
def texts_can_be_spoken(subject: Subject) -> Iterator[Found]:
    """A text without a letter or a digit is silence: dots, dashes, a smiling face."""
    for place, prompt, text in _texts(subject):
        if not any(map(str.isalnum, text)) and not any(True for _ in placeholders(text)):
            message = f"there is nothing to speak in {prompt.text!r}"
            yield Found(message, place.path(), "text with words")


@rule("stray-brace", "Double a brace that is to be spoken: {{ and }}.")
def values_are_whole(subject: Subject) -> Iterator[Found]:
    """A brace that belongs to no value is a value mistyped, which the caller would hear."""
    for place, _, text in _texts(subject):
        if (position := stray_brace(text)) is not None:
            message = f"no value is named at {text[position : position + 20]!r}"
            yield Found(message, place.path(), "a value such as {caller}, or a doubled brace")


@rule(
    "wrong-alphabet",
    "Say the text's language: {text: …, language: en}.",
    Severity.WARNING,
)
def texts_are_in_their_language(subject: Subject) -> Iterator[Found]:
    """An English voice spells Russian letters one by one, and a Russian one stumbles too."""
    spoken: set[Language] = {subject.company.language}
    spoken.update(number.language for number in subject.company.numbers if number.language)
    for place, prompt, text in _texts(subject):
        languages = {prompt.language} if prompt.language else spoken
        words = _BRACES.sub(" ", text)
        cyrillic, latin = len(_CYRILLIC.findall(words)), len(_LATIN.findall(words))
        if languages == {"en"} and cyrillic > latin:
            yield _misread(place, "Russian letters", "English")
        elif languages == {"ru"} and latin and not cyrillic:
            yield _misread(place, "only Latin letters", "Russian")


def _misread(place: Place, letters: str, language: str) -> Found:
    message = f"a text in {letters} is spoken by the {language} voice"
    return Found(message, place.path(), f"text in {language}, or with its language")


@rule("unknown-recording", "Upload it with `ringtree upload`, or correct the name.")
def recordings_are_there(subject: Subject) -> Iterator[Found]:
    """A prompt that names a recording names an uploaded one."""
    if (known := subject.recordings) is None:
        return
    for prompt, path in _all_prompts(subject):
        name = getattr(prompt, "file", None)
        if name is not None and name not in known:
            message = f"there is no recording {name!r}{suggest(name, known)}"
            yield Found(message, path, ", ".join(sorted(known)) or "none uploaded yet")


def _all_prompts(subject: Subject) -> Iterator[tuple[Any, Path]]:
    for place in subject.places():
        yield from ((prompt, place.path()) for prompt in place.node.prompts())
    for name, box in subject.company.mailboxes.items():
        yield from (
            (prompt, ("mailboxes", name, "greetings")) for prompt in box.greetings.prompts()
        )

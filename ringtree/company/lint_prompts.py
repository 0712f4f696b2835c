"""Prompts: speakable, uploaded, and in the alphabet of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.placeholders import placeholders, stray_brace
from ringtree.company.problem import Path, Severity
from ringtree.company.prompt import Language, Prompt
from ringtree.company.words import suggest

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_BRACES = re.compile(r"\{[^{}]*\}")


def _prompts(subject: Subject) -> Iterator[tuple[Path, Prompt]]:
    for place in subject.places():
        for prompt in place.node.prompts():
            if isinstance(prompt, Prompt):
                yield place.path(), prompt
    for name, queue in subject.company.queues.items():
        for prompt in queue.prompts():
            yield ("queues", name), prompt
    for name, box in subject.company.mailboxes.items():
        for prompt in box.greetings.prompts():
            yield ("mailboxes", name, "greetings"), prompt


def _texts(subject: Subject) -> Iterator[tuple[Path, Prompt, str]]:
    for path, prompt in _prompts(subject):
        if prompt.text is not None:
            yield path, prompt, prompt.text


@rule("unspeakable-prompt", "Write it in words.")
def texts_can_be_spoken(subject: Subject) -> Iterator[Found]:
    """A text without a letter or a digit is silence: dots, dashes, a smiling face."""
    for path, prompt, text in _texts(subject):
        if not any(map(str.isalnum, text)) and not any(True for _ in placeholders(text)):
            message = f"there is nothing to speak in {prompt.text!r}"
            yield Found(message, path, "text with words")


@rule("stray-brace", "Double a brace that is to be spoken: {{ and }}.")
def values_are_whole(subject: Subject) -> Iterator[Found]:
    """A brace that belongs to no value is a value mistyped, which the caller would hear."""
    for path, _, text in _texts(subject):
        if (position := stray_brace(text)) is not None:
            message = f"no value is named at {text[position : position + 20]!r}"
            yield Found(message, path, "a value such as {caller}, or a doubled brace")


@rule(
    "wrong-alphabet",
    "Say the text's language: {text: …, language: en}.",
    Severity.WARNING,
)
def texts_are_in_their_language(subject: Subject) -> Iterator[Found]:
    """An English voice spells Russian letters one by one, and a Russian one stumbles too."""
    spoken: set[Language] = {subject.company.language}
    spoken.update(number.language for number in subject.company.numbers if number.language)
    for path, prompt, text in _texts(subject):
        languages = {prompt.language} if prompt.language else spoken
        words = _BRACES.sub(" ", text)
        cyrillic, latin = len(_CYRILLIC.findall(words)), len(_LATIN.findall(words))
        if languages == {"en"} and cyrillic > latin:
            yield _misread(path, "Russian letters", "English")
        elif languages == {"ru"} and latin and not cyrillic:
            yield _misread(path, "only Latin letters", "Russian")


def _misread(path: Path, letters: str, language: str) -> Found:
    message = f"a text in {letters} is spoken by the {language} voice"
    return Found(message, path, f"text in {language}, or with its language")


@rule("unknown-recording", "Upload it with `ringtree upload`, or correct the name.")
def recordings_are_there(subject: Subject) -> Iterator[Found]:
    """A prompt that names a recording names an uploaded one."""
    if (known := subject.recordings) is None:
        return
    for path, prompt in _prompts(subject):
        if (name := prompt.file) is not None and name not in known:
            message = f"there is no recording {name!r}{suggest(name, known)}"
            yield Found(message, path, ", ".join(sorted(known)) or "none uploaded yet")

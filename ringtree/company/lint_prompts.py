"""Prompts: speakable, uploaded, and in the alphabet of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.placeholders import placeholders, stray_brace
from ringtree.company.problem import Path, Severity
from ringtree.company.prompt import Language, Prompt

VALUE = Both(
    "a value such as {caller}, or a doubled brace",
    "значение, например {caller}, или удвоенная скобка",
)
RUSSIAN_BY_ENGLISH = Both(
    "a text in Russian letters is spoken by the English voice",
    "текст из русских букв произносит английский голос",
)
LATIN_BY_RUSSIAN = Both(
    "a text in only Latin letters is spoken by the Russian voice",
    "текст из одних латинских букв произносит русский голос",
)
ENGLISH = Both("text in English, or with its language", "текст по-английски или с указанием языка")
RUSSIAN = Both("text in Russian, or with its language", "текст по-русски или с указанием языка")
NONE_YET = Both("none uploaded yet", "пока ничего не загружено")

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
    for name, schedule in subject.company.schedules.items():
        for prompt in schedule.prompts():
            yield ("schedules", name), prompt
    for name, box in subject.company.mailboxes.items():
        for prompt in box.greetings.prompts():
            yield ("mailboxes", name, "greetings"), prompt


def _texts(subject: Subject) -> Iterator[tuple[Path, Prompt, str]]:
    for path, prompt in _prompts(subject):
        if prompt.text is not None:
            yield path, prompt, prompt.text


@rule("unspeakable-prompt", Both("Write it in words.", "Напишите это словами."))
def texts_can_be_spoken(subject: Subject) -> Iterator[Found]:
    """A text without a letter or a digit is silence: dots, dashes, a smiling face."""
    for path, prompt, text in _texts(subject):
        if not any(map(str.isalnum, text)) and not any(True for _ in placeholders(text)):
            message = Both(
                f"there is nothing to speak in {prompt.text!r}",
                f"в тексте «{prompt.text}» нечего произнести",
            )
            yield Found(message, path, Both("text with words", "текст со словами"))


@rule(
    "stray-brace",
    Both(
        "Double a brace that is to be spoken: {{ and }}.",
        "Удвойте скобку, которую нужно произнести: {{ и }}.",
    ),
)
def values_are_whole(subject: Subject) -> Iterator[Found]:
    """A brace that belongs to no value is a value mistyped, which the caller would hear."""
    for path, _, text in _texts(subject):
        if (position := stray_brace(text)) is not None:
            there = text[position : position + 20]
            message = Both(f"no value is named at {there!r}", f"в «{there}» не названо значение")
            yield Found(message, path, VALUE)


@rule(
    "wrong-alphabet",
    Both(
        "Say the text's language: {text: …, language: en}.",
        "Укажите язык текста: {text: …, language: ru}.",
    ),
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
            yield Found(RUSSIAN_BY_ENGLISH, path, ENGLISH)
        elif languages == {"ru"} and latin and not cyrillic:
            yield Found(LATIN_BY_RUSSIAN, path, RUSSIAN)


@rule(
    "unknown-recording",
    Both(
        "Upload it with `ringtree upload`, or correct the name.",
        "Загрузите запись командой `ringtree upload` или исправьте имя.",
    ),
)
def recordings_are_there(subject: Subject) -> Iterator[Found]:
    """A prompt that names a recording names an uploaded one."""
    if (known := subject.recordings) is None:
        return
    for path, prompt in _prompts(subject):
        if (name := prompt.file) is not None and name not in known:
            message = Both(f"there is no recording {name!r}", f"нет записи «{name}»")
            allowed = ", ".join(sorted(known)) or NONE_YET
            yield Found(message.hinted(name, known), path, allowed)

"""Changes in words that a company's owner understands, in Russian and English.

меню «main/menu»: клавиша 3 теперь ведёт в «support»
queue “sales”: ring time: 20 s → 25 s
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ringtree.company.diff import PROMPT_KEYS, Change, ChangeKind
from ringtree.company.diff_labels import EXITS, NODES, SECONDS, SETTINGS, THINGS, Noun
from ringtree.company.model import Company
from ringtree.company.prompt import Language

LONGEST_QUOTE = 120  # characters of a text that are shown

_TEMPLATES: Mapping[str, Mapping[Language, str]] = {
    "quote": {"ru": "«{}»", "en": "“{}”"},
    "added": {"ru": "добавлен{ending}", "en": "added"},
    "removed": {"ru": "убран{ending}", "en": "removed"},
    "retyped": {"ru": "теперь {new}, раньше {old}", "en": "now a {new}, before a {old}"},
    "key": {"ru": "клавиша {key} теперь ведёт в {now}", "en": "key {key} now leads to {now}"},
    "key off": {
        "ru": "клавиша {key} больше не действует (вела в {was})",
        "en": "key {key} does nothing any more (it led to {was})",
    },
    "exit": {
        "ru": "{exit} звонок теперь идёт в {now}",
        "en": "{exit} the call now goes to {now}",
    },
    "exit off": {
        "ru": "{exit} звонок больше никуда не ведёт (вёл в {was})",
        "en": "{exit} the call leads nowhere any more (it led to {was})",
    },
    "other exit": {"ru": "по выходу {}", "en": "by the exit {},"},
    "before": {"ru": " (раньше в {was})", "en": " (before: {was})"},
    "listed in": {"ru": "добавлено: {}", "en": "added: {}"},
    "listed out": {"ru": "убрано: {}", "en": "removed: {}"},
    "nothing": {"ru": "нет", "en": "none"},
    "yes": {"ru": "да", "en": "yes"},
    "no": {"ru": "нет", "en": "no"},
    "seconds": {"ru": "{} с", "en": "{} s"},
    "recording": {"ru": "запись {}", "en": "recording {}"},
    "company": {"ru": "компания", "en": "company"},
    "tree of": {"ru": "узлов: {}", "en": "nodes: {}"},
    "same": {"ru": "Изменений нет.", "en": "Nothing would change."},
}


class Words:
    """Says changes in one language; people are named as either company knows them."""

    __slots__ = ("_language", "_people")

    def __init__(self, language: Language, companies: Iterable[Company] = ()) -> None:
        self._language: Language = language
        self._people = {one.extension: one.name for some in companies for one in some.people}

    def lines(self, changes: Iterable[Change]) -> list[str]:
        """A line for each change, or one that says there is none."""
        return [self.sentence(change) for change in changes] or [self._template("same")]

    def sentence(self, change: Change) -> str:
        """One change."""
        path = change.path
        if path[0] == "trees" and len(path) >= 4 and path[2] == "nodes":
            return self._node_sentence(change)
        if path[0] in THINGS and len(path) >= 2:
            thing = THINGS[str(path[0])]
            place = f"{self._noun(thing)} {self._thing_name(path)}"
            if len(path) == 2 and change.kind is not ChangeKind.CHANGED:
                return f"{place}{self._gist(change)}: {self._verb(change.kind, thing[0])}"
            return f"{place}: {self._setting(change, path[2:])}"
        return f"{self._template('company')}: {self._setting(change, path)}"

    def _node_sentence(self, change: Change) -> str:
        path = change.path
        name = self._quote(f"{path[1]}/{path[3]}")
        old, new = (self._node_type(kind) for kind in change.node_types)
        place = f"{self._noun(new if change.node_types[1] else old)} {name}"
        if len(path) == 4 and change.kind is ChangeKind.CHANGED:
            words = self._template("retyped", new=self._noun(new), old=self._noun(old))
            return f"{place}: {words}" if old != new else f"{place}: {self._values(change, '')}"
        if len(path) == 4:
            noun = new if change.node_types[1] else old
            return f"{place}: {self._verb(change.kind, noun[0])}"
        if path[4] == "exits" and len(path) == 6:
            return f"{place}: {self._exit(change, str(path[5]))}"
        return f"{place}: {self._setting(change, path[4:])}"

    def _node_type(self, kind: str | None) -> tuple[Noun, str]:
        return NODES.get(kind or "", (Noun(f"узел {kind or ''}".strip(), ""), f"{kind} node"))

    def _exit(self, change: Change, name: str) -> str:
        is_key = all(char in "0123456789*#" for char in name)
        kind = "key" if is_key else "exit"
        if change.kind is ChangeKind.REMOVED:
            kind += " off"
        was, now = self._quote(change.before), self._quote(change.after)
        words = self._template(kind, key=name, exit=self._exit_words(name), was=was, now=now)
        if change.kind is ChangeKind.CHANGED:
            words += self._template("before", was=was)
        return words

    def _exit_words(self, name: str) -> str:
        if name in EXITS:
            return EXITS[name][self._language]
        return self._template("other exit", self._quote(name))

    def _setting(self, change: Change, path: tuple[str | int, ...]) -> str:
        label = " / ".join(self._label(str(part)) for part in path)
        return f"{label}: {self._values(change, str(path[-1]))}"

    def _label(self, key: str) -> str:
        if self._language == "ru":
            return SETTINGS.get(key, key)
        return key.replace("_", " ")

    def _values(self, change: Change, key: str) -> str:
        before, after = change.before, change.after
        if _is_plain_list(before) and _is_plain_list(after) and set(before) != set(after):
            parts = [
                self._template(name, ", ".join(map(self._value, values)))
                for name, values in (
                    ("listed in", [value for value in after if value not in before]),
                    ("listed out", [value for value in before if value not in after]),
                )
                if values
            ]
            return "; ".join(parts)
        return f"{self._value(before, key)} → {self._value(after, key)}"

    def _value(self, value: Any, key: str = "") -> str:
        if value is None or value == [] or value == {}:
            return self._template("nothing")
        if isinstance(value, bool):
            return self._template("yes" if value else "no")
        if isinstance(value, int | float):
            return self._amount(value, key)
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return ", ".join(self._value(one, key) for one in value)
        return self._mapping(value)

    def _amount(self, value: float, key: str) -> str:
        shown = f"{value:g}"
        return self._template("seconds", shown) if key in SECONDS else shown

    def _text(self, value: str) -> str:
        if value.isdigit() and value in self._people:
            return f"{value} ({self._people[value]})"
        return value if value.isdigit() else self._quote(value)

    def _mapping(self, value: Mapping[str, Any]) -> str:
        if value.get("file"):
            return self._template("recording", self._quote(value["file"]))
        if value.keys() & PROMPT_KEYS:
            return f"{self._quote(value['text'])} ({value.get('language')})"
        return _cut(json.dumps(value, ensure_ascii=False))

    def _thing_name(self, path: tuple[str | int, ...]) -> str:
        name = str(path[1])
        return name if name.lstrip("+").isdigit() else self._quote(name)

    def _gist(self, change: Change) -> str:
        """What a new or removed thing is, behind its name."""
        content = change.after or change.before
        if not isinstance(content, Mapping):
            return ""
        if "nodes" in content:
            return f" ({self._template('tree of', len(content['nodes']))})"
        title = content.get("title") or content.get("name")
        return f" ({title})" if title and title != change.path[1] else ""

    def _verb(self, kind: ChangeKind, noun: Noun) -> str:
        return self._template(kind.value, ending=noun.ending)

    def _noun(self, noun: tuple[Noun, str]) -> str:
        return noun[0].word if self._language == "ru" else noun[1]

    def _quote(self, value: Any) -> str:
        return self._template("quote", _cut(str(value)))

    def _template(self, name: str, *values: Any, **named: Any) -> str:
        return _TEMPLATES[name][self._language].format(*values, **named)


def _is_plain_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str | int | float) for one in value)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"

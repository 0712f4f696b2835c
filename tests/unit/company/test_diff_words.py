"""Changes, as they are said to a company's owner."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.diff import Change, ChangeKind, diff
from ringtree.company.diff_words import Words
from ringtree.company.prompt import Language
from ringtree.company.text import load
from tests.unit.company.small import TEXT

ADDED, REMOVED, CHANGED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED
MENU = ("trees", "main", "nodes", "menu")


def at_menu(kind: ChangeKind, *path: str, before: Any = None, after: Any = None) -> Change:
    return Change(kind, (*MENU, *path), before, after, ("menu", "menu"))


@pytest.mark.parametrize(
    ("change", "russian", "english"),
    [
        (
            at_menu(ADDED, "exits", "3", after="support"),
            "меню «main/menu»: клавиша 3 теперь ведёт в «support»",
            "menu “main/menu”: key 3 now leads to “support”",
        ),
        (
            at_menu(CHANGED, "exits", "3", before="sales", after="support"),
            "меню «main/menu»: клавиша 3 теперь ведёт в «support» (раньше в «sales»)",
            "menu “main/menu”: key 3 now leads to “support” (before: “sales”)",
        ),
        (
            at_menu(REMOVED, "exits", "3", before="support"),
            "меню «main/menu»: клавиша 3 больше не действует (вела в «support»)",
            "menu “main/menu”: key 3 does nothing any more (it led to “support”)",
        ),
        (
            at_menu(CHANGED, "exits", "no_input", before="end", after="sales"),
            "меню «main/menu»: если ничего не нажато, звонок теперь идёт в «sales»"
            " (раньше в «end»)",
            "menu “main/menu”: when nothing is pressed, the call now goes to “sales”"
            " (before: “end”)",
        ),
        (
            at_menu(REMOVED, "exits", "Новый год", before="end"),
            "меню «main/menu»: по выходу «Новый год» звонок больше никуда не ведёт (вёл в «end»)",
            "menu “main/menu”: by the exit “Новый год”, the call leads nowhere any more"
            " (it led to “end”)",
        ),
        (
            at_menu(CHANGED, "prompt", before="Нажмите 1.", after=["Нажмите 2.", {"file": "a"}]),
            "меню «main/menu»: текст: «Нажмите 1.» → «Нажмите 2.», запись «a»",
            "menu “main/menu”: prompt: “Нажмите 1.” → “Нажмите 2.”, recording “a”",
        ),
        (
            Change(ADDED, MENU, None, {"type": "menu"}, (None, "menu")),
            "меню «main/menu»: добавлено",
            "menu “main/menu”: added",
        ),
        (
            Change(REMOVED, MENU, {"type": "queue"}, None, ("queue", None)),
            "ожидание в очереди «main/menu»: убрано",
            "queue node “main/menu”: removed",
        ),
        (
            Change(CHANGED, MENU, {}, {}, ("queue", "hang_up")),
            "завершение звонка «main/menu»: теперь завершение звонка, раньше ожидание в очереди",
            "hang-up “main/menu”: now a hang-up, before a queue node",
        ),
        (
            Change(ADDED, ("people", "104"), None, {"extension": "104", "name": "Вера"}),
            "сотрудник 104 (Вера): добавлен",
            "person 104 (Вера): added",
        ),
        (
            Change(REMOVED, ("queues", "vip"), {"title": "VIP"}, None),
            "очередь «vip» (VIP): убрана",
            "queue “vip” (VIP): removed",
        ),
        (
            Change(ADDED, ("trees", "spb"), None, {"nodes": {"a": {}, "b": {}}}),
            "дерево «spb» (узлов: 2): добавлено",
            "tree “spb” (nodes: 2): added",
        ),
        (
            Change(CHANGED, ("queues", "sales", "ring_time"), 20.0, 25.0),
            "очередь «sales»: время вызова: 20 с → 25 с",
            "queue “sales”: ring time: 20 s → 25 s",
        ),
        (
            Change(REMOVED, ("queues", "sales", "max_wait"), 600.0, None),
            "очередь «sales»: предельное ожидание: 600 с → нет",
            "queue “sales”: max wait: 600 s → none",
        ),
        (
            Change(CHANGED, ("queues", "sales", "agents"), ["101", "102"], ["102", "103"]),
            "очередь «sales»: операторы: добавлено: 103; убрано: 101 (Ann)",
            "queue “sales”: agents: added: 103; removed: 101 (Ann)",
        ),
        (
            Change(CHANGED, ("queues", "sales", "announce_place"), True, False),
            "очередь «sales»: объявлять место: да → нет",
            "queue “sales”: announce place: yes → no",
        ),
        (
            Change(CHANGED, ("timezone",), "Europe/Moscow", "Asia/Omsk"),
            "компания: часовой пояс: «Europe/Moscow» → «Asia/Omsk»",
            "company: timezone: “Europe/Moscow” → “Asia/Omsk”",
        ),
        (
            Change(CHANGED, ("numbers", "+74950000001", "tree"), "main", "night"),
            "номер +74950000001: дерево: «main» → «night»",
            "number +74950000001: tree: “main” → “night”",
        ),
    ],
)
def test_a_change_is_a_sentence(change: Change, russian: str, english: str) -> None:
    companies = [load(TEXT)]
    assert Words("ru", companies).sentence(change) == russian
    assert Words("en", companies).sentence(change) == english


@pytest.mark.parametrize(("language", "words"), [("ru", "Изменений нет."), ("en", "Nothing")])
def test_no_change_is_said_too(language: Language, words: str) -> None:
    (line,) = Words(language).lines(diff(load(TEXT), load(TEXT)))
    assert line.startswith(words)


def test_long_texts_are_cut() -> None:
    change = at_menu(CHANGED, "prompt", before="a" * 500, after="b")
    assert "a" * 119 + "…" in Words("en").sentence(change)

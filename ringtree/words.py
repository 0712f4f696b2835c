"""What the server's command says to the person who started it, in that person's language."""

from __future__ import annotations

from collections.abc import Mapping

from ringtree.company.prompt import Language
from ringtree.settings import Settings

_WORDS: Mapping[str, Mapping[Language, str]] = {
    "serving": {
        "ru": "Ringtree принимает звонки: {addresses}",
        "en": "Ringtree answers calls on {addresses}",
    },
    "panel": {"ru": "Панель: {url}", "en": "The panel: {url}"},
    "first administrator": {
        "ru": "Первый вход, один раз и в течение суток: {link}",
        "en": "To sign in for the first time, once and within a day: {link}",
    },
    "stopping": {
        "ru": "Останавливаюсь: завершаю звонки ({calls}), записываю журнал.",
        "en": "Stopping: ending calls ({calls}), writing records.",
    },
    "stopped": {"ru": "Остановлен.", "en": "Stopped."},
    "demo starts": {
        "ru": "Демонстрационный звонок:",
        "en": "The demonstration call:",
    },
    "demo out of hours": {
        "ru": "У компании сейчас нерабочее время: на время демонстрации она открыта, "
        "как по звёздному коду.",
        "en": "The company is closed at this hour: it is kept open for the demonstration, "
        "as by a star code.",
    },
    "demo passed": {
        "ru": "Демонстрация удалась. Сервер продолжает работать; Ctrl-C остановит его.",
        "en": "The demonstration passed. The server goes on; Ctrl-C stops it.",
    },
    "demo failed": {
        "ru": "Демонстрация не удалась: строки выше говорят, что ожидалось и что было слышно. "
        "Сервер продолжает работать; Ctrl-C остановит его.",
        "en": "The demonstration failed: the lines above say what was expected and what was heard. "
        "The server goes on; Ctrl-C stops it.",
    },
    "why rung": {
        "ru": "почему звонили {rung}: {why}",
        "en": "why {rung} was rung: {why}",
    },
    "register": {
        "ru": "\nСвой телефон: сервер {server}, имя и пароль из списка ниже.\n"
        "Позвоните с него на {number}, чтобы пройти дерево, или на 101, 102, 103.",
        "en": "\nA phone of your own: server {server}, name and password from the list below.\n"
        "Dial {number} from it to walk the tree, or 101, 102, 103.",
    },
    "private server": {
        "ru": "Работающего сервера нет; отдельный сервер для демонстрации: {address}",
        "en": "No server is running; a private one for the demonstration: {address}",
    },
}


def say(settings: Settings, name: str, **fields: object) -> None:
    """Print one of the sentences above."""
    print(_WORDS[name][settings.demo_language].format(**fields), flush=True)

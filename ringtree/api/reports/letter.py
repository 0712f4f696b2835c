"""The mail with a report: its figures in words and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

from ringtree.api.reports.schemas import MailedReport
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.mail.mail import Mail

_WORDS: dict[str, dict[Language, str]] = {
    "subject": {"ru": "{company}: звонки за {period}", "en": "{company}: calls of {period}"},
    "total": {"ru": "Всего звонков", "en": "Calls in all"},
    "talking": {"ru": "Разговоры, минут", "en": "Conversation, minutes"},
    "waiting": {"ru": "Ожидание в очередях, минут", "en": "Waiting in queues, minutes"},
    "outcomes": {"ru": "Итоги", "en": "Outcomes"},
    "queues": {"ru": "Очереди", "en": "Queues"},
    "people": {"ru": "Сотрудники", "en": "People"},
    "answered": {"ru": "отвечено", "en": "answered"},
    "abandoned": {"ru": "не дождались", "en": "abandoned"},
    "no_answer": {"ru": "не ответили", "en": "no answer"},
    "busy": {"ru": "занято", "en": "busy"},
    "unreachable": {"ru": "недоступен", "en": "unreachable"},
    "rejected": {"ru": "отклонено", "en": "rejected"},
    "overflow": {"ru": "вышли по времени", "en": "overflow"},
    "message": {"ru": "оставили сообщение", "en": "left a message"},
    "served": {"ru": "обслужено", "en": "served"},
    "hung_up_by_tree": {"ru": "завершено деревом", "en": "ended by the tree"},
    "failed": {"ru": "сбой", "en": "failed"},
    "flow": {"ru": "Путь входящих звонков", "en": "The way of incoming calls"},
    "others": {"ru": "остальные", "en": "the rest"},
    "no_number": {"ru": "не на ваш номер", "en": "no number of yours"},
    "queue": {"ru": "очередь «{place}»", "en": "queue “{place}”"},
    "people_place": {"ru": "сотрудники: {place}", "en": "people: {place}"},
    "mailbox": {"ru": "ящик «{place}»", "en": "mailbox “{place}”"},
    "outside": {"ru": "наружу: {place}", "en": "outside: {place}"},
    "callback": {"ru": "обратный звонок: {place}", "en": "callback: {place}"},
    "tree": {"ru": "дерево: {place}", "en": "tree: {place}"},
    "none": {"ru": "без дерева", "en": "no tree"},
}
#: Ways of calls that a mail tells; what is rarer stands together.
MOST_WAYS = 20
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def letter(
    company: Company, report: MailedReport, first: date, last: date, totals: dict[str, Any]
) -> Mail:
    """The mail of one period, `first` to `last` day. Its id makes it one, however often made."""
    days = [_date(day, report.language) for day in ((first,) if first == last else (first, last))]
    period = " – ".join(days)
    subject = _say("subject", report.language).format(company=company.name, period=period)
    rows = list(_rows(company, totals, report.language))
    return Mail(
        company=company.code,
        kind="report",
        to=tuple(report.to),
        subject=subject,
        text="\n".join([subject, "", *(_line(*row) for row in rows), ""]),
        html=_html(subject, rows),
        language=report.language,
        reference=f"report:{report.id}",
        is_gatherable=False,
        id=f"report-{report.id}-{first.isoformat()}",
    )


Row = tuple[str, str]


def _rows(company: Company, totals: dict[str, Any], language: Language) -> Iterator[Row]:
    """Names and figures; a heading has no figure."""
    whole = totals["total"]
    yield _say("total", language), str(whole["total"])
    yield _say("talking", language), str(round(whole["talking"] / 60))
    yield _say("waiting", language), str(round(whole["waiting"] / 60))
    yield _say("outcomes", language), ""
    for outcome, count in sorted(whole["outcomes"].items(), key=lambda one: -one[1]):
        yield f"    {_say(outcome, language)}", str(count)
    yield from _groups("queues", totals, _queue_titles(company), language)
    names = {one.extension: one.name for one in company.people}
    yield from _groups("people", totals, names, language)
    yield from _flow(company, totals["flow"]["links"], language)


def _flow(company: Company, links: list[dict[str, Any]], language: Language) -> Iterator[Row]:
    """From number over place to outcome, as the chart of the page shows it."""
    if not links:
        return
    yield _say("flow", language), ""
    for link in links[:MOST_WAYS]:
        number = link["number"] or _say("no_number", language)
        place = _place(company, link["kind"], link["place"], language)
        way = " → ".join((number, place, _say(link["outcome"], language)))
        yield f"    {way}", str(link["calls"])
    if rest := sum(link["calls"] for link in links[MOST_WAYS:]):
        yield f"    {_say('others', language)}", str(rest)


def _place(company: Company, kind: str, place: str, language: Language) -> str:
    word = "people_place" if kind == "people" else kind
    name = place if kind == "tree" else place.rsplit("/", 1)[-1]
    if kind == "queue":
        name = _queue_titles(company).get(name, name)
    elif kind == "mailbox" and name in company.mailboxes:
        name = company.mailboxes[name].title
    return _say(word, language).format(place=name)


def _date(day: date, language: Language) -> str:
    if language == "ru":
        return f"{day:%d.%m.%Y}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _groups(
    kind: str, totals: dict[str, Any], titles: dict[str, str], language: Language
) -> Iterator[Row]:
    known = {name: group for name, group in totals[kind].items() if name in titles}
    if not known:
        return
    yield _say(kind, language), ""
    for name, group in sorted(known.items(), key=lambda one: -one[1]["total"]):
        answered = group["outcomes"].get("answered", 0)
        yield f"    {titles[name]}", f"{group['total']} ({_say('answered', language)}: {answered})"


def _queue_titles(company: Company) -> dict[str, str]:
    return {name: queue.title for name, queue in company.queues.items()}


def _say(word: str, language: Language) -> str:
    return _WORDS[word][language] if word in _WORDS else word


def _line(name: str, figure: str) -> str:
    return f"{name}: {figure}" if figure else f"\n{name}"


def _html(subject: str, rows: list[Row]) -> str:
    cells = "".join(
        f"<tr><td>{escape(name.strip())}</td><td align='right'>{escape(figure)}</td></tr>"
        if figure
        else f"<tr><th colspan='2' align='left'>{escape(name)}</th></tr>"
        for name, figure in rows
    )
    return f"<h2>{escape(subject)}</h2><table cellpadding='4'>{cells}</table>"

"""Nodes that several templates have: hours, a menu, a queue, a ring, a message, a farewell."""

from __future__ import annotations

from ringtree.templates.sketch import Data, Sketch

_UNANSWERED = ("busy", "no_answer", "unreachable")


def says(prompt: str, then: str) -> Data:
    """Plays something and goes on."""
    return {"type": "greeting", "prompt": prompt, "exits": {"next": then}}


def hours(schedule: str, *, opened: str, closed: str) -> Data:
    """Asks the schedule."""
    return {"type": "hours", "schedule": schedule, "exits": {"open": opened, "closed": closed}}


def menu(prompt: str, choices: dict[str, str], *, otherwise: str) -> Data:
    """Asks for a key; who presses none, or another one, goes on `otherwise`."""
    exits = {**choices, "no_input": otherwise, "no_match": otherwise}
    return {
        "type": "menu",
        "prompt": prompt,
        "choices": list(choices),
        "attempts": 2,
        "exits": exits,
    }


def waits(queue: str, *, otherwise: str) -> Data:
    """Waits in a queue; who was not served goes on `otherwise`."""
    return {
        "type": "queue",
        "queue": queue,
        "exits": {"overflow": otherwise, "closed": otherwise},
    }


def rings(targets: list[str], seconds: int, *, otherwise: str) -> Data:
    """Rings people; who did not reach anybody goes on `otherwise`."""
    return {
        "type": "dial",
        "targets": targets,
        "ring_time": seconds,
        "exits": dict.fromkeys(_UNANSWERED, otherwise),
    }


def message(sketch: Sketch, prompt: str) -> Data:
    """Takes a message."""
    return {"type": "voicemail", "mailbox": sketch.mailbox(), "prompt": prompt}


def night_message(sketch: Sketch, schedule: str) -> Data:
    """Takes a message outside the hours, after saying them."""
    prompt = sketch.say(
        "Здравствуйте! Вы позвонили в компанию {name}. Сейчас нерабочее время: {hours}. "
        "Оставьте сообщение после сигнала, и мы вам перезвоним.",
        "Hello! You have reached {name}. It is outside our hours: {hours}. "
        "Please leave a message after the tone, and we will call you back.",
        hours=f"{{hours:{schedule}}}",
    )
    return message(sketch, prompt)


def busy_message(sketch: Sketch) -> Data:
    """Takes a message of somebody who has waited long enough."""
    prompt = sketch.say(
        "К сожалению, сейчас все заняты. Оставьте сообщение после сигнала, и мы вам перезвоним.",
        "We are sorry, everybody is busy right now. Please leave a message after the tone, and we "
        "will call you back.",
    )
    return message(sketch, prompt)


def sorry(sketch: Sketch) -> Data:
    """Parts politely when nobody can be reached."""
    prompt = sketch.say(
        "К сожалению, сейчас никто не может ответить. Пожалуйста, перезвоните позже.",
        "We are sorry, nobody can answer right now. Please call again later.",
    )
    return {"type": "hang_up", "prompt": prompt}

"""The telephone provider's textbook: every usual part once."""

from __future__ import annotations

from ringtree.templates.parts import (
    busy_message,
    hours,
    menu,
    night_message,
    rings,
    says,
    sorry,
    waits,
)
from ringtree.templates.register import template
from ringtree.templates.sketch import Sketch


@template(
    "textbook",
    title={"ru": "Учебник: приветствие, меню, очереди", "en": "Textbook: greeting, menu, queues"},
    description={
        "ru": "Как в учебнике телефонии: приветствие, график, голосовое меню, отдел продаж и "
        "поддержка с очередями, секретарь и голосовая почта.",
        "en": "As in a textbook of telephony: greeting, hours, menu, sales and support with "
        "queues, a secretary and voicemail.",
    },
)
def textbook(sketch: Sketch) -> str:
    """Whoever chooses nothing, or was not served in a queue, comes to the secretary."""
    sellers, helpers = sketch.halves
    sales = sketch.queue("sales", sketch.say("Продажи", "Sales"), sellers)
    title = sketch.say("Поддержка", "Support")
    support = sketch.queue("support", title, helpers, strategy="ring_all", ring_time=25)
    office_hours = sketch.schedule()
    nodes = {
        "greeting": says(
            sketch.say(
                "Здравствуйте! Вы позвонили в компанию {name}.", "Hello! You have reached {name}."
            ),
            "hours",
        ),
        "hours": hours(office_hours, opened="menu", closed="message"),
        "menu": menu(
            sketch.say(
                "Чтобы соединиться с отделом продаж, нажмите один, с поддержкой — два, "
                "с секретарём — ноль.",
                "For sales press one, for support press two, for the secretary press zero.",
            ),
            {"1": "sales", "2": "support", "0": "secretary"},
            otherwise="secretary",
        ),
        "sales": waits(sales, otherwise="secretary"),
        "support": waits(support, otherwise="secretary"),
        "secretary": rings(sketch.people[:1], 25, otherwise="busy"),
        "busy": busy_message(sketch),
        "message": night_message(sketch, office_hours),
        "sorry": sorry(sketch),
    }
    return sketch.tree("greeting", nodes, fallback="sorry")

"""A small office: one number, everybody rings."""

from __future__ import annotations

from ringtree.templates.parts import busy_message, hours, night_message, says, sorry, waits
from ringtree.templates.register import template
from ringtree.templates.sketch import Sketch


@template(
    "office",
    title={"ru": "Небольшой офис", "en": "Small office"},
    description={
        "ru": "В рабочие часы звонят все сотрудники сразу; пока они заняты, звонящий ждёт с "
        "музыкой. Вне часов можно оставить сообщение.",
        "en": "Everybody is rung during working hours, and callers wait with music while all are "
        "busy. A message is taken outside the hours.",
    },
)
def office(sketch: Sketch) -> str:
    """Who has waited too long leaves a message, as by night."""
    title = sketch.say("Приёмная", "Reception")
    reception = sketch.queue(
        "reception", title, sketch.people, strategy="ring_all", ring_time=25, max_wait=300
    )
    office_hours = sketch.schedule()
    nodes = {
        "hours": hours(office_hours, opened="greeting", closed="message"),
        "greeting": says(
            sketch.say(
                "Здравствуйте! Вы позвонили в компанию {name}. Соединяем.",
                "Hello! You have reached {name}. We are connecting you.",
            ),
            "reception",
        ),
        "reception": waits(reception, otherwise="busy"),
        "busy": busy_message(sketch),
        "message": night_message(sketch, office_hours),
        "sorry": sorry(sketch),
    }
    return sketch.tree("hours", nodes, fallback="sorry")

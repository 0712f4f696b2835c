"""A clinic: appointments, cancelling, urgent cases."""

from __future__ import annotations

from ringtree.templates.parts import (
    busy_message,
    hours,
    menu,
    message,
    night_message,
    rings,
    sorry,
    waits,
)
from ringtree.templates.register import template
from ringtree.templates.sketch import Sketch


@template(
    "clinic",
    title={"ru": "Клиника", "en": "Clinic"},
    description={
        "ru": "Регистратура с очередью, отмена записи отдельной клавишей, срочный случай сразу "
        "к человеку.",
        "en": "A reception with a queue, cancelling by a key of its own, urgent cases straight to "
        "somebody.",
    },
)
def clinic(sketch: Sketch) -> str:
    """Urgent callers ring everybody at once; cancelling needs no conversation."""
    everybody = sketch.group("everybody", sketch.people)
    title = sketch.say("Регистратура", "Reception")
    reception = sketch.queue("reception", title, sketch.people, max_wait=600)
    clinic_hours = sketch.schedule({"monday..friday": ["08:00-20:00"], "saturday": ["09:00-15:00"]})
    nodes = {
        "hours": hours(clinic_hours, opened="menu", closed="message"),
        "menu": menu(
            sketch.say(
                "Здравствуйте! Вы позвонили в клинику {name}. Чтобы записаться на приём, нажмите "
                "один. Чтобы отменить запись, нажмите два. Если случай срочный, нажмите ноль.",
                "Hello! This is {name}. For an appointment press one, "
                "to cancel one press two. If it is urgent, press zero.",
            ),
            {"1": "reception", "2": "cancel", "0": "urgent"},
            otherwise="reception",
        ),
        "reception": waits(reception, otherwise="busy"),
        "cancel": message(
            sketch,
            sketch.say(
                "Назовите после сигнала имя и время записи, и мы её отменим.",
                "Say your name and the time of your appointment after the tone, "
                "and we will cancel it.",
            ),
        ),
        "urgent": rings([everybody], 30, otherwise="reception"),
        "busy": busy_message(sketch),
        "message": night_message(sketch, clinic_hours),
        "sorry": sorry(sketch),
    }
    return sketch.tree("hours", nodes, fallback="sorry")

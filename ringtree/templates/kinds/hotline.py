"""A hotline: somebody is there by day and by night."""

from __future__ import annotations

from ringtree.templates.parts import busy_message, hours, rings, says, sorry, waits
from ringtree.templates.register import template
from ringtree.templates.sketch import Sketch


@template(
    "hotline",
    title={"ru": "Горячая линия днём и ночью", "en": "Hotline, day and night"},
    description={
        "ru": "Днём очередь ко всем операторам, ночью дежурный, и только если он не ответил, "
        "сообщение.",
        "en": "A queue for everybody by day, whoever is on duty by night, and a message only when "
        "nobody answers.",
    },
)
def hotline(sketch: Sketch) -> str:
    """By night the first of the people is on duty."""
    title = sketch.say("Горячая линия", "Hotline")
    operators = sketch.queue("hotline", title, sketch.people, max_wait=900)
    day = sketch.schedule({"monday..sunday": ["08:00-22:00"]})
    nodes = {
        "hours": hours(day, opened="greeting", closed="night"),
        "greeting": says(
            sketch.say(
                "Здравствуйте! Горячая линия компании {name}.",
                "Hello! This is the hotline of {name}.",
            ),
            "hotline",
        ),
        "hotline": waits(operators, otherwise="message"),
        "night": says(
            sketch.say(
                "Здравствуйте! Горячая линия компании {name}. Соединяем с дежурным.",
                "Hello! This is the hotline of {name}. "
                "We are connecting you with our colleague on duty.",
            ),
            "on_duty",
        ),
        "on_duty": rings(sketch.people[:1], 40, otherwise="message"),
        "message": busy_message(sketch),
        "sorry": sorry(sketch),
    }
    return sketch.tree("hours", nodes, fallback="sorry")

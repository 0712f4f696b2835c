"""A shop: orders and delivery, open at weekends."""

from __future__ import annotations

from ringtree.templates.parts import busy_message, hours, menu, night_message, sorry, waits
from ringtree.templates.register import template
from ringtree.templates.sketch import Sketch


@template(
    "shop",
    title={"ru": "Магазин", "en": "Shop"},
    description={
        "ru": "Меню: заказы и доставка, у каждой свои сотрудники и очередь с музыкой. Работает и "
        "в выходные.",
        "en": "A menu for orders and delivery, each with people and a queue of its own. Open at "
        "weekends.",
    },
)
def shop(sketch: Sketch) -> str:
    """A menu of two; who presses nothing is taken for somebody with an order."""
    sellers, drivers = sketch.halves
    orders = sketch.queue("orders", sketch.say("Заказы", "Orders"), sellers, max_wait=300)
    delivery = sketch.queue("delivery", sketch.say("Доставка", "Delivery"), drivers, max_wait=300)
    shop_hours = sketch.schedule({"monday..sunday": ["10:00-21:00"]})
    nodes = {
        "hours": hours(shop_hours, opened="menu", closed="message"),
        "menu": menu(
            sketch.say(
                "Здравствуйте! Это магазин {name}. Чтобы сделать заказ, нажмите один. "
                "Узнать о доставке, нажмите два.",
                "Hello! This is {name}. To place an order, press one. "
                "For your delivery, press two.",
            ),
            {"1": "orders", "2": "delivery"},
            otherwise="orders",
        ),
        "orders": waits(orders, otherwise="busy"),
        "delivery": waits(delivery, otherwise="busy"),
        "busy": busy_message(sketch),
        "message": night_message(sketch, shop_hours),
        "sorry": sorry(sketch),
    }
    return sketch.tree("hours", nodes, fallback="sorry")

"""The templates: a small office, a shop, a clinic, a hotline, the provider's textbook."""

from __future__ import annotations

from ringtree.templates.basics import Basics, Data, template
from ringtree.templates.parts import (
    hours,
    mailboxes,
    message,
    queue,
    schedule,
    sorry,
    split,
)


@template(
    "office",
    title={"ru": "Небольшой офис", "en": "Small office"},
    description={
        "ru": "Один номер: в рабочие часы звонят все сотрудники сразу, вне их можно оставить "
        "сообщение.",
        "en": "One number: everybody is rung during working hours, a message is taken outside.",
    },
)
def office(basics: Basics) -> Data:
    """One number rings everybody; a message outside the hours, or when nobody answers."""
    return {
        "groups": {"everybody": {"extensions": basics.extensions}},
        "schedules": schedule(basics),
        **mailboxes(basics),
        "trees": {
            "main": {
                "start": "hours",
                "fallback": "sorry",
                "nodes": {
                    "hours": hours("greeting", "message"),
                    "greeting": {
                        "type": "greeting",
                        "prompt": basics.say(
                            "Здравствуйте! Вы позвонили в компанию {name}. Соединяем.",
                            "Hello! You have reached {name}. We are connecting you.",
                        ),
                        "exits": {"next": "everybody"},
                    },
                    "everybody": {
                        "type": "dial",
                        "targets": ["everybody"],
                        "ring_time": 30,
                        "exits": dict.fromkeys(("busy", "no_answer", "unreachable"), "busy"),
                    },
                    "busy": {
                        "type": "greeting",
                        "prompt": basics.say(
                            "К сожалению, сейчас все заняты.",
                            "We are sorry, everybody is busy right now.",
                        ),
                        "exits": {"next": "leave"},
                    },
                    "leave": {
                        **message(basics),
                        "prompt": basics.say(
                            "Оставьте сообщение после сигнала, и мы вам перезвоним.",
                            "Please leave a message after the tone, and we will call you back.",
                        ),
                    },
                    "message": message(basics),
                    "sorry": sorry(basics),
                },
            }
        },
    }


@template(
    "shop",
    title={"ru": "Магазин", "en": "Shop"},
    description={
        "ru": "Меню: заказы и доставка. Заказы ждут в очереди с музыкой, работает и в выходные.",
        "en": "A menu for orders and delivery, each with a queue and music. Open at weekends.",
    },
)
def shop(basics: Basics) -> Data:
    """A menu of two: orders wait in a queue, delivery has people of its own."""
    sales, delivery = split(basics.extensions)
    return {
        "queues": {
            "orders": queue(basics.say("Заказы", "Orders"), sales, max_wait=300),
            "delivery": queue(basics.say("Доставка", "Delivery"), delivery, max_wait=300),
        },
        "schedules": schedule(basics, {"monday..sunday": ["10:00-21:00"]}),
        **mailboxes(basics),
        "trees": {
            "main": {
                "start": "hours",
                "fallback": "sorry",
                "nodes": {
                    "hours": hours("menu", "message"),
                    "menu": {
                        "type": "menu",
                        "prompt": basics.say(
                            "Здравствуйте! Это магазин {name}. Чтобы сделать заказ, нажмите один. "
                            "Узнать о доставке, нажмите два.",
                            "Hello! This is {name}. To place an order, press one. "
                            "For your delivery, press two.",
                        ),
                        "choices": ["1", "2"],
                        "attempts": 2,
                        "exits": {
                            "1": "orders",
                            "2": "delivery",
                            "no_input": "orders",
                            "no_match": "orders",
                        },
                    },
                    "orders": {
                        "type": "queue",
                        "queue": "orders",
                        "exits": {"overflow": "message", "closed": "message"},
                    },
                    "delivery": {
                        "type": "queue",
                        "queue": "delivery",
                        "exits": {"overflow": "message", "closed": "message"},
                    },
                    "message": message(basics),
                    "sorry": sorry(basics),
                },
            }
        },
    }


@template(
    "clinic",
    title={"ru": "Клиника", "en": "Clinic"},
    description={
        "ru": "Регистратура с очередью, отмена записи отдельной клавишей, экстренный случай сразу "
        "к человеку.",
        "en": "A reception with a queue, cancelling by a key of its own, urgent cases straight to "
        "somebody.",
    },
)
def clinic(basics: Basics) -> Data:
    """Urgent callers go before the others; cancelling needs no conversation."""
    return {
        "groups": {"everybody": {"extensions": basics.extensions}},
        "queues": {
            "reception": queue(
                basics.say("Регистратура", "Reception"), basics.extensions, max_wait=600
            )
        },
        "schedules": schedule(
            basics, {"monday..friday": ["08:00-20:00"], "saturday": ["09:00-15:00"]}
        ),
        **mailboxes(basics),
        "trees": {
            "main": {
                "start": "hours",
                "fallback": "sorry",
                "nodes": {
                    "hours": hours("menu", "message"),
                    "menu": {
                        "type": "menu",
                        "prompt": basics.say(
                            "Здравствуйте! Клиника {name}. Записаться на приём: один. "
                            "Отменить запись: два. Срочный случай: ноль.",
                            "Hello! This is {name}. For an appointment press one, "
                            "to cancel one press two. If it is urgent, press zero.",
                        ),
                        "choices": ["1", "2", "0"],
                        "attempts": 2,
                        "exits": {
                            "1": "reception",
                            "2": "cancel",
                            "0": "urgent",
                            "no_input": "reception",
                            "no_match": "reception",
                        },
                    },
                    "reception": {
                        "type": "queue",
                        "queue": "reception",
                        "exits": {"overflow": "message", "closed": "message"},
                    },
                    "cancel": {
                        **message(basics),
                        "prompt": basics.say(
                            "Назовите после сигнала имя и время записи, мы отменим её.",
                            "Say your name and the time of your appointment after the tone, "
                            "and we will cancel it.",
                        ),
                    },
                    "urgent": {
                        "type": "dial",
                        "targets": ["everybody"],
                        "ring_time": 30,
                        "exits": dict.fromkeys(("busy", "no_answer", "unreachable"), "reception"),
                    },
                    "message": message(basics),
                    "sorry": sorry(basics),
                },
            }
        },
    }


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
def hotline(basics: Basics) -> Data:
    """By night the first of the people is on duty."""
    return {
        "queues": {
            "hotline": queue(
                basics.say("Горячая линия", "Hotline"), basics.extensions, max_wait=900
            )
        },
        "schedules": schedule(basics, {"monday..sunday": ["08:00-22:00"]}),
        **mailboxes(basics),
        "trees": {
            "main": {
                "start": "hours",
                "fallback": "sorry",
                "nodes": {
                    "hours": hours("greeting", "night"),
                    "greeting": {
                        "type": "greeting",
                        "prompt": basics.say(
                            "Здравствуйте! Горячая линия компании {name}.",
                            "Hello! This is the hotline of {name}.",
                        ),
                        "exits": {"next": "hotline"},
                    },
                    "hotline": {
                        "type": "queue",
                        "queue": "hotline",
                        "exits": {"overflow": "message", "closed": "message"},
                    },
                    "night": {
                        "type": "greeting",
                        "prompt": basics.say(
                            "Здравствуйте! Горячая линия компании {name}. Соединяем с дежурным.",
                            "Hello! This is the hotline of {name}. "
                            "We are connecting you with our colleague on duty.",
                        ),
                        "exits": {"next": "on_duty"},
                    },
                    "on_duty": {
                        "type": "dial",
                        "targets": basics.extensions[:1],
                        "ring_time": 40,
                        "exits": dict.fromkeys(("busy", "no_answer", "unreachable"), "message"),
                    },
                    "message": {
                        **message(basics),
                        "prompt": basics.say(
                            "Сейчас никто не может ответить. Оставьте сообщение после сигнала.",
                            "Nobody can answer right now. Please leave a message after the tone.",
                        ),
                    },
                    "sorry": sorry(basics),
                },
            }
        },
    }


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
def textbook(basics: Basics) -> Data:
    """Every usual part once."""
    sales, support = split(basics.extensions)
    back = {"overflow": "secretary", "closed": "secretary"}
    return {
        "queues": {
            "sales": queue(basics.say("Продажи", "Sales"), sales),
            "support": queue(
                basics.say("Поддержка", "Support"), support, strategy="ring_all", ring_time=25
            ),
        },
        "schedules": schedule(basics),
        **mailboxes(basics),
        "trees": {
            "main": {
                "start": "greeting",
                "fallback": "sorry",
                "nodes": {
                    "greeting": {
                        "type": "greeting",
                        "prompt": basics.say(
                            "Здравствуйте! Вы позвонили в компанию {name}.",
                            "Hello! You have reached {name}.",
                        ),
                        "exits": {"next": "hours"},
                    },
                    "hours": hours("menu", "message"),
                    "menu": {
                        "type": "menu",
                        "prompt": basics.say(
                            "Отдел продаж: один. Поддержка: два. Секретарь: ноль.",
                            "For sales press one, for support press two, "
                            "for the secretary press zero.",
                        ),
                        "choices": ["1", "2", "0"],
                        "attempts": 3,
                        "exits": {
                            "1": "sales",
                            "2": "support",
                            "0": "secretary",
                            "no_input": "secretary",
                            "no_match": "secretary",
                        },
                    },
                    "sales": {"type": "queue", "queue": "sales", "exits": back},
                    "support": {"type": "queue", "queue": "support", "exits": dict(back)},
                    "secretary": {
                        "type": "dial",
                        "targets": basics.extensions[:1],
                        "ring_time": 25,
                        "exits": dict.fromkeys(("busy", "no_answer", "unreachable"), "message"),
                    },
                    "message": message(basics),
                    "sorry": sorry(basics),
                },
            }
        },
    }

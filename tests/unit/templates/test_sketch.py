from __future__ import annotations

from dataclasses import replace

from ringtree.templates.sketch import Sketch
from tests.unit.templates.company import BASICS

WISHES = BASICS.wishes


def test_a_companys_name_cannot_be_taken_for_a_value() -> None:
    sketch = Sketch(replace(WISHES, name="{hours}"))
    words = sketch.say("{name}: {hours}", "", hours="{hours:office}")
    assert words == "{{hours}}: {hours:office}"


def test_people_are_halved_so_that_nobody_waits_for_an_empty_half() -> None:
    assert Sketch(replace(WISHES, extensions=("1",))).halves == (["1"], ["1"])
    assert Sketch(replace(WISHES, extensions=("1", "2", "3"))).halves == (["1", "2"], ["3"])


def test_without_hours_the_usual_ones_hold() -> None:
    sketch = Sketch(WISHES)
    assert sketch.schedule() == "office"
    assert sketch.parts["schedules"]["office"]["weekly"] == {"monday..friday": ["09:00-18:00"]}


def test_a_name_that_is_taken_gets_a_number() -> None:
    sketch = Sketch(replace(WISHES, taken={"queues": ["sales", "sales2"]}))
    assert sketch.queue("sales", "Продажи", ["101"]) == "sales3"
    assert sketch.queue("sales", "Ещё продажи", ["101"]) == "sales4"
    assert list(sketch.parts["queues"]) == ["sales3", "sales4"]


def test_all_messages_go_to_one_mailbox_told_of_by_mail() -> None:
    sketch = Sketch(WISHES)
    assert sketch.mailbox() == sketch.mailbox() == "company"
    box = {"title": WISHES.name, "mail": "office@vasilek.example"}
    assert sketch.parts["mailboxes"] == {"company": box}


def test_without_an_address_the_telephones_tell_of_messages() -> None:
    sketch = Sketch(replace(WISHES, mail=""))
    sketch.mailbox()
    assert sketch.parts["mailboxes"]["company"]["lights"] == ["101", "102", "103"]


def test_a_mailbox_that_there_is_takes_the_messages() -> None:
    sketch = Sketch(replace(WISHES, mailbox="office"))
    assert sketch.mailbox() == "office" and "mailboxes" not in sketch.parts

"""The mail about a message, in both languages, whatever a caller calls himself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.model import Company
from ringtree.company.text import load
from ringtree.voicemail.letter import SoundFile, letter
from tests.unit.voicemail.house import COMPANY
from tests.unit.voicemail.test_message import a_message

SOUND = SoundFile("x.mp3", "audio/mpeg", ".mp3")
ENGLISH = load(COMPANY)
RUSSIAN = load(
    COMPANY.replace("language: en", "language: ru").replace("Europe/London", "Asia/Omsk")
)


def box(company: Company, **facts: object) -> object:
    return company.mailboxes["ann"].model_copy(update=facts)


def test_who_when_how_long_and_by_which_way() -> None:
    message = a_message("m", path=("main/greeting", "main/menu", "sales/box"))
    mail = letter(message, box(ENGLISH), ENGLISH, sound=SOUND, link="https://pbx/x?a=1&b=2")  # type: ignore[arg-type]
    assert mail.subject == "Voicemail from +442071234567 (0:42)"
    assert "When: 2 March 2026, 09:00" in mail.text
    assert "Way through the tree: main: greeting → menu → sales: box" in mail.text
    assert 'href="https://pbx/x?a=1&amp;b=2"' in mail.html
    assert mail.attachments[0].name == "Message 2026-03-02 09-00 +442071234567.mp3"
    assert mail.id == "vm-m-ann" and mail.reference == "m"


def test_the_same_in_russian_in_the_company_s_zone() -> None:
    message = a_message("m", caller_name="Вера", transcript="Перезвоните\nмне", is_urgent=True)
    mail = letter(message, box(RUSSIAN), RUSSIAN, sound=None)  # type: ignore[arg-type]
    assert mail.subject == "Срочно! Голосовое сообщение: Вера, +442071234567 (0:42)"
    assert "Когда: 2 марта 2026 г., 15:00" in mail.text
    assert "Текст (распознан автоматически):\nПерезвоните\nмне" in mail.text
    assert "Перезвоните<br>мне" in mail.html and mail.attachments == ()


def test_a_withheld_number_is_said_to_be_so() -> None:
    assert (
        "number withheld"
        in letter(
            a_message("m", caller=""),
            box(ENGLISH),
            ENGLISH,
            sound=None,  # type: ignore[arg-type]
        ).subject
    )


def test_own_templates_take_values() -> None:
    own = box(ENGLISH, subject="{mailbox}: {caller}", text="{{Call}} {caller}\n{date} {time}")
    mail = letter(a_message("m"), own, ENGLISH, sound=None)  # type: ignore[arg-type]
    assert mail.subject == "Ann Smith: +442071234567"
    assert mail.text == "{Call} +442071234567\n2 March 2026 09:00"
    assert "{Call} +442071234567<br>" in mail.html


@given(st.text(max_size=100), st.text(max_size=50))
def test_nothing_a_caller_is_called_changes_the_mail_s_form(name: str, number: str) -> None:
    hostile = f"{name}<script>{{transcript}}\r\nBcc: x@example.com"
    own = box(ENGLISH, subject="From {caller}", text="By {name}")
    message = a_message("m", caller_name=hostile, caller=number, transcript="secret")
    mail = letter(message, own, ENGLISH, sound=SOUND)  # type: ignore[arg-type]
    assert mail.subject.isprintable() and "secret" not in mail.subject
    assert "<script>" not in mail.html and "secret" not in mail.text
    assert "/" not in mail.attachments[0].name and mail.attachments[0].name.isprintable()

"""The ration of a company's hour."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.mail.digest import digest, ration
from ringtree.mail.mail import Delivery, DeliveryState, Mail, Posted
from tests.unit.mail.fake_server import START


def posted(name: str, address: str = "a@example.com", **more: object) -> Posted:
    facts = {"kind": "t", "subject": f"S{name}", "text": f"T{name}", "html": f"<body>{name}</body>"}
    mail = Mail(id=name, company="c", to=(address,), **{**facts, **more})  # type: ignore[arg-type]
    delivery = Delivery(
        address=address,
        state=DeliveryState.WAITING,
        attempts=0,
        next_attempt=START,
        waiting_since=START,
        changed=START,
        answer="",
    )
    return Posted(mail=mail, message_id="", sender="s@s", created=START, deliveries=(delivery,))


def test_while_all_fit_each_goes_alone() -> None:
    due = [posted(str(number)) for number in range(3)]
    assert ration(due, 3).single == tuple(due) and not ration(due, 3).gathered


def test_the_last_place_takes_all_the_rest() -> None:
    due = [posted(str(number)) for number in range(10)]
    shares = ration(due, 3)
    assert shares.single == tuple(due[:2]) and shares.gathered == (tuple(due[2:]),)


def test_other_people_get_a_mail_of_their_own() -> None:
    due = [posted(str(number), f"{'ab'[number % 2]}@example.com") for number in range(10)]
    shares = ration(due, 2)
    assert not shares.single
    assert [group[0].addresses for group in shares.gathered] == [
        ("a@example.com",),
        ("b@example.com",),
    ]


def test_without_a_place_all_wait() -> None:
    assert ration([posted("1")], 0) == ration([posted("1")], -3) == ration([], 0)


@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(0, 12))
def test_never_more_than_the_places_and_nothing_twice(recipients: list[str], free: int) -> None:
    due = [posted(str(n), f"{who}@example.com") for n, who in enumerate(recipients)]
    shares = ration(due, free)
    sent = [*shares.single, *(one for group in shares.gathered for one in group)]
    assert len(shares.single) + len(shares.gathered) <= max(0, free)
    assert len({one.mail.id for one in sent}) == len(sent)
    if free >= 3:
        assert len(sent) == len(due)


def test_a_digest_carries_every_text_and_is_the_same_for_the_same_mails() -> None:
    due = [posted("1"), posted("2", html="", text="a <b>", subject="<i>")]
    mail = digest(due)
    assert mail == digest(due) and mail.subject == "2 messages in one mail"
    assert "T1" in mail.text and "a <b>" in mail.text
    assert "<pre>a &lt;b&gt;</pre>" in mail.html and "&lt;i&gt;" in mail.html

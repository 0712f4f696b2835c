from __future__ import annotations

from ringtree.queues.key_choice import KeyChoice, Typed


def typed(choices: tuple[str, ...], keys: str) -> list[Typed]:
    choice = KeyChoice(choices)
    return [choice.press(key) for key in keys]


def test_every_key_of_the_telephone_may_be_a_choice():
    """FreePBX #802: a break-out menu takes all digits, and more than one."""
    for key in "0123456789*#":
        assert typed((key,), key) == [Typed.CHOSEN]
    assert typed(("123",), "123") == [Typed.OPEN, Typed.OPEN, Typed.CHOSEN]


def test_where_a_longer_choice_is_possible_a_pause_decides():
    choice = KeyChoice(("2", "23"))
    assert choice.press("2") is Typed.OPEN
    assert choice.pause() == "2"
    assert choice.press("2") is Typed.OPEN and choice.press("3") is Typed.CHOSEN


def test_what_was_mistyped_is_forgotten():
    choice = KeyChoice(("23",))
    assert choice.press("9") is Typed.WRONG
    assert choice.press("2") is Typed.OPEN
    assert choice.pause() is None
    assert choice.press("2") is Typed.OPEN and choice.press("3") is Typed.CHOSEN


def test_without_choices_nothing_is_wrong():
    assert typed((), "17") == [Typed.IGNORED, Typed.IGNORED]

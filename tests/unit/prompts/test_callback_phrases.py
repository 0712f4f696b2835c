"""What is said about calling back."""

from __future__ import annotations

from ringtree.prompts.callback_phrases import (
    AskCallbackNumber,
    BadCallbackNumber,
    CallbackTaken,
    CallingBack,
    ConnectingCallback,
    CustomerUnreached,
)


def test_the_place_is_kept_in_both_languages() -> None:
    assert CallbackTaken().text("ru") == ("Мы вам перезвоним. Ваша очередь сохранена. До свидания!")
    assert CallbackTaken(is_known=True).text("ru").startswith("Вы уже просили перезвонить.")
    assert "Your place is kept" in CallbackTaken().text("en")


def test_who_is_called_hears_who_calls_and_what_to_press() -> None:
    assert "Это Ромашка." in CallingBack("Ромашка").text("ru")
    assert CallingBack("Daisy").text("en").endswith("press one.")


def test_every_phrase_has_both_languages() -> None:
    for phrase in (
        AskCallbackNumber(),
        BadCallbackNumber(),
        ConnectingCallback(),
        CustomerUnreached(),
    ):
        assert phrase.text("ru") != phrase.text("en")

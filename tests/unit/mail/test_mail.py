"""Addresses and states."""

from __future__ import annotations

import pytest

from ringtree.mail.mail import BadAddress, DeliveryState, mail_address, new_mail_id


def test_an_address_is_kept_with_its_domain_in_lower_case() -> None:
    assert mail_address(" Vera.Petrova+pbx@Example.COM ") == "Vera.Petrova+pbx@example.com"


@pytest.mark.parametrize(
    "text", ["", "a", "a@", "@b", "a b@c.ru", "a@b\r\nRCPT TO:<x@y>", ".a@b", "a@-b", "a@b..c"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadAddress, match="is not a mail address"):
        mail_address(text)


def test_only_waiting_is_not_settled() -> None:
    assert [state for state in DeliveryState if not state.is_settled] == [DeliveryState.WAITING]


def test_ids_differ() -> None:
    assert new_mail_id() != new_mail_id()

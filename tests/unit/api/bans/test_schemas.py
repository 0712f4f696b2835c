"""What an operator may write of bans."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.api.bans.schemas import AllowedNetwork, NewBan


@pytest.mark.parametrize("address", ["203.0.113.66", "2001:db8::1"])
def test_an_address_of_either_family_is_banned_for_a_day(address: str) -> None:
    assert NewBan(address=address).hours == 24


@pytest.mark.parametrize("wrong", [{"address": "x"}, {"address": "1.2.3.4", "hours": 0}])
def test_nothing_else_is(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        NewBan.model_validate(wrong)


def test_a_network_is_allowed_by_any_address_of_it() -> None:
    assert AllowedNetwork(network="203.0.113.9/24").network == "203.0.113.9/24"
    with pytest.raises(ValidationError):
        AllowedNetwork(network="203.0.113.0/33")

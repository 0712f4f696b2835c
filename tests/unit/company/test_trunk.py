"""What a trunk may say."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.company.trunk import Trunk


def test_a_trunk_knows_who_sends_for_it() -> None:
    trunk = Trunk(name="carrier", addresses=("203.0.113.5", "198.51.100.0/28", "192.0.2.1:5070"))
    assert trunk.sends_from("203.0.113.5", 40000)
    assert trunk.sends_from("198.51.100.9", 5060)
    assert trunk.sends_from("192.0.2.1", 5070)
    assert not trunk.sends_from("192.0.2.1", 5060)
    assert not trunk.sends_from("carrier.example", 5060)


@pytest.mark.parametrize("rate", [0, -1, 1001])
def test_a_rate_has_bounds(rate: float) -> None:
    with pytest.raises(ValidationError, match="max_calls_per_second"):
        Trunk(name="carrier", addresses=("203.0.113.5",), max_calls_per_second=rate)

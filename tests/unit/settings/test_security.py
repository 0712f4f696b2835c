"""What an operator sets about strangers."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.settings import Settings


def test_networks_are_read_from_a_list_or_from_the_environment() -> None:
    settings = Settings.model_validate({"never_banned": "203.0.113.7/24, 2001:db8::1"})
    assert settings.never_banned == ("203.0.113.0/24", "2001:db8::1/128")
    assert (
        Settings.model_validate({"never_banned": ["10.0.0.0/8"], "networks_file": ""}) is not None
    )


def test_what_is_no_network_is_told() -> None:
    with pytest.raises(ValidationError, match="a network such as"):
        Settings.model_validate({"never_banned": ["office"]})

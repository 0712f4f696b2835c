"""What a number may say."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.company.number import Number


def test_a_number_is_written_in_full() -> None:
    number = Number(number="+74950000001", trunk="carrier", tree="main")
    assert (number.name, number.language) == (None, None)
    with pytest.raises(ValidationError, match="number"):
        Number(number="84950000001", trunk="carrier", tree="main")

"""A company is made of first steps or of a text."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.api.operator.schemas import NewCompany
from tests.unit.api.templates.test_endpoints import STEPS


@pytest.mark.parametrize("body", [{}, {"steps": STEPS, "text": "code: x"}])
def test_one_of_both(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either steps or text"):
        NewCompany.model_validate(body)

"""A document comes as text or as data."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.api.document.schemas import TextOrData


@pytest.mark.parametrize("body", [{}, {"text": "a", "document": {}}])
def test_text_or_data_and_not_both(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either text or document"):
        TextOrData.model_validate(body)

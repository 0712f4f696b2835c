"""Companies that call out, by the part `calling` of their documents."""

from __future__ import annotations

from typing import Any

from ringtree.company.model import Company

OFFICE, ANNAS, SALES = "+74950000001", "+74950000002", "+74950000003"
MOBILE = "+79211234567"


def calling(part: dict[str, Any] | None = None, **changes: Any) -> Company:
    """101 has a number, 102 is in a group that has one, 103 has neither; two trunks."""
    return Company.model_validate(
        {
            "code": "acme",
            "name": "Acme",
            "language": "en",
            "timezone": "Europe/Moscow",
            "trunks": {
                "first": {"addresses": ["203.0.113.1"]},
                "second": {"addresses": ["203.0.113.2"]},
            },
            "numbers": [
                {"number": OFFICE, "trunk": "first", "tree": "main"},
                {"number": ANNAS, "trunk": "second", "tree": "main"},
                {"number": SALES, "trunk": "second", "tree": "main"},
            ],
            "people": [
                {"extension": "201", "name": "Anna", "number": ANNAS},
                {"extension": "202", "name": "Boris"},
                {"extension": "203", "name": "Vera"},
            ],
            "groups": {"sales": {"extensions": ["202"], "number": SALES}},
            "calling": part or {},
            **changes,
        }
    )

"""Small companies for routing tests."""

from __future__ import annotations

from ringtree.company.model import Company


def company(
    code: str, number: str = "+74950000001", *, trunk: str = "203.0.113.1", own: str | None = None
) -> Company:
    """A company of two people, one number and one trunk."""
    return Company.model_validate(
        {
            "code": code,
            "name": code.title(),
            "language": "en",
            "timezone": "Europe/Moscow",
            "trunks": {"carrier": {"addresses": [trunk]}},
            "numbers": [{"number": number, "trunk": "carrier", "tree": "main"}],
            "people": [
                {"extension": "101", "name": "Anna", "number": own},
                {"extension": "102", "name": "Boris"},
            ],
        }
    )

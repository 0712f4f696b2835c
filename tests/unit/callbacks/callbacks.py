"""Callbacks for tests."""

from __future__ import annotations

from typing import Any

from ringtree.callbacks.callback import Callback, Source
from tests.unit.callbacks.people import NOON, NUMBER


def callback(**changes: Any) -> Callback:
    """One that was asked for at noon."""
    fields = {
        "id": "one",
        "company": "acme",
        "queue": "sales",
        "number": NUMBER,
        "language": "en",
        "source": Source.API,
        "requested": NOON,
        **changes,
    }
    return Callback(**fields)

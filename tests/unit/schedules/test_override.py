"""An override that contradicts itself is refused; a good one survives storage."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ringtree.schedules.override import Override, OverrideError, OverrideKind, Until
from tests.unit.schedules.worlds import at

SINCE = at("2026-11-23 10:00")
LATER = at("2026-11-23 12:00")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"kind": OverrideKind.OPEN, "exception": "fair"}, "exception alone"),
        ({"kind": OverrideKind.EXCEPTION}, "exception alone"),
        ({"kind": OverrideKind.OPEN, "ends_at": LATER}, "until time alone"),
        ({"kind": OverrideKind.OPEN, "until": Until.TIME}, "until time alone"),
        ({"kind": OverrideKind.OPEN, "until": Until.TIME, "ends_at": SINCE}, "end after it begins"),
        ({"kind": OverrideKind.OPEN, "since": datetime(2026, 1, 1)}, "need a time zone"),
    ],
)
def test_contradictions_are_refused(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(OverrideError, match=words):
        Override(**{"since": SINCE, **settings})


@pytest.mark.parametrize(
    "override",
    [
        Override(OverrideKind.OPEN, SINCE, who="101", why="fair"),
        Override(OverrideKind.CLOSED, SINCE, Until.TIME, LATER),
        Override(OverrideKind.EXCEPTION, SINCE, Until.REVOKED, exception="heat"),
    ],
)
def test_what_is_stored_is_what_was_set(override: Override) -> None:
    assert Override.from_dict(override.to_dict()) == override


def test_holds_from_its_first_instant_to_just_before_its_last() -> None:
    override = Override(OverrideKind.CLOSED, SINCE, Until.TIME, LATER)
    assert override.is_active(SINCE, LATER)
    assert not override.is_active(LATER, LATER)
    assert not override.is_active(at("2026-11-23 09:59"), LATER)


def test_holds_by_instants_not_by_wall_clocks() -> None:
    berlin = "Europe/Berlin"
    override = Override(
        OverrideKind.CLOSED,
        at("2026-10-25 02:30", berlin),
        Until.TIME,
        at("2026-10-25 02:15", berlin, fold=1),  # an hour that comes twice: 45 minutes later
    )
    assert override.is_active(at("2026-10-25 02:10", berlin, fold=1), override.ends_at)

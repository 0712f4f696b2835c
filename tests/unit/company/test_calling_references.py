"""Every name in the parts about calls to the outside is looked up."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.lint import lint
from tests.unit.company.small import company

NOBODY = "+442071234560"


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"caller_ids": {"*5": NOBODY}}, "caller_ids.*5"),
        ({"prices": {"x": {"currency": "GBP", "rates": {}}}}, "prices.x"),
        ({"routes": [{"trunks": "x"}]}, "routes[0].trunks"),
        ({"routes": [{"regions": "x", "trunks": "carrier"}]}, "routes[0].regions"),
        ({"routes": [{"people": "999", "trunks": "carrier"}]}, "routes[0].people"),
        ({"routes": [{"groups": "x", "trunks": "carrier"}]}, "routes[0].groups"),
        ({"routes": [{"hours": "x", "trunks": "carrier"}]}, "routes[0].hours"),
        ({"locations": {"hall": {"number": NOBODY}}}, "locations.hall.number"),
        ({"limits": {"people": {"999": {}}}}, "limits.people"),
        ({"limits": {"trunks": {"x": {}}}}, "limits.trunks"),
        ({"limits": {"night": {"schedule": "x"}}}, "limits.night.schedule"),
        ({"limits": {"night": {"schedule": "x", "people": {"999": {}}}}}, "limits.night.people"),
    ],
)
def test_a_name_nobody_has_is_found(part: dict[str, Any], place: str) -> None:
    found = [(one.rule, one.dotted) for one in lint(company(calling=part))]
    assert ("unknown-reference", f"calling.{place}") in found


def test_numbers_of_people_and_groups_are_the_company_s() -> None:
    changed = company(
        people=[{"extension": "101", "name": "A", "may_present": [NOBODY]}],
        groups={"g": {"extensions": ["101"], "number": NOBODY}},
    )
    places = {one.dotted for one in lint(changed) if one.rule == "unknown-reference"}
    assert {"people[0].may_present", "groups.g.number"} <= places

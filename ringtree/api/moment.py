"""Instants that clients name."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

from ringtree.company.moment import FIRST_YEAR, LAST_YEAR
from ringtree.explained import Explained


def _of_this_age(moment: datetime) -> datetime:
    """Refuse an instant that can't be said in another zone.

    Raises:
        Explained: with the years that can.
    """
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Explained(
            f"must be of the years {FIRST_YEAR} to {LAST_YEAR}",
            f"год должен быть от {FIRST_YEAR} до {LAST_YEAR}",
        )
    return moment


#: An instant with or without a zone.
Moment = Annotated[datetime, AfterValidator(_of_this_age)]
#: An instant that says its zone.
ZonedMoment = Annotated[AwareDatetime, AfterValidator(_of_this_age)]

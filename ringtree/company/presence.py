"""Why a person is not ready for a queue's callers: the company's own list of reasons."""

from __future__ import annotations

from pydantic import Field

from ringtree.company.part import Key, Part, Title


class NotReadyReason(Part):
    """One reason that people may give, by name, or on the phone by its digits."""

    name: Key = Field(exclude=True)
    title: Title = Field(description="what people call it, as it is spoken and shown")
    digits: str | None = Field(
        default=None,
        pattern=r"^[0-9]{1,2}$",
        description="dialled after the star code for not being ready",
    )

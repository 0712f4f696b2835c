"""What the parts of a document are made of: their base, and the shapes of their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ringtree.company.words import one_line, suggest
from ringtree.explained import Explained


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        known = available_timezones()
        raise Explained(
            f"{name!r} is not an IANA zone such as Europe/Moscow{suggest(name, known)}",
            f"«{name}» — не часовой пояс IANA, такой как Europe/Moscow{suggest(name, known, 'ru')}",
        ) from None
    return name


Title = Annotated[str, AfterValidator(one_line), Field(min_length=1, max_length=200)]
#: What other parts of the document call a thing: a queue, a node, a tree.
Key = Annotated[str, Field(pattern=r"^[^\W\d][\w-]{0,59}$")]
CompanyCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
#: An internal number.
Extension = Annotated[str, Field(pattern=r"^[0-9]{2,6}$")]
#: A number of the public network [ITU-T E.164].
E164 = Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")]
Seconds = Annotated[float, Field(ge=0, le=86400, allow_inf_nan=False)]
Zone = Annotated[str, AfterValidator(_timezone)]


def named(value: Any) -> Any:
    """Tell each entry of a mapping the name it stands under."""
    if not isinstance(value, Mapping):
        return value
    return {
        key: {"name": key, **entry} if isinstance(entry, Mapping) else entry
        for key, entry in value.items()
    }


class Part(BaseModel):
    """Any part of the document: frozen, and strict about keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

"""What the API says of trunks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field

from ringtree.api.faults import in_language
from ringtree.company.prompt import Language
from ringtree.trunks.registration import RegistrationState
from ringtree.trunks.status import TrunkState, TrunkStatus, in_words


class TrunkView(BaseModel):
    """One trunk as it is now. Calls are those going on, and those since the server's start."""

    trunk: str = Field(examples=["carrier"])
    state: TrunkState
    words: str = Field(examples=["ready, registered, answers in 12 ms, calls 2 in, 1 out"])
    target: str | None = Field(examples=["udp:203.0.113.5:5060"], description="in use now")
    targets: list[str] = Field(description="all, the preferred one first")
    registration: RegistrationState
    registered: bool | None = Field(description="null: it does not register")
    registered_until: datetime | None
    reachable: bool | None = Field(description="null: not asked yet")
    latency: float | None = Field(description="seconds from a question to the answer")
    calls_in: int
    calls_out: int
    total_in: int
    total_out: int
    failed_out: int = Field(description="calls the carrier could not take")
    refused: int = Field(description="calls over a limit of the trunk")
    unknown_numbers: int = Field(description="the carrier's calls for numbers nobody here has")
    last_error: str | None = Field(examples=["udp:203.0.113.5:5060: no answer to OPTIONS"])
    last_error_at: datetime | None


class OperatorTrunk(TrunkView):
    """A trunk with the company it belongs to."""

    company: str = Field(examples=["daisy"])
    company_name: str = Field(examples=["Daisy Ltd"])


def view_of(status: TrunkStatus, language: Language) -> TrunkView:
    """A status as the API shows it."""
    return TrunkView(**_values(status, language))


def operators_view_of(status: TrunkStatus, company_name: str, language: Language) -> OperatorTrunk:
    """A status as the operator sees it."""
    return OperatorTrunk(
        company=status.company, company_name=company_name, **_values(status, language)
    )


def _values(status: TrunkStatus, language: Language) -> dict[str, Any]:
    values = status.to_dict()
    del values["company"]
    for name in ("registered_until", "last_error_at"):
        if values[name] is not None:
            values[name] = datetime.fromtimestamp(values[name], UTC)
    if status.last_error is not None:
        values["last_error"] = in_language(status.last_error, language)
    return {"words": in_words(status, language), **values}

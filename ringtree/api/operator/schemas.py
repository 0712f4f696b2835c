"""The server as its operator sees it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from ringtree.api.document.schemas import Text
from ringtree.api.templates.schemas import FirstSteps
from ringtree.company.part import E164
from ringtree.explained import Explained

#: Numbers that are given at once.
MOST_GIVEN = 1000


class CompanyRow(BaseModel):
    """A company on this server."""

    code: str = Field(examples=["daisy"])
    name: str = Field(examples=["Daisy Ltd"])
    revision: int
    numbers: list[str]
    people: int
    calls: int = Field(description="going on now")
    registered: int = Field(description="people with a telephone registered")


class NewCompany(BaseModel):
    """A company made from first steps, or from a whole text."""

    steps: FirstSteps | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.steps is None) == (self.text is None):
            raise Explained("either steps or text", "нужно или steps, или text")
        return self


class MadeCompany(BaseModel):
    """A new company; its people have no passwords for telephones yet."""

    code: str = Field(examples=["daisy"])
    revision: int = Field(examples=[1])
    without_password: list[str] = Field(examples=[["101", "102"]])


class NumberRow(BaseModel):
    """A number of the public network, and whose it is."""

    number: str = Field(examples=["+74950000001"])
    company: str
    used: bool = Field(description="whether the company's live revision has it")


class GivenNumbers(BaseModel):
    """Numbers for a company."""

    company: str = Field(max_length=40, examples=["daisy"])
    numbers: Annotated[list[E164], Field(min_length=1, max_length=MOST_GIVEN)]


class Part(BaseModel):
    """One part of the server: `ok`, or what is wrong in `detail`."""

    name: str = Field(examples=["database"])
    ok: bool
    detail: str = ""
    figures: dict[str, float] = {}


class ServerHealth(BaseModel):
    """Load and health of every part."""

    version: str
    started: datetime
    load: Annotated[list[float], Field(description="average of 1, 5 and 15 minutes")]
    processors: int
    memory_used: float = Field(description="MB, of this process")
    disk_free: float = Field(description="MB, in the data directory")
    calls: int
    companies: int
    registered: int
    parts: list[Part]

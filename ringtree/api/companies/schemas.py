"""What the API says of a company."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from ringtree.company.prompt import Language


class CompanyView(BaseModel):
    """A company as it is live now."""

    code: str = Field(examples=["daisy"])
    name: str = Field(examples=["Daisy Ltd"])
    language: Language
    timezone: str = Field(examples=["Europe/Moscow"])
    revision: int = Field(examples=[7], description="the live one")
    published: datetime = Field(description="when it became live")
    published_by: str = Field(examples=["anna@example.com"])
    numbers: list[str] = Field(examples=[["+74950000001"]])
    people: int = Field(examples=[12])

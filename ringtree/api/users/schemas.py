"""Users as an administrator sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from ringtree.accounts.role import Role
from ringtree.api.session.schemas import Email, PersonName
from ringtree.company.model import Extension
from ringtree.company.prompt import Language

CompanyRole = Literal[Role.ADMINISTRATOR, Role.SUPERVISOR, Role.EMPLOYEE]


class UserRow(BaseModel):
    """A user of the company. Without `has_password` the invitation was not taken up yet."""

    id: str
    email: str = Field(examples=["anna@example.com"])
    name: str = Field(examples=["Anna Smith"])
    role: Role
    extension: str | None = Field(examples=["101"])
    language: Language
    disabled: bool
    second_factor: bool
    has_password: bool
    created: datetime
    signed_in: datetime | None


class NewUser(BaseModel):
    """Whom to invite; `extension` is the internal number of an employee's own desk."""

    email: Email
    name: PersonName
    role: CompanyRole
    extension: Annotated[Extension | None, Field(examples=["101"])] = None
    language: Language = "ru"


class UserChange(BaseModel):
    """What is left out stays. `second_factor` can only be taken away, by false."""

    name: PersonName | None = None
    role: CompanyRole | None = None
    extension: Extension | None = None
    language: Language | None = None
    disabled: bool | None = None
    second_factor: Literal[False] | None = None


class Invitation(BaseModel):
    """A new user, and the link to choose a password, which was mailed as well."""

    user: UserRow
    link: str = Field(examples=["https://pbx.example.com/reset?token=…"])

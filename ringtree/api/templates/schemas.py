"""Templates, and the facts that a company is made from."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from ringtree.company.model import E164, CompanyCode, Extension, Title, Zone
from ringtree.company.prompt import Language
from ringtree.mail.mail import mail_address
from ringtree.templates.basics import Basics

Times = Annotated[
    list[Annotated[str, Field(max_length=11, examples=["09:00-18:00"])]], Field(max_length=12)
]


class TemplateRow(BaseModel):
    """A kind of company, in the reader's language."""

    name: str = Field(examples=["office"])
    title: str = Field(examples=["Small office"])
    description: str


class NewPerson(BaseModel):
    """Somebody of the new company."""

    extension: Annotated[Extension, Field(examples=["101"])]
    name: Annotated[Title, Field(examples=["Anna Smith"])]


class FirstSteps(BaseModel):
    """One number, some people, the hours, the mail: all that a company needs to begin."""

    template: Annotated[str, Field(max_length=40, examples=["office"])] = "office"
    code: Annotated[CompanyCode, Field(examples=["daisy"])]
    name: Annotated[Title, Field(examples=["Daisy Ltd"])]
    language: Language = "ru"
    timezone: Annotated[Zone, Field(examples=["Europe/Moscow"])] = "Europe/Moscow"
    number: Annotated[E164, Field(examples=["+74950000001"])]
    trunk: Annotated[
        list[Annotated[str, Field(max_length=60, examples=["203.0.113.0/24"])]],
        Field(min_length=1, max_length=50, description="addresses the carrier calls from"),
    ]
    people: Annotated[list[NewPerson], Field(min_length=1, max_length=500)]
    weekly: Annotated[
        dict[Annotated[str, Field(max_length=100)], Times],
        Field(examples=[{"monday..friday": ["09:00-18:00"]}]),
    ] = {}
    mail: Annotated[str, AfterValidator(lambda m: m and mail_address(m)), Field(max_length=254)] = (
        ""
    )

    def basics(self) -> Basics:
        """The same, for a template."""
        return Basics(
            code=self.code,
            name=self.name,
            language=self.language,
            timezone=self.timezone,
            number=self.number,
            trunk=tuple(self.trunk),
            people=tuple((one.extension, one.name) for one in self.people),
            weekly=self.weekly,
            mail=self.mail,
        )


class Built(BaseModel):
    """The text of a company; nothing is published."""

    text: str

"""Templates, and the facts that a company is made from."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field

from ringtree.company.model import E164, CompanyCode, Extension, Title, Zone
from ringtree.company.prompt import Language
from ringtree.mail.mail import mail_address
from ringtree.templates.basics import Basics
from ringtree.templates.sketch import Wishes

Times = Annotated[
    list[Annotated[str, Field(max_length=11, examples=["09:00-18:00"])]], Field(max_length=12)
]
Weekly = Annotated[
    dict[Annotated[str, Field(max_length=100)], Times],
    Field(max_length=14, examples=[{"monday..friday": ["09:00-18:00"]}]),
]
Mail = Annotated[str, AfterValidator(lambda m: m and mail_address(m)), Field(max_length=254)]
Name = Annotated[str, Field(max_length=80)]


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
    weekly: Weekly = {}
    mail: Mail = ""

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

    text: str = Field(examples=["code: daisy\nname: Daisy Ltd\n"])


class TreeWishes(BaseModel):
    """What a tree of a company that there is depends on."""

    name: Annotated[Title, Field(examples=["Daisy Ltd"], description="the company's")]
    language: Language = "ru"
    extensions: Annotated[
        list[Extension], Field(max_length=500, examples=[["101", "102"]], description="who answers")
    ]
    weekly: Weekly = {}
    mail: Mail = ""
    mailbox: Annotated[
        Name, Field(description="of the company's, for messages; else a new one")
    ] = ""
    taken: Annotated[
        dict[Name, Annotated[list[Name], Field(max_length=5000)]],
        Field(max_length=20, examples=[{"queues": ["sales"]}], description="names, by section"),
    ] = {}

    def wishes(self) -> Wishes:
        """The same, for a template."""
        return Wishes(
            name=self.name,
            language=self.language,
            extensions=tuple(self.extensions),
            weekly=self.weekly,
            mail=self.mail,
            mailbox=self.mailbox,
            taken=self.taken,
        )


class DrawnTree(BaseModel):
    """The tree's name, and what is to be added to each section; no name in it was taken."""

    tree: Annotated[str, Field(examples=["main"])]
    parts: Annotated[
        dict[str, dict[str, Any]],
        Field(examples=[{"queues": {"reception": {"title": "Reception", "agents": ["101"]}}}]),
    ]

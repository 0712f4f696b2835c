"""People, and what their telephones have to know."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field


class PersonRow(BaseModel):
    """Somebody of the company, as published."""

    extension: str = Field(examples=["101"])
    name: str = Field(examples=["Anna Smith"])
    number: str | None = Field(description="presented on this person's calls")
    groups: list[str]
    queues: list[str]
    registered: bool


class Device(BaseModel):
    """A registered telephone."""

    contact: str = Field(examples=["sip:daisy-101@192.0.2.101:5060"])
    transport: str = Field(examples=["udp"])
    address: str = Field(examples=["192.0.2.101:5060"])
    user_agent: str = Field(examples=["Yealink SIP-T31P 124.86.0.40"])
    expires: datetime


class PhoneSettings(BaseModel):
    """What to type into a telephone by hand."""

    account: str = Field(examples=["daisy-101"])
    host: str = Field(examples=["pbx.example.com"])
    port: int = Field(examples=[5060])
    transport: str = Field(examples=["udp"])
    transports: list[str] = Field(description="all that are served")


class PersonDetail(PersonRow):
    """A person with the telephones that are registered now."""

    settings: PhoneSettings
    has_password: bool
    devices: list[Device]


class ReadyFile(BaseModel):
    """A file that a kind of telephone reads."""

    phone: str = Field(examples=["Yealink"])
    name: str = Field(examples=["daisy-101.cfg"])
    content: str


class ReadyCode(BaseModel):
    """The text of a QR code, and the apps that read it."""

    apps: str
    content: str


class PhoneAccess(BaseModel):
    """A new password with everything made of it: shown this once."""

    settings: PhoneSettings
    password: str
    files: list[ReadyFile]
    codes: list[ReadyCode]

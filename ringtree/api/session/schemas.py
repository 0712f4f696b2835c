"""What is said to sign in, and what the API says of who has."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from ringtree.accounts.role import Permission, Role
from ringtree.company.prompt import Language
from ringtree.mail.mail import mail_address

Email = Annotated[
    str, AfterValidator(mail_address), Field(max_length=254, examples=["anna@example.com"])
]
#: Whatever somebody types; how good it is, is judged elsewhere.
Password = Annotated[
    str, Field(min_length=1, max_length=1000, examples=["four horses at a bridge"])
]
PersonName = Annotated[str, Field(min_length=1, max_length=200, examples=["Anna Smith"])]
Code = Annotated[str, Field(min_length=6, max_length=20, examples=["123456"])]
Token = Annotated[str, Field(min_length=20, max_length=200)]


class SignInRequest(BaseModel):
    """An address and a password, with a code where there is a second factor."""

    email: Annotated[str, Field(max_length=254, examples=["anna@example.com"])]
    password: Password
    code: Code | None = None


class UserView(BaseModel):
    """The user who has signed in."""

    id: str
    name: PersonName
    email: str = Field(examples=["anna@example.com"])
    language: Language
    role: Role
    extension: str | None = Field(examples=["101"])
    permissions: list[Permission]
    second_factor: bool
    recovery_codes: int | None = Field(
        default=None, description="how many are left; null without a second factor", examples=[10]
    )


class CompanyName(BaseModel):
    """A company as a person calls it, and by which clock it goes."""

    code: str = Field(examples=["daisy"])
    name: str = Field(examples=["Daisy Ltd"])
    timezone: str | None = Field(
        description="null before anything was published", examples=["Europe/Moscow"]
    )


class SessionView(BaseModel):
    """The present session. `csrf` goes into `X-CSRF-Token` with everything that changes something.

    `acting` is the operator's address where an operator has signed in to a company.
    """

    user: UserView
    company: CompanyName | None
    csrf: str
    acting: str | None = None


class SessionRow(BaseModel):
    """One of a user's sessions."""

    id: str
    created: datetime
    seen: datetime
    address: str = Field(examples=["203.0.113.5"])
    user_agent: str
    company: str | None
    current: bool


class FirstAdministrator(BaseModel):
    """Who takes the server over, with the link printed at its first start."""

    token: Token
    name: PersonName
    email: Email
    password: Password
    language: Language = "ru"


class Profile(BaseModel):
    """What a user changes of the own account; what is left out stays."""

    name: PersonName | None = None
    language: Language | None = None


class PasswordChange(BaseModel):
    """A new password, and the present one."""

    current: Password
    password: Password


class PasswordResetRequest(BaseModel):
    """Whose password was forgotten."""

    email: Annotated[str, Field(max_length=254, examples=["anna@example.com"])]


class NewPassword(BaseModel):
    """The password chosen by a link."""

    password: Password


class SecondFactorOffer(BaseModel):
    """A new secret: `address` is what the QR code says. It counts once a code has proved it."""

    secret: str = Field(examples=["JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"])
    address: str = Field(examples=["otpauth://totp/Ringtree:anna@example.com?secret=…"])


class SecondFactorProof(BaseModel):
    """The offered secret, and a code that the app makes of it."""

    secret: Annotated[str, Field(pattern=r"^[A-Z2-7]{32}$")]
    code: Code
    password: Password


class RecoveryCodesView(BaseModel):
    """Codes that open once each in place of the app's, to be written down."""

    codes: list[str] = Field(examples=[["k7qd-2mxp-9rva-hw4t"]])


class OwnPassword(BaseModel):
    """The password, so that a session left open cannot change or take the factor away."""

    password: Password
